#include "dialogs/lint/lint.hpp"
#include "dialogs/understand/understand.hpp"

#include "bytes.hpp"
#include "talk.hpp"

using namespace amends;
using namespace amends::dialogs;

namespace {

/// Whatever the compiler takes can be talked to.
void talk(const tree& tree)
{
    state s;
    facts f;
    f.now = from_unix_ms(1'795'762'800'000);
    f.case_number = "A-1";
    f.connectors = {"order", "customer"};
    for (const auto* words : {"我要投诉", "AB123456", "yes", "退款 320 元", "转人工", "it is still broken", "thanks"}) {
        customer_message m;
        m.text = words;
        m.meaning = understand(m.text, {s.language, f.zone, f.now});
        s = fuzz::happen(tree, s, m, f);
        f.now += std::chrono::minutes{1};
    }
}

} // namespace

/// Any text is a tree or has problems, never both or neither; one that is a tree can be linted and talked to. It is
/// there as a tree to call, too, so that calls may go in a circle.
// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const tree_source source{"fuzz.json", {reinterpret_cast<const char*>(data), size}};
    const auto loaded = load_tree(source.text, source.file, {{"other.json", source.text}});
    fuzz::must((loaded.tree == nullptr) != loaded.problems.empty());
    fuzz::must(loaded.problems.size() <= 400);
    for (const auto& each : loaded.problems) {
        fuzz::must(!each.code.empty() && each.line >= 1 && each.column >= 1);
        fuzz::must(!each.message.chinese.empty() && !each.message.english.empty());
    }
    if (!loaded.tree) return 0;
    fuzz::must(lint(*loaded.tree, source).size() <= 200);
    talk(*loaded.tree);
    return 0;
}
