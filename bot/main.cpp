// The composition root: the one place that knows every room.
#include "adapters/admin_socket/admin_socket.hpp"
#include "adapters/connector/http_connector.hpp"
#include "adapters/server.hpp"
#include "bot/admin/admin.hpp"
#include "bot/admin/local_link.hpp"
#include "bot/admin/replayed.hpp"
#include "bot/admin/store_commands.hpp"
#include "bot/auth/user_commands.hpp"
#include "bot/authoring/tree_commands.hpp"
#include "bot/cli/cli.hpp"
#include "bot/conversation/seed.hpp"
#include "bot/desk/wording.hpp"
#include "bot/observe/json_log.hpp"
#include "bot/observe/prometheus.hpp"
#include "dialogs/understand/understand.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <future>
#include <iostream>
#include <thread>

extern char** environ;

namespace amends {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

constexpr auto drain_limit = 5s; ///< for turns in flight, and again for what sockets still have to send

bot::admin_commands all_commands(bot::runtime& runtime, bot::store_access& store,
                                 std::shared_ptr<bot::accounts> accounts, std::shared_ptr<bot::authoring> trees)
{
    auto all = bot::store_commands(runtime, store);
    all.merge(bot::tree_commands(std::move(trees)));
    all.merge(bot::replay_commands(runtime, store));
    all.merge(bot::user_commands(std::move(accounts), store));
    return all;
}

/// A server from its configuration to its end. What is declared later uses what is declared before it.
class server_process {
public:
    server_process(const bot::config& config, bot::console& console)
        : config_(config), console_(console),
          log_(bot::make_json_log(*bot::parse_log_level(config.log_level), std::cerr, time_))
    {}

    int run();

private:
    result<void> open();
    result<bot::connectors> connectors();
    result<void> resume();
    void announce(const std::optional<std::string>& admin_password);
    void prepare();
    asio::awaitable<void> stop_at_signal();
    asio::awaitable<void> stop();
    /// An I/O thread.
    void work();
    static std::size_t cores() { return std::max(1U, std::thread::hardware_concurrency()); }
    std::size_t threads() const { return config_.threads > 0 ? static_cast<std::size_t>(config_.threads) : cores(); }

