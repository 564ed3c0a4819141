#pragma once

#include "bot/auth/accounts.hpp"
#include "tests/support/bot_world.hpp"

#include <catch2/catch.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

/// A result is shown by its error alone: its value may have no text.
template <class T> struct Catch::StringMaker<boost::system::result<T, amends::problem>> {
    static std::string convert(const boost::system::result<T, amends::problem>& r)
    {
        return r ? "a value" : r.error().code + ": " + r.error().message;
    }
};

namespace amends::testing {

/// Argon2id at its least cost.
inline constexpr bot::password_cost cheap{1, 8192};

/// Counts what is written of sessions.
class counting_store final : public wrapped_store {
public:
    using wrapped_store::wrapped_store;
    void touch_session(std::string hash, instant at, storage::completion<storage::done> done) override
    {
        ++touches;
        inner_->touch_session(std::move(hash), at, std::move(done));
    }
    std::atomic<int> touches = 0;
};

/// Accounts on a real store, on two I/O threads, at a time that the test moves.
class account_world {
public:
    explicit account_world(bot::password_cost cost = cheap)
    {
        auto opened = storage::open_sqlite({directory_.path() / "data"});
        if (!opened) throw std::runtime_error(opened.error().message);
        store = std::make_unique<counting_store>(std::move(*opened));
        access = std::make_unique<bot::store_access>(*store, workers_);
        start(cost);
        for (int i = 0; i < 2; ++i) threads_.emplace_back([this] { io_.run(); });
    }
    ~account_world()
    {
        work_.reset();
        io_.stop();
        for (auto& each : threads_) each.join();
        workers_.join();
        accounts.reset();
        store->stop();
    }
    account_world(const account_world&) = delete;
    account_world& operator=(const account_world&) = delete;

    /// Other accounts on the same store, as after a restart with another cost.
    void start(bot::password_cost cost) { accounts = bot::make_accounts(runtime_, *access, config, cost); }

    template <class T> T await(boost::asio::awaitable<T> work)
    {
        auto future = boost::asio::co_spawn(io_, std::move(work), boost::asio::use_future);
        if (future.wait_for(patience) != std::future_status::ready) throw std::runtime_error("nothing came of it");
        return future.get();
    }
    template <class T> std::future<T> begin(boost::asio::awaitable<T> work)
    {
        return boost::asio::co_spawn(io_, std::move(work), boost::asio::use_future);
    }

    /// Waits until everything handed to the store so far is written: it writes in the order of asking.
    void settle()
    {
        bot_world::answer<result<storage::done>>([&](auto done) {
            store->append_audit({clock.now(), {}, "settle", "{}"}, done);
        });
    }

    user_id add(const std::string& name, const std::string& password = good_password)
    {
        auto id = await(accounts->add_user(name, name, bot::user_role::agent, password, {}));
        if (!id) throw std::runtime_error(id.error().message);
        return *id;
    }
    result<bot::signed_in> sign_in(const std::string& name, const std::string& password = good_password,
                                   const std::string& remote = "192.0.2.1")
    {
        return await(accounts->sign_in(name, password, remote));
    }
    bool is_in(const std::string& secret) { return await(accounts->check(secret)).has_value(); }
    storage::user_record user(const std::string& name)
    {
        auto found = access->read_now([&](storage::reader& r) { return r.user_named(name); });
        if (!found || !*found) throw std::runtime_error("no such user stored");
        return **found;
    }
    std::vector<std::string> audited()
    {
        auto rows = access->read_now([](storage::reader& r) { return r.audit(1000); });
        if (!rows) throw std::runtime_error(rows.error().message);
        std::vector<std::string> actions;
        for (const auto& row : *rows) actions.push_back(row.action + " " + row.detail);
        return actions;
    }

    inline static const std::string good_password = "seven green parcels";
    set_clock clock;
    counted_metrics metrics;
    bot::config config;
    std::unique_ptr<counting_store> store;
    std::unique_ptr<bot::store_access> access;
    std::unique_ptr<bot::accounts> accounts;

private:
    temporary_directory directory_;
    silent_log log_;
    boost::asio::io_context io_{2};
    std::optional<boost::asio::executor_work_guard<boost::asio::io_context::executor_type>> work_{io_.get_executor()};
    boost::asio::thread_pool workers_{4};
    bot::runtime runtime_{io_, workers_, clock, log_, metrics};
    std::vector<std::thread> threads_;
};

} // namespace amends::testing
