#pragma once

#include "dialogs/tree/document.hpp"

namespace amends::dialogs {

/// Reports everything in the document that the JSON Schema of trees (`tree_schema()`) does not allow.
void check_schema(document& doc);

} // namespace amends::dialogs
