#pragma once

#include "dialogs/model/result.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace amends::adapters {

/// A URL, taken apart.
struct web_address {
    bool tls = false;
    std::string host;
    std::string port;
    std::string target; ///< path and query

    bool operator==(const web_address&) const = default;
};

/// "https://erp.shop.example/amends/order". Plain http only to this machine itself: what is asked and told is personal
/// data. The error ("web.address") names the mend.
result<web_address> parse_web_address(std::string_view url);

/// What came back, or in a few words of our own why nothing did.
struct web_answer {
    unsigned status = 0;
    std::string body;
    std::string error;
};

/// Asks one place over HTTP/1.1, one connection a question. Answers larger than 64 KiB, redirects and certificates that
/// do not fit the host are failures. Thread-safe.
class http_client {
public:
    explicit http_client(web_address at);
    ~http_client();
    http_client(const http_client&) = delete;
    http_client& operator=(const http_client&) = delete;

    /// POSTs `body`, which is JSON, with one header of the caller's own ("Name: value"). Ends within `limit`.
    boost::asio::awaitable<web_answer> post(std::string header, std::string body, std::chrono::milliseconds limit);

private:
    struct inside;
    std::unique_ptr<inside> inside_;
};

} // namespace amends::adapters
