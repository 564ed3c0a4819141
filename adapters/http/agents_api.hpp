#pragma once

#include "adapters/net/http.hpp"
#include "adapters/net/origin.hpp"
#include "bot/auth/accounts.hpp"
#include "bot/config/config.hpp"
#include "bot/conversation/registry.hpp"

#include <functional>
#include <memory>
#include <string>

namespace amends::adapters {

/// The HTTP side of the desk: sessions, transcripts, metrics (docs/desk-protocol.md, HTTP). Outlives its handlers.
class agents_api {
public:
    agents_api(const bot::config& config, bot::accounts& accounts, bot::registry& conversations,
               std::shared_ptr<const origin_rules> origins, std::function<std::string()> metrics_text)
        : config_(config), accounts_(accounts), conversations_(conversations), origins_(std::move(origins)),
          metrics_text_(std::move(metrics_text))
    {}

    /// Only from a page of our own: a foreign one could sign its visitor in as somebody else.
    boost::asio::awaitable<http_response> sign_in(http_request request) const;
    boost::asio::awaitable<http_response> current(http_request request) const;
    boost::asio::awaitable<http_response> sign_out(http_request request) const;
    boost::asio::awaitable<http_response> transcript(http_request request) const;
    /// What a customer should not be sent of a draft (docs/lint.md, the wording rules).
    boost::asio::awaitable<http_response> wording(http_request request) const;
    /// For a client on loopback or a signed-in admin.
    boost::asio::awaitable<http_response> metrics(http_request request) const;

private:
    const bot::config& config_;
    bot::accounts& accounts_;
    bot::registry& conversations_;
    std::shared_ptr<const origin_rules> origins_;
    std::function<std::string()> metrics_text_;
};

} // namespace amends::adapters
