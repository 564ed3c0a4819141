#pragma once

#include "bot/auth/passwords.hpp"
#include "bot/config/config.hpp"
#include "bot/ports/runtime.hpp"
#include "bot/ports/store_access.hpp"
#include "dialogs/model/ids.hpp"
#include "dialogs/model/result.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace amends::bot {

enum class user_role : std::uint8_t { agent, admin };

/// A signed-in person. `secret` is only known at sign-in: it becomes the cookie, its hash is stored.
struct signed_in {
    user_id user;
    std::string name;
    std::string display;
    user_role role = user_role::agent;
    std::string csrf_token;
    std::string secret;
    std::string session; ///< hash of the secret in hex: names the session without being able to use it
};

/// Sign-in, sessions, users (reliability.md 7: ASVS 6, 7, 11.4.2). Argon2id runs on the worker pool, at
/// most two at once. Thread-safe.
class accounts {
public:
    virtual ~accounts() = default;

    /// Errors: "bad_credentials" (also when the user does not exist, in the same time), "too_many" (message is
    /// the seconds to wait). `remote` is the client's address, for the rate limit.
    virtual boost::asio::awaitable<result<signed_in>> sign_in(std::string name, std::string password,
                                                              std::string remote) = 0;
    /// The person behind a cookie's secret; counts as activity. Errors: "signed_out".
    virtual boost::asio::awaitable<result<signed_in>> check(std::string secret) = 0;
    virtual boost::asio::awaitable<void> sign_out(std::string secret) = 0;

    /// Calls `ended` once if that session ends (signed out, expired, user disabled), from any thread: sockets
    /// close themselves. The returned ticket ends the interest when it is destroyed.
    virtual std::shared_ptr<void> on_session_end(const std::string& session, std::function<void()> ended) = 0;

    /// Errors: "user_exists", "bad_name", "weak_password", "too_many".
    virtual boost::asio::awaitable<result<user_id>> add_user(std::string name, std::string display, user_role role,
                                                             std::string password, user_id actor) = 0;
    /// Ends the person's sessions. Errors: "no_such_user", "weak_password", "too_many".
    virtual boost::asio::awaitable<result<void>> set_password(std::string name, std::string password,
                                                              user_id actor) = 0;
    /// Disabling ends the person's sessions at once. Errors: "no_such_user".
    virtual boost::asio::awaitable<result<void>> set_disabled(std::string name, bool disabled, user_id actor) = 0;
};

/// Accounts kept in the store. `cost` is lower in tests only. Must outlive the I/O threads; all of its
/// arguments outlive it.
std::unique_ptr<accounts> make_accounts(runtime& runtime, store_access& store, const config& config,
                                        password_cost cost = {});

/// When no user exists: adds the admin `admin` and returns its random password, to be shown once. Blocking.
result<std::optional<std::string>> ensure_admin(storage::store& store, const clock& time, password_cost cost = {});

} // namespace amends::bot
