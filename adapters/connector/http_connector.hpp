#pragma once

#include "adapters/net/http_client.hpp"
#include "bot/ports/clock.hpp"
#include "bot/ports/connector.hpp"
#include "dialogs/model/result.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace amends::adapters {

/// What questions are signed with: the file's text without white space at its ends, at least 32 bytes. The error
/// ("connector.secret") names the mend.
result<std::string> read_connector_secret(const std::filesystem::path& file);

/// Asks by POSTing JSON, signed (docs/operations.md, "Connectors"). Thread-safe; `time` outlives it.
std::shared_ptr<bot::connector> make_http_connector(const bot::clock& time, std::string name, web_address at,
                                                    std::string secret);

} // namespace amends::adapters
