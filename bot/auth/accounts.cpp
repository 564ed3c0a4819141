#include "bot/auth/accounts.hpp"

#include "bot/auth/secrets.hpp"
#include "bot/auth/session_cache.hpp"
#include "bot/auth/session_watch.hpp"
#include "bot/auth/throttle.hpp"
#include "dialogs/text/fold.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/concurrent_channel.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace amends::bot {
namespace {

namespace asio = boost::asio;
using storage::audit_record;
using storage::done;
using storage::reader;
using storage::user_record;

constexpr std::chrono::seconds sweep_every{5};
constexpr std::size_t throttled_keys = 8192;

std::string lower(std::string text)
{
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

bool good_name(std::string_view name)
{
    auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' || c == '@';
    };
    return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), allowed);
}

bool good_display(const std::string& display)
{
    auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    return !display.empty() && display.size() <= 80 && std::none_of(display.begin(), display.end(), control) &&
           dialogs::clean_utf8(display) == display;
}

problem bad_credentials() { return {"bad_credentials", "The name or the password is wrong."}; }
problem signed_out() { return {"signed_out", "The session has ended; sign in again."}; }
problem no_such_user(const std::string& name)
{
    return {"no_such_user", "There is no user \"" + name + "\"; `amends user list` shows them."};
}

std::string detail(const nlohmann::json& members)
{
    return members.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
}

class stored_accounts final : public accounts {
public:
    stored_accounts(runtime& runtime, store_access& store, const config& config, password_cost cost)
        : runtime_(runtime), store_(store), idle_(config.session_idle), absolute_(config.session_absolute),
          passwords_(runtime.workers, cost), changing_(runtime.io, 1), timer_(runtime.io)
    {
        asio::co_spawn(runtime.io, sweep_for_ever(), asio::detached);
    }

    asio::awaitable<result<signed_in>> sign_in(std::string name, std::string password, std::string remote) override;
    asio::awaitable<result<signed_in>> check(std::string secret) override;
    asio::awaitable<void> sign_out(std::string secret) override;
    std::shared_ptr<void> on_session_end(const std::string& session, std::function<void()> ended) override;
    asio::awaitable<result<user_id>> add_user(std::string name, std::string display, user_role role,
                                              std::string password, user_id actor) override;
    asio::awaitable<result<void>> set_password(std::string name, std::string password, user_id actor) override;
    asio::awaitable<result<void>> set_disabled(std::string name, bool disabled, user_id actor) override;

private:
    using optional_user = std::optional<user_record>;
    using gate = asio::experimental::concurrent_channel<void(boost::system::error_code)>;

    /// Lets the next one in that wants to change a user.
    struct pass {
        gate& at;
        ~pass()
        {
            at.try_receive([](boost::system::error_code) {});
        }
    };

    asio::awaitable<result<optional_user>> user_named(std::string name);
    asio::awaitable<result<optional_user>> user_by_id(user_id id);
    std::optional<std::chrono::seconds> throttled(const std::string& name, const std::string& remote);
    void forgive(const std::string& name, const std::string& remote);
    void refused(const optional_user& user, const std::string& remote);
    asio::awaitable<std::string> keep_rehashed(user_record user, std::string rehashed);
    asio::awaitable<result<signed_in>> begin_session(user_record user, std::string remote);

    asio::awaitable<result<std::optional<live_session>>> load(std::string hash);
    bool expired(const live_session& session) const;
    asio::awaitable<void> end_session(std::string hash);
    asio::awaitable<void> end_sessions_of(user_id user);
    asio::awaitable<void> sweep();
    asio::awaitable<void> sweep_for_ever();
    asio::awaitable<void> look_again(std::string session);
    asio::awaitable<result<void>> change(std::string name, std::string action, user_id actor,
                                         std::function<void(user_record&)> how, user_record* changed);

    runtime& runtime_;
    store_access& store_;
    std::chrono::seconds idle_;
    std::chrono::seconds absolute_;
    password_desk passwords_;
    /// A user is read, changed and written whole: one change at a time.
    gate changing_;
    session_cache cache_;
    std::shared_ptr<session_watch> watch_ = std::make_shared<session_watch>();
    asio::steady_timer timer_;
    std::mutex throttles_;
    throttle by_address_{throttled_keys, 20, std::chrono::seconds(3)};
    throttle by_name_{throttled_keys, 10, std::chrono::seconds(10)};
};

