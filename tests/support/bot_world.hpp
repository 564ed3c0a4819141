#pragma once

#include "bot/conversation/registry.hpp"
#include "bot/desk/desk.hpp"
#include "dialogs/trees/shipped.hpp"
#include "storage/store.hpp"
#include "tests/support/temporary_directory.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <array>
#include <atomic>
#include <condition_variable>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace amends::testing {

using namespace std::chrono_literals;

/// Longer than anything takes that works; what waits this long has failed.
inline constexpr auto patience = 20s;

/// Wall time that the test moves.
class set_clock final : public bot::clock {
public:
    instant now() const override { return from_unix_ms(now_.load()); }
    void advance(milliseconds by) { now_ += by.count(); }

private:
    std::atomic<std::int64_t> now_{1'800'000'000'000}; // 2027-01-15T08:00:00Z, a Friday
};

class silent_log final : public bot::log_sink {
public:
    void write(bot::log_level, std::string_view, std::initializer_list<bot::log_field>) override {}
};

class counted_metrics final : public bot::metric_sink {
public:
    void add(bot::counter c, std::int64_t n) override { counters_[static_cast<std::size_t>(c)] += n; }
    void set(bot::gauge g, std::int64_t value) override { gauges_[static_cast<std::size_t>(g)] = value; }
    void observe(bot::duration, double) override {}
    std::int64_t value(bot::counter c) const { return counters_[static_cast<std::size_t>(c)]; }
    std::int64_t value(bot::gauge g) const { return gauges_[static_cast<std::size_t>(g)]; }

private:
    std::array<std::atomic<std::int64_t>, static_cast<std::size_t>(bot::counter::count_)> counters_{};
    std::array<std::atomic<std::int64_t>, static_cast<std::size_t>(bot::gauge::count_)> gauges_{};
};

/// Records what a customer's screen would show, and waits for it.
class screen final : public bot::customer_listener {
public:
    void on_line(bot::spoken_line_ptr line) override
    {
        std::scoped_lock lock(mutex_);
        lines_.push_back(std::move(line));
        changed_.notify_all();
    }
    void on_floor(const bot::floor_view& floor) override
    {
        std::scoped_lock lock(mutex_);
        floor_ = floor;
        changed_.notify_all();
    }
    void on_typing(speaker, bool) override {}

    std::vector<bot::spoken_line_ptr> lines() const
    {
        std::scoped_lock lock(mutex_);
        return lines_;
    }
    /// Waits until `enough(lines)`; false when patience ends first.
    template <class Enough> bool wait(Enough enough)
    {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, patience, [&] { return enough(lines_); });
    }
    bool wait_for_text(const std::string& part)
    {
        return wait([&](const auto& lines) {
            for (const auto& each : lines)
                if (each->text.find(part) != std::string::npos) return true;
            return false;
        });
    }

private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<bot::spoken_line_ptr> lines_;
    bot::floor_view floor_;
};

/// A real server without sockets: real SQLite file, real trees, real registry and desk, on two threads.
class bot_world {
public:
    /// `wrap` may put a store of the test's between the bot and the real one.
    using wrapper = std::function<std::unique_ptr<storage::store>(std::unique_ptr<storage::store>)>;

    struct options {
        std::map<std::string, std::shared_ptr<bot::channel>> channels{};
        bot::delivery_limits delivery{};
        std::chrono::milliseconds agent_grace{60s};
        int most_owed = 1000;
        wrapper wrap{};
        std::string tree_source{}; ///< a tree of the test's own
        bot::connectors connectors{};
    };

    bot_world() : bot_world(options{}) {}
    explicit bot_world(options chosen) : options_(std::move(chosen)) { start(); }
    ~bot_world() { stop(); }
    bot_world(const bot_world&) = delete;
    bot_world& operator=(const bot_world&) = delete;

    /// Stops in order and starts again on the same store.
    void restart()
    {
        stop();
        start();
    }

    bot::conversation_ptr open(const std::string& key, const std::string& tree = {},
                               const std::string& locale = "zh-CN", const std::string& channel = "web")
    {
        auto opened = await(registry().open({channel, key, locale, "Asia/Shanghai", tree}));
        if (!opened) throw std::runtime_error("open: " + opened.error().code);
        return *opened;
    }

    template <class T> T await(boost::asio::awaitable<T> work)
    {
        auto future = boost::asio::co_spawn(*io_, std::move(work), boost::asio::use_future);
        if (future.wait_for(patience) != std::future_status::ready) throw std::runtime_error("nothing came of it");
        return future.get();
    }

