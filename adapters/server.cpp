#include "adapters/server.hpp"

#include "adapters/chat/session.hpp"
#include "adapters/desk/session.hpp"
#include "adapters/http/agents_api.hpp"
#include "adapters/http/cookies.hpp"
#include "adapters/http/health.hpp"
#include "adapters/http/static_files.hpp"
#include "adapters/http/trees_api.hpp"
#include "adapters/net/listener.hpp"
#include "adapters/net/origin.hpp"
#include "adapters/net/service.hpp"
#include "adapters/net/tls_context.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <sodium.h>

#include <atomic>

namespace amends::adapters {

namespace asio = boost::asio;

namespace {

constexpr auto token() { return asio::as_tuple(asio::use_awaitable); }

/// Looks for overdue connections until it is stopped.
class sweeper : public std::enable_shared_from_this<sweeper> {
public:
    sweeper(asio::io_context& io, std::shared_ptr<connections> all, std::chrono::milliseconds pause)
        : timer_(asio::make_strand(io)), all_(std::move(all)), pause_(pause)
    {}

    void start() { asio::co_spawn(timer_.get_executor(), loop(shared_from_this()), asio::detached); }
    void stop()
    {
        stopped_ = true;
        asio::post(timer_.get_executor(), [self = shared_from_this()] { self->timer_.cancel(); });
    }

private:
    asio::awaitable<void> loop(std::shared_ptr<sweeper> self)
    {
        while (!self->stopped_) {
            all_->sweep();
            timer_.expires_after(pause_);
            co_await timer_.async_wait(token());
        }
    }

    asio::steady_timer timer_;
    std::shared_ptr<connections> all_;
    std::chrono::milliseconds pause_;
    std::atomic<bool> stopped_{false};
};

class running_server final : public server {
public:
    running_server(asio::io_context& io, std::shared_ptr<listener> door, std::shared_ptr<connections> open,
                   limits bounds)
        : io_(io), door_(std::move(door)), open_(std::move(open)),
          sweeper_(std::make_shared<sweeper>(io, open_, bounds.sweep))
    {
        sweeper_->start();
    }

    ~running_server() override
    {
        door_->stop();
        sweeper_->stop();
    }

    std::uint16_t port() const override { return door_->port(); }

    asio::awaitable<void> stop(std::chrono::milliseconds limit) override
    {
        door_->stop();
        open_->stop_all();
        co_await emptied(limit);
        open_->abort_all();
        co_await emptied(std::chrono::seconds(1));
        sweeper_->stop();
    }

private:
    asio::awaitable<void> emptied(std::chrono::milliseconds limit)
    {
        asio::steady_timer tick(io_);
        const auto end = std::chrono::steady_clock::now() + limit;
        while (open_->count() > 0 && std::chrono::steady_clock::now() < end) {
            tick.expires_after(std::chrono::milliseconds(5));
            co_await tick.async_wait(token());
        }
    }

