#include "dialogs/tree/tree.hpp"

#include "bytes.hpp"

/// Any text is a tree or has problems, never both or neither.
// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto loaded = amends::dialogs::load_tree({reinterpret_cast<const char*>(data), size}, "fuzz.json");
    amends::fuzz::must((loaded.tree == nullptr) != loaded.problems.empty());
    for (const auto& each : loaded.problems)
        amends::fuzz::must(!each.code.empty() && each.line >= 1 && each.column >= 1);
    return 0;
}
