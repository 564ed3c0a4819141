#include "adapters/http/guard.hpp"

#include "adapters/http/cookies.hpp"

#include <sodium.h>

namespace amends::adapters {

bool carries_csrf_token(const http_request& request, const bot::signed_in& who)
{
    const auto given = request.header("x-csrf-token");
    return given.size() == who.csrf_token.size() &&
           sodium_memcmp(given.data(), who.csrf_token.data(), given.size()) == 0;
}

http_response signed_out_response() { return problem_response(401, "signed_out", "sign in first"); }

http_response csrf_response() { return problem_response(403, "csrf", "send the session's csrf value as X-CSRF-Token"); }

boost::asio::awaitable<std::variant<bot::signed_in, http_response>> admit_admin(bot::accounts& accounts,
                                                                                const http_request& request)
{
    auto who = co_await accounts.check(session_secret(request));
    if (!who) co_return signed_out_response();
    if (who->role != bot::user_role::admin)
        co_return problem_response(403, "forbidden", "for admins; `amends user` makes one");
    const bool reads = request.method == "GET" || request.method == "HEAD";
    if (!reads && !carries_csrf_token(request, *who)) co_return csrf_response();
    co_return std::move(*who);
}

} // namespace amends::adapters
