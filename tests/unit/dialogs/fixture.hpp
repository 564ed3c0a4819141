#pragma once

#include "dialogs/tree/tree.hpp"

#include <string>
#include <string_view>

namespace amends::test {

/// A file of tests/unit/dialogs.
std::string read_fixture(std::string_view name);

/// The small shop that the engine's tests talk to (data/shop.json): every kind of node and listener.
dialogs::tree_ptr shop();

/// A small workshop (data/workshop.json): connectors, remedies, sections, objections, attachments.
dialogs::tree_ptr workshop();

} // namespace amends::test
