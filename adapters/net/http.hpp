#pragma once

#include "dialogs/model/instant.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace amends::adapters {

/// A request that passed the size limits. Header names are in lower case, values as they came.
struct http_request {
    std::string method;
    std::string path; ///< begins with '/', not decoded: our own paths need no escapes
    std::string query;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::string remote;                ///< the client's address as far as it is known; empty behind a silent proxy
    bool secure = false;               ///< the client speaks TLS, to us or to a trusted proxy
    std::vector<std::string> captures; ///< what the `{}` of the route's pattern stood for

    /// The value of the first header of that name (lower case), empty when absent.
    std::string_view header(std::string_view name) const;
    bool has_header(std::string_view name) const;
};

struct http_response {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers; ///< ours: never a client's bytes
    std::string body;
    std::string_view asset; ///< the body when it lives as long as the server; `body` is then empty

    std::string_view content() const { return asset.empty() ? std::string_view{body} : asset; }
};

/// `application/problem+json` (RFC 9457). `detail` is for people and names the mend.
http_response problem_response(int status, std::string_view code, std::string_view detail);
http_response json_response(int status, std::string body);

/// Status line and headers, the security headers of every answer included (reliability.md 7, ASVS 3.4); a header
/// that the response sets itself replaces the general one.
std::string response_head(const http_response& response, const http_request& request, bool keep_alive, instant now);

using http_handler = std::function<boost::asio::awaitable<http_response>(http_request)>;

/// Bodies over the usual limit, which only those may send whom `admit` lets: it sees the request without its body and
/// returns the refusal, or nothing. `bytes` 0: none.
struct large_bodies {
    std::size_t bytes = 0;
    std::function<boost::asio::awaitable<std::optional<http_response>>(const http_request&)> admit{};
};

/// Which handler answers which method and path. Filled before the server starts, then only read.
class route_table {
public:
    /// `pattern` is a path; a segment `{}` stands for one non-empty segment.
    void add(std::string method, std::string pattern, http_handler handler, large_bodies bodies = {});

    struct match {
        const http_handler* handler = nullptr;
        std::vector<std::string> captures;
        std::string allowed; ///< value of `Allow` when the path is known but not with that method
        const large_bodies* bodies = nullptr;
    };
    /// The most that a body of any route may have; 0 when none takes large ones.
    std::size_t largest_body() const;
    /// HEAD finds the GET route.
    match find(std::string_view method, std::string_view path) const;

private:
    struct route {
        std::string method;
        std::vector<std::string> segments;
        http_handler handler;
        large_bodies bodies;
    };
    std::vector<route> routes_;
};

} // namespace amends::adapters