    static bot::said say(const bot::conversation_ptr& c, const std::string& key, const std::string& text,
                         const std::string& option = {}, const std::string& question = {})
    {
        return answer<bot::said>([&](auto done) { c->say({key, text, option, question}, done); });
    }
    static bot::attached attach(const bot::conversation_ptr& c, const std::shared_ptr<screen>& s)
    {
        return answer<bot::attached>([&](auto done) { c->attach(s, done); });
    }
    static bot::floor_answer take(const bot::conversation_ptr& c, bot::agent_identity who, std::int64_t token)
    {
        return answer<bot::floor_answer>([&](auto done) { c->take(who, token, done); });
    }
    static bot::said reply(const bot::conversation_ptr& c, bot::agent_identity who, std::int64_t token,
                           const std::string& key, const std::string& text)
    {
        return answer<bot::said>([&](auto done) { c->reply(who, token, key, text, done); });
    }
    static bot::floor_answer leave(const bot::conversation_ptr& c, user_id who, std::int64_t token, leave_reason why)
    {
        return answer<bot::floor_answer>([&](auto done) { c->leave(who, token, why, done); });
    }

    /// Calls `start(done)` and waits for what `done` is given.
    template <class T, class Start> static T answer(Start start)
    {
        auto promise = std::make_shared<std::promise<T>>();
        auto future = promise->get_future();
        start([promise](T value) { promise->set_value(std::move(value)); });
        if (future.wait_for(patience) != std::future_status::ready) throw std::runtime_error("no answer came");
        return future.get();
    }

    std::vector<storage::stored_line> stored_lines(conversation_id id)
    {
        auto lines = access_->read_now([&](storage::reader& r) { return r.transcript(id, 1000); });
        if (!lines) throw std::runtime_error("transcript: " + lines.error().message);
        return *lines;
    }
    storage::stored_conversation stored(conversation_id id)
    {
        auto row = access_->read_now([&](storage::reader& r) { return r.conversation(id); });
        if (!row || !*row) throw std::runtime_error("no such conversation stored");
        return std::move(**row);
    }
    user_id add_user(const std::string& name)
    {
        storage::user_record user;
        user.name = name;
        user.display = name;
        auto id = answer<result<user_id>>([&](auto done) { store_->add_user(user, {}, done); });
        if (!id) throw std::runtime_error("add_user: " + id.error().message);
        return *id;
    }

    bot::registry& registry() { return *registry_; }
    bot::desk& desk() { return *desk_; }
    storage::store& store() { return *store_; }
    bot::store_access& access() { return *access_; }
    bot::tree_library& trees() { return *trees_; }
    bot::runtime& runtime() { return *runtime_; }
    set_clock clock;
    counted_metrics metrics;

private:
    void start()
    {
        auto opened = storage::open_sqlite({directory_.path() / "data"});
        if (!opened) throw std::runtime_error(opened.error().message);
        store_ = options_.wrap ? options_.wrap(std::move(*opened)) : std::move(*opened);
        io_ = std::make_unique<boost::asio::io_context>(2);
        work_.emplace(io_->get_executor());
        workers_ = std::make_unique<boost::asio::thread_pool>(2);
        runtime_ = std::make_unique<bot::runtime>(bot::runtime{*io_, *workers_, clock, log_, metrics});
        access_ = std::make_unique<bot::store_access>(*store_, *workers_);
        trees_ = std::make_unique<bot::tree_library>(*access_, log_, "retail-order");
        // Compiled once for all worlds of a program: a tree is the same for all who share it.
        static const auto shipped = [] {
            std::vector<dialogs::tree_ptr> compiled;
            for (const auto& each : dialogs::shipped_trees()) compiled.push_back(compile(each.text, each.file));
            return compiled;
        }();
        for (std::size_t i = 0; i < shipped.size(); ++i) publish(shipped[i], dialogs::shipped_trees()[i].text);
        if (!options_.tree_source.empty()) publish(compile(options_.tree_source, "test.json"), options_.tree_source);
        desk_ = bot::make_desk(*runtime_, options_.agent_grace, options_.most_owed);
        registry_ = bot::make_registry({*runtime_, config_, *access_, *trees_, desk_->feed(), options_.channels,
                                        options_.delivery, options_.connectors});
        desk_->start(*registry_);
        for (int i = 0; i < 2; ++i) threads_.emplace_back([this] { io_->run(); });
        if (auto resumed = await(registry_->resume()); !resumed) throw std::runtime_error(resumed.error().message);
    }

    static dialogs::tree_ptr compile(std::string_view source, std::string_view file)
    {
        auto loaded = dialogs::load_tree(source, file);
        if (!loaded.tree) throw std::runtime_error(to_string(loaded.problems.front()));
        return loaded.tree;
    }

