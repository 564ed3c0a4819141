#pragma once

#include "bot/ports/admin_command.hpp"
#include "storage/reader.hpp"

#include <cstddef>
#include <functional>
#include <optional>

namespace amends::bot {

/// Bytes after which a page of conversations ends.
inline constexpr std::size_t largest_answer = 1 << 20;

/// Asks `each(id)` for the conversations of one page of `request` (after: conversation id, limit: conversations); it
/// returns false when the page is full. The answer is the `after` of the next page, nothing at the end.
result<std::optional<std::int64_t>> page(storage::reader& reader, const nlohmann::json& request,
                                         const std::function<result<bool>(conversation_id)>& each);

/// The number, or null.
nlohmann::json or_null(std::optional<std::int64_t> number);

} // namespace amends::bot
