#pragma once

#include "dialogs/tree/tree.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace amends::dialogs {

inline constexpr std::size_t longest_script = 1024 * 1024;

/// "word: value" of a script.
struct script_line {
    int number = 0; ///< from 1
    std::string word;
    std::string value; ///< trimmed
};

/// One conversation of a script, in the order in which it happens.
struct scripted_conversation {
    std::string name;
    int number = 0; ///< of the line that begins it
    std::vector<script_line> lines;
};

/// A dialog test (docs/dialog-tests.md): conversations with one tree, and what holds at the beginning of each.
struct script {
    std::string file;
    std::string tree; ///< id; empty when the script does not say
    std::vector<script_line> settings;
    std::vector<scripted_conversation> conversations;
};

/// A script, and everything that is wrong with its form; values are looked at when it is played.
struct loaded_script {
    dialogs::script script;
    std::vector<diagnostic> problems; ///< code "script.*"
};

/// Reads the text of a script. Bounded: at most 1 MiB. `file` is used to name places only.
loaded_script load_script(std::string_view text, std::string_view file);

} // namespace amends::dialogs
