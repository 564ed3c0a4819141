#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace amends::bench {

/// What a visitor of one language says, in order.
struct part {
    std::string locale;
    std::string zone;
    std::vector<std::string> texts;      ///< UTF-8
    std::vector<std::string> json_texts; ///< the same, escaped and quoted
};

/// The fixed conversation of the turns bench (bench/scripts/retail-turns.json): the first text of each part is
/// free text, the others are fitting answers. Visitors take the parts in turn: half Chinese, half English.
struct script {
    std::string tree;
    std::array<part, 2> parts;

    std::size_t steps() const { return parts[0].texts.size(); }
};

/// Throws `failure` naming the file and what is wrong with it.
script load_script(const std::filesystem::path& file);

} // namespace amends::bench
