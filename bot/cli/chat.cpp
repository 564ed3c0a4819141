#include "bot/cli/chat.hpp"

#include "bot/cli/chat_record.hpp"
#include "bot/cli/chat_screen.hpp"
#include "bot/cli/cli.hpp"
#include "bot/conversation/registry.hpp"
#include "bot/conversation/seed.hpp"
#include "dialogs/text/fold.hpp"
#include "dialogs/text/zone.hpp"
#include "dialogs/trees/shipped.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_future.hpp>

#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <future>
#include <istream>
#include <ostream>
#include <thread>

namespace amends::bot {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

constexpr std::size_t longest_message = 16 * 1024; ///< bytes

class no_log final : public log_sink {
public:
    void write(log_level, std::string_view, std::initializer_list<log_field>) override {}
};

class no_metrics final : public metric_sink {
public:
    void add(counter, std::int64_t) override {}
    void set(gauge, std::int64_t) override {}
    void observe(duration, double) override {}
};

/// A desk where nobody sits.
class empty_desk final : public desk_feed {
public:
    void changed(conversation_view) override {}
    int most_owed() const override { return 0; }
    int agents_available() const override { return 0; }
    int waiting() const override { return 0; }
};

/// Where the chat's store is, for as long as it lasts.
class scratch_directory {
public:
    explicit scratch_directory(const std::map<std::string, std::string>& environment)
    {
        auto found = environment.find("TMPDIR");
        auto pattern = (found == environment.end() || found->second.empty() ? std::string("/tmp") : found->second) +
                       "/amends-chat-XXXXXX";
        if (::mkdtemp(pattern.data())) path_ = pattern;
    }
    ~scratch_directory() { remove(); }
    scratch_directory(const scratch_directory&) = delete;
    scratch_directory& operator=(const scratch_directory&) = delete;

    const std::filesystem::path& path() const { return path_; }
    void remove() const
    {
        std::error_code ignored;
        if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
    }

private:
    std::filesystem::path path_;
};

/// Leaves SIGINT and SIGTERM to other threads, so that they end the chat by their handler and not by
/// interrupting this thread's read.
class undisturbed {
public:
    undisturbed()
    {
        sigset_t both;
        ::sigemptyset(&both);
        ::sigaddset(&both, SIGINT);
        ::sigaddset(&both, SIGTERM);
        ::pthread_sigmask(SIG_BLOCK, &both, &before_);
    }
    ~undisturbed() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    undisturbed(const undisturbed&) = delete;
    undisturbed& operator=(const undisturbed&) = delete;

private:
    sigset_t before_{};
};

/// The machine's time zone, as TZ or /etc/localtime name it.
std::string local_zone(const std::map<std::string, std::string>& environment)
{
    if (auto found = environment.find("TZ"); found != environment.end() && dialogs::is_zone(found->second))
        return found->second;
    std::error_code error;
    const auto target = std::filesystem::read_symlink("/etc/localtime", error).string();
    constexpr std::string_view mark = "zoneinfo/";
    const auto at = target.find(mark);
    const auto zone = at == std::string::npos ? std::string{} : target.substr(at + mark.size());
    return dialogs::is_zone(zone) ? zone : "UTC";
}

/// The engine without its network: real store, real trees, real conversation.
class terminal_engine {
public:
    terminal_engine(const config& config, std::unique_ptr<storage::store> store)
        : store_(std::move(store)), trees_(access_, log_, config.default_tree),
          registry_(make_registry({runtime_, config, access_, trees_, desk_, {}, {}}))
    {
        thread_ = std::thread([this] { io_.run(); });
    }

    ~terminal_engine()
    {
        asio::co_spawn(io_, registry_->stop(2s), asio::use_future).get();
        store_->stop();
        io_.stop();
        thread_.join();
        workers_.join();
    }
    terminal_engine(const terminal_engine&) = delete;
    terminal_engine& operator=(const terminal_engine&) = delete;

