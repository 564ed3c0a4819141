#pragma once

#include "dialogs/lint/subject.hpp"

#include <optional>
#include <vector>

namespace amends::dialogs {

/// What has certainly happened on every way from the start to a node. Bits.
namespace deed {
inline constexpr unsigned acknowledged = 1;
inline constexpr unsigned apologised = 2;
inline constexpr unsigned listened = 4;
inline constexpr unsigned need_asked = 8;
inline constexpr unsigned acted = 16; ///< something was offered, promised or handed on
inline constexpr unsigned all = 31;
} // namespace deed

/// For each node what was done before it; nothing for those that no way from the start reaches: a listener may lead
/// there at any moment. Each edge is taken a bounded number of times.
std::vector<std::optional<unsigned>> deeds_before(const lint_subject& of);

/// Whether every wording of the text says sorry.
bool always_apologises(const lint_subject& of, std::size_t text);

} // namespace amends::dialogs
