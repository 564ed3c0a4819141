#pragma once

#include "bot/cli/console.hpp"

#include <filesystem>

namespace amends::bot {

/// What `amends train` is asked for.
struct training {
    std::filesystem::path examples = "dialogs/trees/examples"; ///< zh/*.tsv and en/*.tsv
    std::filesystem::path to;                                  ///< where zh.bin and en.bin go; empty: nowhere
    bool check = false; ///< only compare with the models that this program carries
};

/// Learns the models of understanding from examples and prints how well they do: on what they learned, on
/// the families left out, on each domain left out. With `check` it prints no scores, and fails when the models
/// are not the program's own. Equal examples give equal bytes. Returns the exit code.
int train(const training& asked, console& console);

} // namespace amends::bot
