#include "adapters/admin_socket/address.hpp"
#include "adapters/admin_socket/admin_socket.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <sys/stat.h>

#include <filesystem>
#include <set>

namespace amends::adapters {
namespace {

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using boost::system::error_code;
using protocol = asio::local::stream_protocol;

constexpr std::size_t longest_request = 4UL << 20; ///< a tree of two MiB, escaped
constexpr std::size_t most_connections = 8;
constexpr std::chrono::seconds longest_silence{60};
constexpr std::chrono::milliseconds accept_pause{100};

/// One command line. Everything of it happens on the listener's strand.
struct visitor {
    explicit visitor(protocol::socket accepted) : socket(std::move(accepted)), silence(socket.get_executor()) {}

    protocol::socket socket;
    asio::steady_timer silence;
};

using visitor_ptr = std::shared_ptr<visitor>;

class listener : public std::enable_shared_from_this<listener> {
public:
    listener(bot::runtime& runtime, admin_handler handler)
        : handler_(std::move(handler)), strand_(runtime.io.get_executor()), acceptor_(strand_)
    {}

    error_code open(const std::string& path)
    {
        error_code error;
        std::filesystem::remove(path, error);
        acceptor_.open({}, error);
        if (!error) acceptor_.bind(protocol::endpoint(path), error);
        if (!error && ::chmod(path.c_str(), S_IRUSR | S_IWUSR) != 0)
            error.assign(errno, boost::system::system_category());
        if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
        return error;
    }

    void start() { asio::co_spawn(strand_, accept(shared_from_this()), asio::detached); }

    awaitable<void> stop(std::chrono::milliseconds limit)
    {
        co_await asio::co_spawn(strand_, stop_on_strand(shared_from_this(), limit), use_awaitable);
    }

private:
    using self_ptr = std::shared_ptr<listener>;

    static awaitable<void> accept(self_ptr self)
    {
        while (self->acceptor_.is_open()) {
            error_code error;
            auto socket = co_await self->acceptor_.async_accept(asio::redirect_error(use_awaitable, error));
            if (!error && self->visitors_.size() < most_connections) {
                auto each = std::make_shared<visitor>(std::move(socket));
                self->visitors_.insert(each);
                asio::co_spawn(self->strand_, serve(self, each), asio::detached);
            } else if (error && error != asio::error::operation_aborted) {
                // Out of descriptors, most likely: some will come free.
                asio::steady_timer pause(self->strand_, accept_pause);
                co_await pause.async_wait(asio::redirect_error(use_awaitable, error));
            }
        }
    }

    static awaitable<void> close_when_silent(self_ptr self, visitor_ptr each)
    {
        while (self->visitors_.count(each) > 0) {
            error_code error;
            co_await each->silence.async_wait(asio::redirect_error(use_awaitable, error));
            if (!error) each->socket.close(error);
            if (!error) co_return;
        }
    }

    static awaitable<void> serve(self_ptr self, visitor_ptr each)
    {
        error_code error;
        std::string buffer;
        each->silence.expires_after(longest_silence);
        asio::co_spawn(self->strand_, close_when_silent(self, each), asio::detached);
        while (!error) {
            const auto length =
                co_await asio::async_read_until(each->socket, asio::dynamic_buffer(buffer, longest_request), '\n',
                                                asio::redirect_error(use_awaitable, error));
            if (error) break;
            each->silence.expires_at(asio::steady_timer::time_point::max());
            auto request = buffer.substr(0, length - 1);
            buffer.erase(0, length);
            auto answer = co_await self->handler_(std::move(request));
            answer += '\n';
            each->silence.expires_after(longest_silence);
            co_await asio::async_write(each->socket, asio::buffer(answer), asio::redirect_error(use_awaitable, error));
        }
        self->visitors_.erase(each);
        each->silence.cancel();
        each->socket.close(error);
    }

    static awaitable<void> stop_on_strand(self_ptr self, std::chrono::milliseconds limit)
    {
        error_code error;
        self->acceptor_.close(error);
        const auto end = std::chrono::steady_clock::now() + limit;
        for (const auto& each : self->visitors_) each->socket.shutdown(protocol::socket::shutdown_receive, error);
        while (!self->visitors_.empty() && std::chrono::steady_clock::now() < end) {
            asio::steady_timer pause(self->strand_, std::chrono::milliseconds(20));
            co_await pause.async_wait(asio::redirect_error(use_awaitable, error));
        }
    }

    admin_handler handler_;
    asio::strand<asio::io_context::executor_type> strand_;
    protocol::acceptor acceptor_;
    std::set<visitor_ptr> visitors_;
};

class opened final : public admin_socket {
public:
    opened(std::shared_ptr<listener> listening, std::filesystem::path path)
        : listener_(std::move(listening)), path_(std::move(path))
    {}
    ~opened() override
    {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    awaitable<void> stop(std::chrono::milliseconds limit) override { co_await listener_->stop(limit); }

private:
    std::shared_ptr<listener> listener_;
    std::filesystem::path path_;
};

} // namespace

result<std::unique_ptr<admin_socket>> open_admin_socket(bot::runtime& runtime, const std::filesystem::path& data,
                                                        admin_handler handler)
{
    auto listening = std::make_shared<listener>(runtime, std::move(handler));
    const socket_address address(data, "admin.sock");
    if (auto error = listening->open(address.path()))
        return problem{"admin.io", (data / "admin.sock").string() + " cannot be opened (" + error.message() +
                                       "); the data directory must be on a file system that has sockets."};
    listening->start();
    return std::unique_ptr<admin_socket>(std::make_unique<opened>(std::move(listening), data / "admin.sock"));
}

} // namespace amends::adapters
