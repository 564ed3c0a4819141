#pragma once

#include "dialogs/model/sentence.hpp"

#include <initializer_list>

namespace amends::dialogs {

/// Both languages with %1 to %9 replaced by what stands there, which is the same in both: a name, a number.
sentence told(const fixed_sentence& pattern, std::initializer_list<std::string_view> in_place);

/// What is known in one wording only, such as the report of a library.
sentence as_it_is(std::string text);

} // namespace amends::dialogs
