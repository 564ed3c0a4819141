#pragma once

#include "bot/ports/connector.hpp"
#include "bot/ports/runtime.hpp"
#include "dialogs/model/result.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace amends::adapters {

/// A URL of a connector, taken apart.
struct connector_url {
    bool tls = false;
    std::string host;
    std::string port;
    std::string target; ///< path and query

    bool operator==(const connector_url&) const = default;
};

/// "https://erp.shop.example/amends/order". Plain http only to this machine itself: what is asked and told is personal
/// data. The error ("connector.url") names the mend.
result<connector_url> parse_connector_url(std::string_view url);

/// What questions are signed with: the file's text without white space at its ends, at least 32 bytes. The error
/// ("connector.secret") names the mend.
result<std::string> read_connector_secret(const std::filesystem::path& file);

/// Asks by POSTing JSON, signed, over HTTP/1.1, one connection a question. Answers larger than 64 KiB, redirects and
/// certificates that do not fit the host are failures. Thread-safe; `runtime` outlives it.
std::shared_ptr<bot::connector> make_http_connector(bot::runtime& runtime, std::string name, connector_url url,
                                                    std::string secret);

} // namespace amends::adapters
