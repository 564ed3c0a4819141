#pragma once

#include "dialogs/understand/examples.hpp"

#include <array>
#include <cstdint>

namespace amends::dialogs {

/// The questions that the model answers about a message, in groups. Within a group the number of an output
/// is that of the enumerator, without `none`; `level` asks "at least 1?", "at least 2?", "at least 3?".
enum class head : std::uint8_t { kind, about, cause, feeling, level, signals, act, wish, objection };

inline constexpr std::array<std::uint8_t, 9> head_sizes{6, 9, 7, 4, 3, 15, 7, 10, 3};

constexpr std::size_t first_output(head h)
{
    std::size_t first = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(h); ++i) first += head_sizes[i];
    return first;
}

constexpr std::size_t outputs_of(head h) { return head_sizes[static_cast<std::size_t>(h)]; }

inline constexpr std::size_t all_outputs = first_output(head::objection) + outputs_of(head::objection);

/// The answers that the labels give: 1 yes, -1 no, 0 not asked (what a message that is no complaint is
/// about).
std::array<std::int8_t, all_outputs> answers_of(const labels& meant);

} // namespace amends::dialogs