asio::awaitable<result<stored_accounts::optional_user>> stored_accounts::user_named(std::string name)
{
    auto question = [&](reader& r) { return r.user_named(name); };
    co_return co_await store_.read(question);
}

asio::awaitable<result<stored_accounts::optional_user>> stored_accounts::user_by_id(user_id id)
{
    auto question = [&](reader& r) { return r.user(id); };
    co_return co_await store_.read(question);
}

std::optional<std::chrono::seconds> stored_accounts::throttled(const std::string& name, const std::string& remote)
{
    const auto now = std::chrono::steady_clock::now();
    std::scoped_lock lock(throttles_);
    auto address = by_address_.take(throttle_key(remote), now);
    return address ? address : by_name_.take(name, now);
}

/// Who signs in has shown not to be guessing.
void stored_accounts::forgive(const std::string& name, const std::string& remote)
{
    std::scoped_lock lock(throttles_);
    by_address_.forgive(throttle_key(remote));
    by_name_.forgive(name);
}

void stored_accounts::refused(const optional_user& user, const std::string& remote)
{
    runtime_.metrics.add(counter::sign_ins_refused);
    runtime_.log.write(log_level::warning, "auth.refused", {{"user", user ? user->id.value : 0}});
    // An unknown name is not written down: it is often a password typed in the wrong place.
    if (user)
        store_.store().append_audit({runtime_.time.now(), user->id, "session.refused", detail({{"remote", remote}})},
                                    [](auto) {});
}

asio::awaitable<result<signed_in>> stored_accounts::sign_in(std::string name, std::string password, std::string remote)
{
    name = lower(std::move(name));
    if (name.size() > 64 || password.size() > 1024) co_return bad_credentials();
    if (auto wait = throttled(name, remote)) {
        runtime_.metrics.add(counter::sign_ins_refused);
        co_return problem{"too_many", std::to_string(wait->count())};
    }
    auto user = co_await user_named(name);
    if (!user) co_return user.error();
    const bool usable = *user && !(*user)->disabled;
    std::string stored;
    if (usable) stored = (*user)->password_hash;
    auto verdict = co_await passwords_.check(std::move(password), std::move(stored));
    if (!verdict) co_return verdict.error();
    if (!usable || !verdict->matches) {
        refused(*user, remote);
        co_return bad_credentials();
    }
    forgive(name, remote);
    if (!verdict->rehashed.empty())
        (*user)->password_hash = co_await keep_rehashed(**user, std::move(verdict->rehashed));
    co_return co_await begin_session(**user, std::move(remote));
}

/// Returns the hash that the user has afterwards.
asio::awaitable<std::string> stored_accounts::keep_rehashed(user_record user, std::string rehashed)
{
    co_await changing_.async_send({}, asio::use_awaitable);
    pass leave{changing_};
    auto now = co_await user_by_id(user.id);
    if (!now || !*now || (*now)->password_hash != user.password_hash) co_return user.password_hash;
    auto changed = **now;
    changed.password_hash = rehashed;
    audit_record audit{runtime_.time.now(), user.id, "user.rehash", "{}"};
    auto written =
        co_await store_.write<done>([&](auto then) { store_.store().change_user(changed, audit, std::move(then)); });
    co_return written ? rehashed : user.password_hash;
}

asio::awaitable<result<signed_in>> stored_accounts::begin_session(user_record user, std::string remote)
{
    signed_in who;
    who.user = user.id;
    who.name = user.name;
    who.display = user.display;
    who.role = user.role == storage::role::admin ? user_role::admin : user_role::agent;
    who.csrf_token = random_token();
    who.secret = random_token();
    const auto hash = hash_of_secret(who.secret);
    who.session = hex(hash);
    const auto now = runtime_.time.now();
    storage::session_record session{hash, user.id, who.csrf_token, now, now, now + absolute_};
    audit_record audit{now, user.id, "session.sign_in", detail({{"remote", remote}})};
    auto stored =
        co_await store_.write<done>([&](auto then) { store_.store().add_session(session, audit, std::move(then)); });
    if (!stored) co_return stored.error();
    // Disabled, or given another password, while the password was being checked: the session came too late
    // to be ended by that.
    auto again = co_await user_by_id(user.id);
    if (!again || !*again || (*again)->disabled || (*again)->password_hash != user.password_hash) {
        co_await end_session(hash);
        co_return bad_credentials();
    }
    runtime_.metrics.add(counter::sign_ins);
    runtime_.log.write(log_level::info, "auth.signed_in", {{"user", user.id.value}});
    co_return who;
}

