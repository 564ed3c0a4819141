#include "dialogs/testing/play.hpp"
#include "dialogs/trees/shipped.hpp"

#include "bytes.hpp"

using namespace amends::dialogs;

/// Any text is a dialog test or has problems; what can be read can be played.
// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const auto tree = load_tree(shipped_trees().front().text, "shipped.json").tree;
    const auto read = load_script({reinterpret_cast<const char*>(data), size}, "fuzz.dialog");
    amends::fuzz::must(!read.script.conversations.empty() || !read.problems.empty());
    amends::fuzz::must(read.problems.size() <= 200);
    std::size_t played = 0;
    for (const auto& each : read.script.conversations) {
        if (++played > 8) break;
        const auto came = play(tree, read.script, each);
        amends::fuzz::must(came.expectations > 0 || !came.passed());
        for (const auto& failure : came.failures) amends::fuzz::must(failure.line >= 1 && !failure.message.empty());
    }
    return 0;
}