    const bot::config& config_;
    bot::console& console_;
    bot::system_clock time_;
    std::unique_ptr<bot::log_sink> log_;
    std::unique_ptr<bot::prometheus_metrics> metrics_ = bot::make_prometheus_metrics();
    std::unique_ptr<storage::store> store_;
    asio::io_context io_{static_cast<int>(threads())};
    asio::executor_work_guard<asio::io_context::executor_type> work_{io_.get_executor()};
    asio::thread_pool workers_{std::max<std::size_t>(4, cores())};
    bot::runtime runtime_{io_, workers_, time_, *log_, *metrics_};
    std::unique_ptr<bot::store_access> access_;
    std::unique_ptr<bot::tree_library> trees_;
    std::shared_ptr<bot::accounts> accounts_;
    std::shared_ptr<bot::authoring> authoring_;
    std::unique_ptr<bot::desk> desk_;
    std::unique_ptr<bot::registry> conversations_;
    std::unique_ptr<bot::admin> admin_;
    std::unique_ptr<adapters::admin_socket> admin_socket_;
    std::unique_ptr<adapters::server> server_;
    asio::signal_set signals_{io_, SIGINT, SIGTERM};
};

/// The systems that dialogs may ask, as configured.
result<bot::connectors> server_process::connectors()
{
    bot::connectors all;
    const std::pair<const char*, const bot::connector_settings&> configured[]{{"order", config_.order_connector},
                                                                              {"customer", config_.customer_connector}};
    for (const auto& [name, set] : configured) {
        if (set.url.empty()) continue;
        auto url = adapters::parse_web_address(set.url);
        if (!url) return problem{"usage", std::string("connectors.") + name + ".url: " + url.error().message};
        auto secret = adapters::read_connector_secret(set.secret_file);
        if (!secret)
            return problem{"usage", std::string("connectors.") + name + ".secret_file: " + secret.error().message};
        all.emplace(name, adapters::make_http_connector(time_, name, std::move(*url), std::move(*secret)));
    }
    return all;
}

result<void> server_process::open()
{
    auto opened = storage::open_sqlite({config_.data});
    if (!opened) return opened.error();
    store_ = std::move(*opened);
    access_ = std::make_unique<bot::store_access>(*store_, workers_);
    trees_ = std::make_unique<bot::tree_library>(*access_, *log_, config_.default_tree);
    if (auto seeded = bot::seed_trees(*access_, *trees_, time_, *log_); !seeded) return seeded.error();
    if (!trees_->has(config_.default_tree))
        return problem{"usage", "chat.default_tree: there is no tree \"" + config_.default_tree +
                                    "\"; name one that is published, such as \"retail-order\"."};
    accounts_ = bot::make_accounts(runtime_, *access_, config_);
    desk_ = bot::make_desk(runtime_, config_.agent_grace);
    auto asked = connectors();
    if (!asked) return asked.error();
    conversations_ =
        bot::make_registry({runtime_, config_, *access_, *trees_, desk_->feed(), {}, {}, std::move(*asked)});
    desk_->start(*conversations_);
    authoring_ = std::make_shared<bot::authoring>(runtime_, *access_, trees_.get(), config_.hours);
    admin_ = std::make_unique<bot::admin>(all_commands(runtime_, *access_, accounts_, authoring_), *log_);
    return {};
}

void server_process::announce(const std::optional<std::string>& admin_password)
{
    const auto host = config_.host.find(':') == std::string::npos ? config_.host : "[" + config_.host + "]";
    const auto scheme = config_.tls_certificate.empty() ? "http://" : "https://";
    const auto url =
        config_.public_url.empty() ? scheme + host + ":" + std::to_string(server_->port()) : config_.public_url;
    console_.out << "Amends " AMENDS_VERSION " is ready.\n"
                 << "  shop  " << url << "/\n"
                 << "  desk  " << url << "/desk\n"
                 << "  trees " << url << "/admin/trees\n";
    if (admin_password)
        console_.out << "  sign in as admin with the password " << *admin_password
                     << " (shown this once; change it with `amends user passwd admin`)\n";
    console_.out.flush();
    log_->write(bot::log_level::info, "server.ready",
                {{"version", AMENDS_VERSION}, {"port", std::int64_t{server_->port()}}});
}

/// Does what would otherwise be done when first needed, while no customer waits for it yet.
void server_process::prepare()
{
    asio::post(workers_, [] {
        dialogs::understand("", {});
        bot::objections_to("");
    });
    asio::co_spawn(workers_, trees_->active(config_.default_tree), asio::detached);
}

asio::awaitable<void> server_process::stop_at_signal()
{
    const int first = co_await signals_.async_wait(asio::use_awaitable);
    log_->write(bot::log_level::info, "server.stopping", {{"signal", std::int64_t{first}}});
    // Whoever asks twice does not want to wait. What was acknowledged is on disk.
    signals_.async_wait([](const boost::system::error_code& error, int) {
        if (!error) ::_exit(bot::exit_failed);
    });
    co_await stop();
    io_.stop();
}

asio::awaitable<void> server_process::stop()
{
    co_await admin_socket_->stop(drain_limit);
    co_await conversations_->stop(drain_limit);
    co_await server_->stop(drain_limit);
    desk_->stop();
}

void server_process::work()
{
    while (!io_.stopped()) {
        try {
            io_.run();
        } catch (const std::exception& defect) {
            // One connection's defect is not the others' end.
            log_->write(bot::log_level::error, "server.defect", {{"what", std::string_view(defect.what())}});
        }
    }
}

/// Takes up what the last end interrupted, unless a signal ends this server before it has.
result<void> server_process::resume()
{
    auto resumed = asio::co_spawn(io_, conversations_->resume(), asio::use_future);
    while (resumed.wait_for(10ms) != std::future_status::ready)
        if (io_.stopped()) return {};
    return resumed.get();
}

int server_process::run()
{
    if (auto opened = open(); !opened) {
        console_.err << "amends: " << opened.error().message << "\n";
        return bot::exit_code_of(opened.error());
    }
    auto fail = [this](const problem& p) {
        console_.err << "amends: " << p.message << "\n";
        store_->stop();
        return bot::exit_code_of(p);
    };
    auto listening = adapters::listen(
        {runtime_, config_, *conversations_, *desk_, *accounts_, authoring_.get(), store_->secret(), [this] {
             const auto statistics = store_->stats();
             return metrics_->text(&statistics);
         }});
    if (!listening) return fail(listening.error());
    server_ = std::move(*listening);
    auto socket = adapters::open_admin_socket(
        runtime_, config_.data, [this](std::string request) { return admin_->handle(std::move(request)); });
    if (!socket) return fail(socket.error());
    admin_socket_ = std::move(*socket);

    asio::co_spawn(io_, stop_at_signal(), asio::detached);
    std::vector<std::thread> running;
    for (std::size_t i = 0; i < threads(); ++i) running.emplace_back([this] { work(); });
    const auto resumed = resume();
    // A password takes its time to hash, and nobody else has to wait for it. One that was made is always told.
    const auto password = bot::ensure_admin(*store_, time_);
    if (!resumed || !password)
        io_.stop();
    else if (*password || !io_.stopped()) {
        announce(*password);
        prepare();
    }
    for (auto& each : running) each.join();
    // What is left to do cannot be interrupted in order: a signal now ends the program.
    boost::system::error_code ignored;
    signals_.clear(ignored);
    workers_.join();
    store_->stop();
    if (!resumed) return fail(resumed.error());
    if (!password) return fail(password.error());
    log_->write(bot::log_level::info, "server.stopped");
    return bot::exit_done;
}

int run_server(const bot::config& config, bot::console& console)
{
    // Every connection is a descriptor.
    rlimit descriptors{};
    if (::getrlimit(RLIMIT_NOFILE, &descriptors) == 0) {
        descriptors.rlim_cur = descriptors.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &descriptors);
    }
    return server_process(config, console).run();
}

