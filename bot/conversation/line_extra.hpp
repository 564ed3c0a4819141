#pragma once

#include "bot/ports/spoken.hpp"
#include "storage/records.hpp"

#include <string>

namespace amends::bot {

/// The part of a line that is not words, as stored beside it: options, question, the sender's own id.
/// Empty when there is none.
std::string encode_extra(const std::vector<option>& options, const std::string& question, const std::string& client_id);

/// A stored line as clients see it. A damaged `extra` loses only what it held.
spoken_line_ptr to_spoken(const storage::stored_line& line);

/// Appends `text` as a JSON string, quotes included. Invalid UTF-8 becomes U+FFFD.
void append_json_string(std::string& out, std::string_view text);

} // namespace amends::bot
