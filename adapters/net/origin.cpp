#include "adapters/net/origin.hpp"

#include "adapters/net/http.hpp"

#include <algorithm>
#include <cctype>

namespace amends::adapters {

namespace {

bool host_character(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '.' || c == '_'; }

bool digits(std::string_view s)
{
    return !s.empty() && s.size() <= 5 && std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

std::optional<std::string> parse_origin(std::string_view url)
{
    std::string lower(url);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    std::string_view rest = lower;
    std::string_view scheme;
    std::string_view port;
    if (rest.starts_with("https://")) {
        scheme = "https://";
        port = "443";
    } else if (rest.starts_with("http://")) {
        scheme = "http://";
        port = "80";
    } else {
        return std::nullopt;
    }
    rest.remove_prefix(scheme.size());
    std::string_view authority = rest.substr(0, rest.find('/'));

    std::string_view host;
    if (authority.starts_with('[')) {
        auto end = authority.find(']');
        if (end == std::string_view::npos) return std::nullopt;
        host = authority.substr(0, end + 1);
        const auto inside = host.substr(1, end - 1);
        if (inside.empty() || inside.find_first_not_of("0123456789abcdef:.") != std::string_view::npos)
            return std::nullopt;
    } else {
        host = authority.substr(0, authority.find(':'));
        if (host.empty() || !std::all_of(host.begin(), host.end(), host_character)) return std::nullopt;
    }
    authority.remove_prefix(host.size());
    if (!authority.empty()) {
        port = authority.substr(1);
        if (authority.front() != ':' || !digits(port)) return std::nullopt;
    }
    return std::string(scheme) + std::string(host) + ':' + std::string(port);
}

origin_rules::origin_rules(std::string_view public_url, const std::vector<std::string>& allowed)
    : public_origin_(parse_origin(public_url)), any_(allowed.empty())
{
    for (const auto& each : allowed)
        if (auto origin = parse_origin(each)) allowed_.push_back(*origin);
}

bool origin_rules::own(const http_request& request) const
{
    const auto origin = parse_origin(request.header("origin"));
    if (!origin) return false;
    if (public_origin_ && *origin == *public_origin_) return true;
    const std::string scheme = request.secure ? "https://" : "http://";
    return origin == parse_origin(scheme + std::string(request.header("host")));
}

bool origin_rules::may_chat(const http_request& request) const
{
    if (any_ || own(request)) return true;
    const auto origin = parse_origin(request.header("origin"));
    return origin && std::find(allowed_.begin(), allowed_.end(), *origin) != allowed_.end();
}

} // namespace amends::adapters