class no_log final : public bot::log_sink {
public:
    void write(bot::log_level, std::string_view, std::initializer_list<bot::log_field>) override {}
};

/// The running server when there is one; without one, this process under the store's lock.
result<std::unique_ptr<bot::server_link>> open_link(const bot::config& config)
{
    auto running = adapters::connect_admin_socket(config.data);
    if (running || running.error().code != "link.none") return running;
    static no_log log;
    static const auto metrics = bot::make_prometheus_metrics();
    auto commands = [&config](bot::runtime& runtime, bot::store_access& store) {
        return all_commands(runtime, store, bot::make_accounts(runtime, store, config),
                            std::make_shared<bot::authoring>(runtime, store, nullptr, config.hours));
    };
    return bot::make_local_link(config.data, log, *metrics, commands);
}

std::map<std::string, std::string> environment()
{
    std::map<std::string, std::string> all;
    for (char** each = environ; *each; ++each) {
        const std::string_view variable(*each);
        const auto equals = variable.find('=');
        if (equals != std::string_view::npos) all.emplace(variable.substr(0, equals), variable.substr(equals + 1));
    }
    return all;
}

} // namespace
} // namespace amends

int main(int argc, char** argv)
{
    using namespace amends;
    // A reader that is gone, or a file-size limit, is an error of that write, not the end of the server.
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    bot::console console{std::cin, std::cout, std::cerr, environment(), ::isatty(0) == 1 && ::isatty(1) == 1};
    return bot::run_command_line({argv + 1, argv + argc}, console, {run_server, open_link});
}
