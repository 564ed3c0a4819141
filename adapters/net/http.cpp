#include "adapters/net/http.hpp"

#include "adapters/net/json_text.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace amends::adapters {

namespace {

constexpr std::string_view content_security_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self' ws: wss:; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; "
    "require-trusted-types-for 'script'";

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> security_headers{{
    {"Content-Security-Policy", content_security_policy},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()"},
    {"Cache-Control", "no-store"},
}};

std::string_view reason_phrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 204:
        return "No Content";
    case 304:
        return "Not Modified";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 413:
        return "Content Too Large";
    case 415:
        return "Unsupported Media Type";
    case 422:
        return "Unprocessable Content";
    case 426:
        return "Upgrade Required";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 503:
        return "Service Unavailable";
    default:
        return "Status";
    }
}

void append_header(std::string& out, std::string_view name, std::string_view value)
{
    out += name;
    out += ": ";
    out += value;
    out += "\r\n";
}

std::vector<std::string> split_path(std::string_view path)
{
    std::vector<std::string> segments;
    while (!path.empty()) {
        path.remove_prefix(1);
        auto end = std::min(path.find('/'), path.size());
        segments.emplace_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return segments;
}

} // namespace

std::string_view http_request::header(std::string_view name) const
{
    for (const auto& [key, value] : headers)
        if (key == name) return value;
    return {};
}

bool http_request::has_header(std::string_view name) const
{
    return std::any_of(headers.begin(), headers.end(), [&](const auto& h) { return h.first == name; });
}

http_response json_response(int status, std::string body)
{
    http_response response;
    response.status = status;
    response.headers.emplace_back("Content-Type", "application/json");
    response.body = std::move(body);
    return response;
}

http_response problem_response(int status, std::string_view code, std::string_view detail)
{
    http_response response;
    response.status = status;
    response.headers.emplace_back("Content-Type", "application/problem+json");
    json_object(response.body)
        .text("type", "about:blank")
        .text("title", reason_phrase(status))
        .number("status", status)
        .text("code", code)
        .text("detail", detail);
    return response;
}

std::string response_head(const http_response& response, const http_request& request, bool keep_alive, instant now)
{
    std::string head;
    head.reserve(1024);
    fmt::format_to(std::back_inserter(head), "HTTP/1.1 {} {}\r\n", response.status, reason_phrase(response.status));
    fmt::format_to(std::back_inserter(head), "Date: {:%a, %d %b %Y %H:%M:%S} GMT\r\n",
                   fmt::gmtime(std::chrono::system_clock::to_time_t(now)));
    for (const auto& [name, value] : response.headers) append_header(head, name, value);
    for (const auto& [name, value] : security_headers) {
        const bool own = std::any_of(response.headers.begin(), response.headers.end(),
                                     [n = name](const auto& h) { return h.first == n; });
        if (!own) append_header(head, name, value);
    }
    if (request.secure) append_header(head, "Strict-Transport-Security", "max-age=31536000");
    if (response.status != 204 && response.status != 304)
        fmt::format_to(std::back_inserter(head), "Content-Length: {}\r\n", response.content().size());
    append_header(head, "Connection", keep_alive ? "keep-alive" : "close");
    head += "\r\n";
    return head;
}

void route_table::add(std::string method, std::string pattern, http_handler handler, large_bodies bodies)
{
    routes_.push_back({std::move(method), split_path(pattern), std::move(handler), std::move(bodies)});
}

std::size_t route_table::largest_body() const
{
    std::size_t most = 0;
    for (const auto& each : routes_) most = std::max(most, each.bodies.bytes);
    return most;
}

route_table::match route_table::find(std::string_view method, std::string_view path) const
{
    const auto segments = split_path(path);
    const auto wanted = method == "HEAD" ? std::string_view{"GET"} : method;
    match found;
    for (const auto& each : routes_) {
        if (each.segments.size() != segments.size()) continue;
        std::vector<std::string> captures;
        bool fits = true;
        for (std::size_t i = 0; fits && i < segments.size(); ++i) {
            if (each.segments[i] == "{}" && !segments[i].empty())
                captures.push_back(segments[i]);
            else
                fits = each.segments[i] == segments[i];
        }
        if (!fits) continue;
        if (each.method == wanted) return {&each.handler, std::move(captures), {}, &each.bodies};
        if (!found.allowed.empty()) found.allowed += ", ";
        found.allowed += each.method == "GET" ? "GET, HEAD" : each.method;
    }
    return found;
}

} // namespace amends::adapters
