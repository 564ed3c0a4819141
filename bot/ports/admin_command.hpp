#pragma once

#include "dialogs/model/result.hpp"

#include <boost/asio/awaitable.hpp>
#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace amends::bot {

/// A JSON value as text.
struct json_text {
    std::string text;
};

/// Something that the command line may ask of a server, or of itself when none runs: a JSON object in, a
/// JSON object out.
using admin_command = std::function<boost::asio::awaitable<result<json_text>>(nlohmann::json request)>;

/// By name: "user.add", "backup".
using admin_commands = std::map<std::string, admin_command, std::less<>>;

/// Compact UTF-8; what is not UTF-8 becomes U+FFFD.
json_text to_text(const nlohmann::json& value);

/// The string called `member` of a request; empty when there is none or it is something else.
std::string text_member(const nlohmann::json& request, std::string_view member);

/// The integer called `member`, or `otherwise`.
std::int64_t integer_member(const nlohmann::json& request, std::string_view member, std::int64_t otherwise);

} // namespace amends::bot
