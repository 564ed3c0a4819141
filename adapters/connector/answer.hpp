#pragma once

#include "bot/ports/connector.hpp"

#include <string>
#include <string_view>

namespace amends::adapters {

/// The question as the JSON text that is posted: connector, reference and arguments.
std::string question_text(std::string_view connector, const bot::connector_request& request);

/// What an HTTP answer tells. 200 with {"found": true, "fields": {...}} is found, {"found": false} and 404 are not
/// found, everything else failed. Fields are strings, numbers, booleans, null for unknown, or an amount such as
/// {"amount": 320, "currency": "CNY"}; at most 64, each of at most 500 bytes. The error names no value.
bot::connector_answer read_answer(unsigned status, std::string_view body);

} // namespace amends::adapters