    result<void> seed() { return seed_trees(access_, trees_, time_, log_); }
    asio::io_context& io() { return io_; }
    tree_library& trees() { return trees_; }
    registry& conversations() { return *registry_; }

private:
    std::unique_ptr<storage::store> store_;
    asio::io_context io_{1};
    asio::executor_work_guard<asio::io_context::executor_type> work_{io_.get_executor()};
    asio::thread_pool workers_{2};
    system_clock time_;
    no_log log_;
    no_metrics metrics_;
    empty_desk desk_;
    runtime runtime_{io_, workers_, time_, log_, metrics_};
    store_access access_{*store_, workers_};
    tree_library trees_;
    std::unique_ptr<registry> registry_;
    std::thread thread_;
};

/// Calls `start(done)` and waits for what `done` is given.
template <class T, class Start> T await(Start start)
{
    auto promise = std::make_shared<std::promise<T>>();
    auto future = promise->get_future();
    start([promise](T value) { promise->set_value(std::move(value)); });
    return future.get();
}

/// "billing, general, ..."
std::string names_of_trees()
{
    std::string all;
    for (const auto& each : dialogs::shipped_trees()) all.append(all.empty() ? "" : ", ").append(each.id);
    return all;
}

/// Waits until everything that was said up to now is on the screen.
bool catch_up(conversation& talk, chat_screen& screen)
{
    auto mark = std::make_shared<chat_mark>();
    const auto reached = await<attached>([&](auto done) { talk.attach(mark, std::move(done)); });
    talk.detach(mark.get());
    return reached.ok && screen.wait_for(reached.last);
}

int converse(conversation& talk, chat_screen& screen, chat_record& record, console& console)
{
    int number = 0;
    std::string line;
    for (screen.prompt(); std::getline(console.in, line); screen.prompt()) {
        const std::string text(dialogs::cut(dialogs::trim(dialogs::clean_utf8(line)), longest_message));
        if (text.empty()) continue;
        const auto message = screen.chosen("terminal-" + std::to_string(++number), text);
        record.typed(message, system_clock{}.now());
        const auto answer = await<said>([&](auto done) { talk.say(message, std::move(done)); });
        if (answer.result != said::kind::stored || !catch_up(talk, screen)) {
            console.err << "amends: The message could not be stored; the disk may be full.\n";
            return exit_failed;
        }
    }
    return exit_done;
}

} // namespace

int chat(const chat_options& options, const config& config, console& console)
{
    auto fail = [&](const std::string& message, int code) {
        console.err << "amends: " << message << "\n";
        return code;
    };
    std::error_code unseen;
    if (!options.save_test.empty() && std::filesystem::exists(options.save_test, unseen))
        return fail(printable(options.save_test.string()) + " is there already; name a new file.", exit_usage);
    const scratch_directory scratch(console.environment);
    if (scratch.path().empty())
        return fail("No temporary directory can be made; set TMPDIR to one that exists.", exit_failed);
    auto store = storage::open_sqlite({scratch.path()});
    if (!store) return fail(store.error().message, exit_failed);
    terminal_engine engine(config, std::move(*store));
    if (auto seeded = engine.seed(); !seeded) return fail(seeded.error().message, exit_failed);
    if (!options.tree.empty() && !engine.trees().has(options.tree))
        return fail("There is no tree \"" + printable(options.tree) + "\"; there are " + names_of_trees() + ".",
                    exit_usage);

    const undisturbed reading;
    asio::signal_set signals(engine.io(), SIGINT, SIGTERM);
    signals.async_wait([&scratch](const boost::system::error_code& error, int signal) {
        if (error) return;
        scratch.remove();
        ::_exit(128 + signal);
    });
    const arrival who{"terminal", "terminal", options.language, local_zone(console.environment), options.tree};
    auto opened = asio::co_spawn(engine.io(), engine.conversations().open(who), asio::use_future).get();
    if (!opened) return fail(opened.error().message, exit_failed);
    auto screen = std::make_shared<chat_screen>(console, options.language);
    if (!await<attached>([&](auto done) { (*opened)->attach(screen, std::move(done)); }).ok)
        return fail("The conversation could not be begun.", exit_failed);
    const auto welcome =
        asio::co_spawn(engine.io(), engine.conversations().welcome(options.tree, options.language), asio::use_future)
            .get();
    screen->welcome(welcome.greeting);
    chat_record record(config, options.language, who.zone, system_clock{}.now());
    const int code = converse(**opened, *screen, record, console);
    (*opened)->detach(screen.get());
    if (code != exit_done || options.save_test.empty()) return code;
    if (record.empty()) return fail("Nothing was typed, so there is no test to keep.", exit_failed);
    const auto tree = asio::co_spawn(engine.io(), engine.trees().active(options.tree), asio::use_future).get();
    const auto kept = write_new(options.save_test, record.script(tree));
    return kept ? code : fail(printable(kept.error().message), exit_failed);
}

} // namespace amends::bot
