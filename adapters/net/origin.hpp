#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace amends::adapters {

struct http_request;

/// The origin of a URL or of an `Origin` header as `scheme://host:port` in lower case, the port always spelled.
/// Nothing for "null" and for whatever is not http or https (RFC 6454).
std::optional<std::string> parse_origin(std::string_view url);

/// Which pages may call us (reliability.md 7, ASVS 4.4.2). Whole origins are compared, never prefixes or suffixes.
class origin_rules {
public:
    /// `public_url` may be empty; `allowed` are the pages that may open a chat, empty: any.
    origin_rules(std::string_view public_url, const std::vector<std::string>& allowed);

    /// The request carries an `Origin` and it is the server's own: that of `public_url`, or what the request's
    /// own scheme and Host spell.
    bool own(const http_request& request) const;
    /// A chat may be opened: any page when no list is configured, else only listed and own ones.
    bool may_chat(const http_request& request) const;

private:
    std::optional<std::string> public_origin_;
    std::vector<std::string> allowed_;
    bool any_;
};

} // namespace amends::adapters
