#pragma once

#include "dialogs/tree/tree.hpp"

#include <string>
#include <string_view>

namespace amends::test {

/// A file of tests/unit/dialogs.
std::string read_fixture(std::string_view name);

/// The small shop that the engine's tests talk to (data/shop.json): every kind of node and listener.
dialogs::tree_ptr shop();

} // namespace amends::test