    asio::io_context& io_;
    std::shared_ptr<listener> door_;
    std::shared_ptr<connections> open_;
    std::shared_ptr<sweeper> sweeper_;
};

http_response foreign_origin()
{
    return problem_response(403, "cross_origin", "this page's origin is not allowed; see server.allowed_origins");
}

socket_endpoint chat_endpoint(const server_parts& parts, std::shared_ptr<const origin_rules> origins, limits bounds)
{
    auto room = std::make_shared<const chat::room>(
        chat::room{parts.runtime, parts.conversations, parts.visitor_secret, parts.config.heartbeat, bounds});
    return {"/chat", "amends.chat.v1",
            [origins](const http_request& request) -> std::optional<http_response> {
                if (origins->may_chat(request)) return std::nullopt;
                return foreign_origin();
            },
            [room](std::shared_ptr<socket> wire, http_request) { return chat::open_session(room, std::move(wire)); }};
}

socket_endpoint desk_endpoint(const server_parts& parts, std::shared_ptr<const origin_rules> origins, limits bounds)
{
    auto room = std::make_shared<const desk::room>(
        desk::room{parts.runtime, parts.conversations, parts.desk, parts.accounts, parts.config.heartbeat, bounds});
    return {"/desk/socket", "amends.desk.v1",
            [origins](const http_request& request) -> std::optional<http_response> {
                if (origins->own(request)) return std::nullopt;
                return foreign_origin();
            },
            [room](std::shared_ptr<socket> wire, http_request request) {
                return desk::open_session(room, std::move(wire), session_secret(request));
            }};
}

/// The trees are the one page for admins.
asio::awaitable<http_response> to_trees(http_request)
{
    http_response answer;
    answer.status = 302;
    answer.headers.emplace_back("Location", "/admin/trees");
    co_return answer;
}

void add_routes(route_table& routes, const server_parts& parts, std::shared_ptr<const origin_rules> origins,
                std::shared_ptr<const listener> door)
{
    auto well = std::make_shared<const health>(std::move(door), parts.conversations);
    routes.add("GET", "/healthz", [well](http_request r) { return well->healthz(std::move(r)); });
    routes.add("GET", "/readyz", [well](http_request r) { return well->readyz(std::move(r)); });
    auto agents = std::make_shared<const agents_api>(parts.config, parts.accounts, parts.conversations,
                                                     std::move(origins), parts.metrics_text);
    routes.add("POST", "/api/session", [agents](http_request r) { return agents->sign_in(std::move(r)); });
    routes.add("GET", "/api/session", [agents](http_request r) { return agents->current(std::move(r)); });
    routes.add("DELETE", "/api/session", [agents](http_request r) { return agents->sign_out(std::move(r)); });
    routes.add("GET", "/api/conversations/{}/transcript",
               [agents](http_request r) { return agents->transcript(std::move(r)); });
    routes.add("POST", "/api/wording", [agents](http_request r) { return agents->wording(std::move(r)); });
    routes.add("GET", "/metrics", [agents](http_request r) { return agents->metrics(std::move(r)); });
    if (parts.trees) add_tree_routes(routes, parts.accounts, *parts.trees);
    for (const char* landing : {"/admin", "/admin/"}) routes.add("GET", landing, to_trees);
}

} // namespace

result<std::unique_ptr<server>> listen(server_parts parts) { return listen(std::move(parts), limits{}); }

result<std::unique_ptr<server>> listen(server_parts parts, limits bounds)
{
    if (sodium_init() < 0) return problem{"listen.io", "libsodium could not start: no source of randomness"};
    const auto& config = parts.config;

    auto proxies = proxy_trust::from(config.trusted_proxies);
    if (!proxies) return proxies.error();
    std::shared_ptr<asio::ssl::context> tls;
    if (!config.tls_certificate.empty() || !config.tls_key.empty()) {
        auto made = make_tls_context(config.tls_certificate, config.tls_key);
        if (!made) return made.error();
        tls = *made;
    }
    auto files = std::make_shared<static_files>();
    if (config.web_root.empty()) {
        *files = static_files::embedded();
    } else {
        auto read = static_files::from_folder(config.web_root);
        if (!read) return read.error();
        *files = std::move(*read);
    }
    auto door = bind_listener(parts.runtime, config.host, config.port, tls || !proxies->empty());
    if (!door) return door.error();

    connections::bounds room{static_cast<std::size_t>(config.max_connections),
                             static_cast<std::size_t>(config.max_connections_per_address), bounds.spare_connections};
    auto open = std::make_shared<connections>(room, parts.runtime.metrics);
    auto host = std::make_shared<service>(service{parts.runtime, bounds, open, *proxies, {}, {}, {}});
    auto origins = std::make_shared<const origin_rules>(config.public_url, config.allowed_origins);

    host->sockets.push_back(chat_endpoint(parts, origins, bounds));
    host->sockets.push_back(desk_endpoint(parts, origins, bounds));
    host->front_end = [files](const http_request& request) { return files->serve(request); };
    add_routes(host->routes, parts, origins, *door);

    auto running = std::make_unique<running_server>(parts.runtime.io, *door, open, bounds);
    (*door)->start(host, tls);
    return std::unique_ptr<server>(std::move(running));
}

} // namespace amends::adapters
