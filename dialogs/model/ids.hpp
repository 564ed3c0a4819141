#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace amends {

/// A row's identity as a type of its own, so that a case cannot be passed for a conversation.
/// Zero means "none yet"; the store gives numbers from 1 up.
template <class Tag> struct strong_id {
    std::int64_t value = 0;

    explicit operator bool() const { return value != 0; }
    auto operator<=>(const strong_id&) const = default;
};

using customer_id = strong_id<struct customer_tag>;
using conversation_id = strong_id<struct conversation_tag>;
using case_id = strong_id<struct case_tag>;
using user_id = strong_id<struct user_tag>;

} // namespace amends

template <class Tag> struct std::hash<amends::strong_id<Tag>> {
    std::size_t operator()(amends::strong_id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
