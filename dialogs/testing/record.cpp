#include "dialogs/testing/record.hpp"

#include "dialogs/testing/player.hpp"

#include <algorithm>

namespace amends::dialogs {
namespace {

std::string spelled(const script_line& line) { return line.word + ": " + line.value + "\n"; }

std::string recorded(const tree_ptr& tree, const script& script, const scripted_conversation& conversation)
{
    player world{tree};
    auto text = "\n== " + conversation.name + "\n";
    const auto play = [&](const script_line& line) {
        const auto* word = word_named(line.word);
        if (!word || word->kind == script_word::is::expectation) return false;
        world.play(*word, line.value);
        return true;
    };
    for (const auto& line : script.settings) play(line);
    for (const auto& line : conversation.lines) {
        if (!play(line)) continue;
        text += spelled(line);
        if (word_named(line.word)->kind == script_word::is::happening)
            text += world.happened(player::telling::to_expect);
    }
    return text;
}

} // namespace

std::string recorded(const tree_ptr& tree, const script& script)
{
    std::string text = "tree: " + script.tree + "\n";
    for (const auto& each : script.settings) text += spelled(each);
    for (const auto& each : script.conversations) text += recorded(tree, script, each);
    return text;
}

} // namespace amends::dialogs
