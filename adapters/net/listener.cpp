#include "adapters/net/listener.hpp"

#include "adapters/net/stream.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <vector>

namespace amends::adapters {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr auto token() { return asio::as_tuple(asio::use_awaitable); }

bool transient(const error_code& error)
{
    // The client went away between its SYN and our accept: nothing is wrong here.
    return error == asio::error::connection_aborted || error == asio::error::interrupted ||
           error == asio::error::try_again;
}

class tcp_listener final : public listener, public std::enable_shared_from_this<tcp_listener> {
public:
    using acceptor = asio::basic_socket_acceptor<tcp, connection_strand>;

    explicit tcp_listener(bot::runtime& runtime) : runtime_(runtime), strand_(asio::make_strand(runtime.io)) {}

    error_code bind(const tcp::endpoint& endpoint)
    {
        error_code error;
        acceptor made(strand_);
        made.open(endpoint.protocol(), error);
        if (!error) made.set_option(asio::socket_base::reuse_address(true), error);
        if (!error && endpoint.address().is_v6()) made.set_option(asio::ip::v6_only(false), error);
        if (!error) made.bind(endpoint, error);
        if (!error) made.listen(asio::socket_base::max_listen_connections, error);
        if (!error) acceptors_.push_back(std::move(made));
        return error;
    }

    bool empty() const { return acceptors_.empty(); }
    std::uint16_t port() const override { return local().port(); }

    std::string own_address() const override
    {
        const auto address = local().address();
        if (!address.is_unspecified()) return address.to_string();
        return address.is_v6() ? "::1" : "127.0.0.1";
    }

    void start(service_ptr host, std::shared_ptr<asio::ssl::context> tls) override
    {
        tls_ = std::move(tls);
        for (std::size_t i = 0; i < acceptors_.size(); ++i)
            asio::co_spawn(strand_, accept_loop(shared_from_this(), host, i), asio::detached);
    }

    void stop() override
    {
        asio::post(strand_, [self = shared_from_this()] {
            self->stopping_ = true;
            error_code ignored;
            for (auto& each : self->acceptors_) each.close(ignored);
        });
    }

private:
    tcp::endpoint local() const
    {
        error_code ignored;
        return acceptors_.front().local_endpoint(ignored);
    }

    asio::awaitable<void> accept_loop(std::shared_ptr<tcp_listener> self, service_ptr host, std::size_t index)
    {
        asio::steady_timer pause(strand_);
        while (!self->stopping_) {
            auto [error, socket] = co_await acceptors_[index].async_accept(asio::make_strand(runtime_.io), token());
            if (stopping_) break;
            if (!error) {
                try {
                    take(host, std::move(socket));
                } catch (const std::exception&) { // out of memory: that connection is lost, not the loop
                    runtime_.metrics.add(bot::counter::accept_errors);
                }
            } else if (!transient(error)) {
                // Out of descriptors or buffers: closing connections will mend it, dying would not.
                runtime_.metrics.add(bot::counter::accept_errors);
                runtime_.log.write(bot::log_level::warning, "listen.accept_failed",
                                   {{"error", std::int64_t{error.value()}}});
                pause.expires_after(host->limits.accept_pause);
                co_await pause.async_wait(token());
            }
        }
    }

    void take(const service_ptr& host, tcp_socket socket)
    {
        error_code error;
        const auto peer = socket.remote_endpoint(error);
        if (error) return;
        auto place = host->open->admit(peer.address(), host->proxies.trusts(peer.address()));
        if (!place) {
            runtime_.metrics.add(bot::counter::connections_refused);
            return;
        }
        runtime_.metrics.add(bot::counter::connections_accepted);
        socket.set_option(tcp::no_delay(true), error);
        socket.non_blocking(true, error);
        if (error) return;
        if (tls_)
            serve_tls(host, tls_, std::move(socket), std::move(place));
        else
            serve_plain(host, std::move(socket), std::move(place));
    }

    bot::runtime& runtime_;
    connection_strand strand_;
    std::vector<acceptor> acceptors_;
    std::shared_ptr<asio::ssl::context> tls_;
    bool stopping_ = false;
};

problem listen_problem(const std::string& host, std::uint16_t port, const error_code& error)
{
    const auto where = host + ":" + std::to_string(port);
    if (error == asio::error::address_in_use)
        return {"listen.in_use",
                where + " is in use by another program; stop it or set another server.port (or --port)"};
    if (error == asio::error::access_denied)
        return {"listen.io", where + ": not permitted; use a server.port above 1023"};
    return {"listen.io", where + ": " + error.message() + "; set server.host to an address of this machine"};
}

} // namespace

result<std::shared_ptr<listener>> bind_listener(bot::runtime& runtime, const std::string& host, std::uint16_t port,
                                                bool anywhere)
{
    error_code error;
    tcp::resolver resolver(runtime.io);
    const auto found = resolver.resolve(host, std::to_string(port), tcp::resolver::passive, error);
    if (error) return listen_problem(host, port, error);

    auto made = std::make_shared<tcp_listener>(runtime);
    for (const auto& entry : found) {
        auto endpoint = entry.endpoint();
        if (!anywhere && !canonical(endpoint.address()).is_loopback())
            return problem{"listen.refused",
                           host + " can be reached from other machines, and without TLS everything would be read on "
                                  "the way; set tls.certificate and tls.key, or server.trusted_proxies when a proxy "
                                  "does TLS, or server.host = \"127.0.0.1\""};
        if (port == 0 && !made->empty()) endpoint.port(made->port());
        if (error = made->bind(endpoint); error) return listen_problem(host, port, error);
    }
    return std::shared_ptr<listener>(std::move(made));
}

} // namespace amends::adapters
