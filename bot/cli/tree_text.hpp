#pragma once

#include "dialogs/model/result.hpp"

#include <filesystem>
#include <string>

namespace amends::bot {

/// The text of a tree's file, no more of it than a tree may have and a byte. Errors: "tree.unreadable".
result<std::string> tree_text(const std::filesystem::path& file);

} // namespace amends::bot
