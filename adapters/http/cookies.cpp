#include "adapters/http/cookies.hpp"

namespace amends::adapters {

namespace {

std::string_view cookie_name(const http_request& request)
{
    return request.secure ? "__Host-amends_session" : "amends_session";
}

} // namespace

std::string session_secret(const http_request& request)
{
    const auto name = cookie_name(request);
    std::string_view rest = request.header("cookie");
    while (!rest.empty()) {
        const auto end = rest.find(';');
        auto pair = rest.substr(0, end);
        pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
        const auto equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == name)
            return std::string(pair.substr(equals + 1));
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    }
    return {};
}

std::string session_cookie(const http_request& request, std::string_view secret, std::chrono::seconds lifetime)
{
    std::string cookie(cookie_name(request));
    cookie += '=';
    cookie += secret;
    cookie += "; Path=/; HttpOnly; SameSite=Strict; Max-Age=";
    cookie += std::to_string(secret.empty() ? 0 : lifetime.count());
    if (request.secure) cookie += "; Secure";
    return cookie;
}

} // namespace amends::adapters