bool stored_accounts::expired(const live_session& session) const
{
    const auto now = runtime_.time.now();
    return now >= session.expires_at || now >= session.seen_at + idle_;
}

asio::awaitable<result<std::optional<live_session>>> stored_accounts::load(std::string hash)
{
    if (auto known = cache_.find(hash)) co_return known;
    std::optional<live_session> found;
    // A session that ended somewhere while the store was read may be this one: look again.
    for (int attempt = 0; attempt < 4; ++attempt) {
        const auto before = cache_.now();
        auto question = [&](reader& r) -> result<std::optional<live_session>> {
            auto session = r.session(hash);
            if (!session) return session.error();
            if (!*session) return std::optional<live_session>{};
            auto user = r.user((*session)->user);
            if (!user) return user.error();
            if (!*user || (*user)->disabled) return std::optional<live_session>{};
            live_session live;
            live.who.user = (*user)->id;
            live.who.name = (*user)->name;
            live.who.display = (*user)->display;
            live.who.role = (*user)->role == storage::role::admin ? user_role::admin : user_role::agent;
            live.who.csrf_token = (*session)->csrf_token;
            live.who.session = hex(hash);
            live.seen_at = live.touched_at = (*session)->seen_at;
            live.expires_at = (*session)->expires_at;
            return std::optional(live);
        };
        auto answer = co_await store_.read(question);
        if (!answer) co_return answer.error();
        found = *answer;
        if (!found || cache_.insert(hash, *found, before)) break;
    }
    co_return found;
}

asio::awaitable<result<signed_in>> stored_accounts::check(std::string secret)
{
    const auto hash = hash_of_secret(secret);
    if (hash.empty()) co_return signed_out();
    auto session = co_await load(hash);
    if (!session) co_return session.error();
    if (!*session) co_return signed_out();
    if (expired(**session)) {
        co_await end_session(hash);
        co_return signed_out();
    }
    const auto now = runtime_.time.now();
    if (cache_.touch(hash, now)) store_.store().touch_session(hash, now, [](auto) {});
    co_return (*session)->who;
}

asio::awaitable<void> stored_accounts::sign_out(std::string secret)
{
    const auto hash = hash_of_secret(secret);
    if (hash.empty()) co_return;
    auto session = co_await load(hash);
    if (session && *session)
        store_.store().append_audit({runtime_.time.now(), (*session)->who.user, "session.sign_out", "{}"}, [](auto) {});
    co_await end_session(hash);
}

asio::awaitable<void> stored_accounts::end_session(std::string hash)
{
    auto ended = co_await store_.write<done>([&](auto then) { store_.store().end_session(hash, std::move(then)); });
    if (!ended) runtime_.log.write(log_level::error, "auth.session_not_ended", {{"code", ended.error().code}});
    cache_.end(hash);
    watch_->end(hex(hash));
}

asio::awaitable<void> stored_accounts::end_sessions_of(user_id user)
{
    auto ended = co_await store_.write<done>([&](auto then) { store_.store().end_sessions_of(user, std::move(then)); });
    if (!ended) runtime_.log.write(log_level::error, "auth.session_not_ended", {{"code", ended.error().code}});
    for (const auto& hash : cache_.end_all_of(user)) watch_->end(hex(hash));
    co_await sweep();
}

std::shared_ptr<void> stored_accounts::on_session_end(const std::string& session, std::function<void()> ended)
{
    auto ticket = watch_->add(session, std::move(ended));
    // It may have ended between the caller's check and now.
    if (!cache_.find(unhex(session))) asio::co_spawn(runtime_.io, look_again(session), asio::detached);
    return ticket;
}

