#pragma once

#include "dialogs/testing/script.hpp"

#include <string>

namespace amends::dialogs {

/// The text of `script` with what happens now, when it is played with `tree`, as what is expected from then on: texts by
/// their ids, quick replies, promises, people asked for, remedies, and where the dialog then stands. Expectations that
/// the script has already are left out.
std::string recorded(const tree_ptr& tree, const script& script);

} // namespace amends::dialogs