    void publish(const dialogs::tree_ptr& tree, std::string_view source)
    {
        storage::tree_version version{tree->id(), tree->version(), std::string(source), "test", "test", clock.now(),
                                      true};
        answer<result<storage::done>>([&](auto done) { store_->publish_tree({version}, {}, done); });
        trees_->activate(tree);
    }

    void stop()
    {
        auto stopping = [](bot::registry& r) -> boost::asio::awaitable<bool> {
            co_await r.stop(5s);
            co_return true;
        };
        await(stopping(*registry_));
        desk_->stop();
        store_->stop();
        work_.reset();
        io_->stop();
        for (auto& each : threads_) each.join();
        threads_.clear();
        workers_->join();
        registry_.reset();
        desk_.reset();
        trees_.reset();
        io_.reset();
        access_.reset();
        store_.reset();
    }

    temporary_directory directory_;
    options options_;
    bot::config config_;
    silent_log log_;
    std::unique_ptr<storage::store> store_;
    std::unique_ptr<boost::asio::io_context> io_;
    std::optional<boost::asio::executor_work_guard<boost::asio::io_context::executor_type>> work_;
    std::unique_ptr<boost::asio::thread_pool> workers_;
    std::unique_ptr<bot::runtime> runtime_;
    std::unique_ptr<bot::store_access> access_;
    std::unique_ptr<bot::tree_library> trees_;
    std::unique_ptr<bot::desk> desk_;
    std::unique_ptr<bot::registry> registry_;
    std::vector<std::thread> threads_;
};

/// A store that is the real one but for what a test overrides.
class wrapped_store : public storage::store {
public:
    explicit wrapped_store(std::unique_ptr<storage::store> inner) : inner_(std::move(inner)) {}

    const std::string& generation() const override { return inner_->generation(); }
    const std::string& secret() const override { return inner_->secret(); }
    void commit(storage::turn t, std::function<void(storage::commit_result)> done) override
    {
        inner_->commit(std::move(t), std::move(done));
    }
    result<std::int64_t> reserve(storage::id_kind kind, int count) override { return inner_->reserve(kind, count); }
    void claim_outbox(std::int64_t id, instant at, storage::completion<bool> done) override
    {
        inner_->claim_outbox(id, at, std::move(done));
    }
    void settle_outbox(storage::outbox_settlement s, storage::completion<storage::done> done) override
    {
        inner_->settle_outbox(std::move(s), std::move(done));
    }
    void add_user(storage::user_record u, storage::audit_record a, storage::completion<user_id> done) override
    {
        inner_->add_user(std::move(u), std::move(a), std::move(done));
    }
    void change_user(storage::user_record u, storage::audit_record a, storage::completion<storage::done> done) override
    {
        inner_->change_user(std::move(u), std::move(a), std::move(done));
    }
    void add_session(storage::session_record s, storage::audit_record a,
                     storage::completion<storage::done> done) override
    {
        inner_->add_session(std::move(s), std::move(a), std::move(done));
    }
    void touch_session(std::string hash, instant at, storage::completion<storage::done> done) override
    {
        inner_->touch_session(std::move(hash), at, std::move(done));
    }
    void end_session(std::string hash, storage::completion<storage::done> done) override
    {
        inner_->end_session(std::move(hash), std::move(done));
    }
    void end_sessions_of(user_id user, storage::completion<storage::done> done) override
    {
        inner_->end_sessions_of(user, std::move(done));
    }
    void try_writing(storage::completion<storage::done> done) override { inner_->try_writing(std::move(done)); }
    void append_audit(storage::audit_record a, storage::completion<storage::done> done) override
    {
        inner_->append_audit(std::move(a), std::move(done));
    }
    void publish_tree(storage::tree_publication p, storage::audit_record a,
                      storage::completion<storage::done> done) override
    {
        inner_->publish_tree(std::move(p), std::move(a), std::move(done));
    }
    void save_draft(storage::tree_draft d, storage::audit_record a, storage::completion<std::int64_t> done) override
    {
        inner_->save_draft(std::move(d), std::move(a), std::move(done));
    }
    void save_test(storage::tree_test t, storage::audit_record a, storage::completion<std::int64_t> done) override
    {
        inner_->save_test(std::move(t), std::move(a), std::move(done));
    }
    result<storage::backup_report> backup(const std::filesystem::path& to) override { return inner_->backup(to); }
    result<std::unique_ptr<storage::reader>> open_reader() override { return inner_->open_reader(); }
    void stop() override { inner_->stop(); }
    statistics stats() const override { return inner_->stats(); }

protected:
    std::unique_ptr<storage::store> inner_;
};

} // namespace amends::testing