asio::awaitable<void> stored_accounts::look_again(std::string session)
{
    const auto hash = unhex(session);
    auto found = co_await load(hash);
    if (!found) co_return; // the store cannot be read now: the next sweep will tell
    if (!*found)
        watch_->end(session);
    else if (expired(**found))
        co_await end_session(hash);
}

/// Ends watched sessions that have expired, or that the store has no more.
asio::awaitable<void> stored_accounts::sweep()
{
    for (const auto& session : watch_->sessions()) co_await look_again(session);
}

asio::awaitable<void> stored_accounts::sweep_for_ever()
{
    for (;;) {
        timer_.expires_after(sweep_every);
        boost::system::error_code error;
        co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, error));
        if (error) co_return;
        co_await sweep();
    }
}

asio::awaitable<result<user_id>> stored_accounts::add_user(std::string name, std::string display, user_role role,
                                                           std::string password, user_id actor)
{
    name = lower(std::move(name));
    if (!good_name(name)) co_return problem{"bad_name", "A sign-in name has 1 to 64 letters a-z, digits and . _ - @."};
    if (display.empty()) display = name;
    if (!good_display(display))
        co_return problem{"bad_name", "The name that customers see has 1 to 80 bytes and no control characters."};
    if (auto weakness = password_weakness(password, name); !weakness.empty())
        co_return problem{"weak_password", weakness};
    auto hashed = co_await passwords_.hash(std::move(password));
    if (!hashed) co_return hashed.error();
    user_record user{{},      name, display, role == user_role::admin ? storage::role::admin : storage::role::agent,
                     *hashed, false};
    audit_record audit{runtime_.time.now(), actor, "user.add", detail({{"name", name}})};
    auto added =
        co_await store_.write<user_id>([&](auto then) { store_.store().add_user(user, audit, std::move(then)); });
    if (!added && added.error().code == "user.exists")
        co_return problem{"user_exists", "There is a user \"" + name + "\" already; `amends user list` shows them."};
    co_return added;
}

asio::awaitable<result<void>> stored_accounts::change(std::string name, std::string action, user_id actor,
                                                      std::function<void(user_record&)> how, user_record* changed)
{
    co_await changing_.async_send({}, asio::use_awaitable);
    pass leave{changing_};
    auto user = co_await user_named(name);
    if (!user) co_return user.error();
    if (!*user) co_return no_such_user(name);
    *changed = **user;
    how(*changed);
    audit_record audit{runtime_.time.now(), actor, std::move(action), detail({{"user", changed->id.value}})};
    auto written =
        co_await store_.write<done>([&](auto then) { store_.store().change_user(*changed, audit, std::move(then)); });
    if (!written) co_return written.error();
    co_return result<void>{};
}

asio::awaitable<result<void>> stored_accounts::set_password(std::string name, std::string password, user_id actor)
{
    name = lower(std::move(name));
    if (auto weakness = password_weakness(password, name); !weakness.empty())
        co_return problem{"weak_password", weakness};
    auto hashed = co_await passwords_.hash(std::move(password));
    if (!hashed) co_return hashed.error();
    user_record changed;
    auto with_hash = [&](user_record& user) { user.password_hash = *hashed; };
    auto written = co_await change(name, "user.password", actor, with_hash, &changed);
    if (written) co_await end_sessions_of(changed.id);
    co_return written;
}

asio::awaitable<result<void>> stored_accounts::set_disabled(std::string name, bool disabled, user_id actor)
{
    name = lower(std::move(name));
    user_record changed;
    auto with_flag = [&](user_record& user) { user.disabled = disabled; };
    const std::string action = disabled ? "user.disable" : "user.enable";
    auto written = co_await change(name, action, actor, with_flag, &changed);
    if (written && disabled) co_await end_sessions_of(changed.id);
    co_return written;
}

} // namespace

std::unique_ptr<accounts> make_accounts(runtime& runtime, store_access& store, const config& config, password_cost cost)
{
    return std::make_unique<stored_accounts>(runtime, store, config, cost);
}

} // namespace amends::bot
