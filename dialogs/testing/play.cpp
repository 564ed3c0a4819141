#include "dialogs/testing/play.hpp"

#include "dialogs/testing/player.hpp"

#include <algorithm>

namespace amends::dialogs {

const std::vector<script_word>& script_words()
{
    using is = script_word::is;
    static const std::vector<script_word> words{
        {"locale", is::setting, &player::locale},
        {"zone", is::setting, &player::zone},
        {"now", is::setting, &player::now},
        {"hours", is::setting, &player::hours},
        {"agents", is::setting, &player::agents},
        {"queue", is::setting, &player::queue},
        {"channel", is::setting, &player::channel},
        {"connectors", is::setting, &player::connectors},
        {"known", is::setting, &player::known},
        {"budget", is::setting, &player::budget},
        {"seed", is::setting, &player::seed},
        {"customer", is::happening, &player::customer},
        {"press", is::happening, &player::press},
        {"send", is::happening, &player::send},
        {"clock", is::happening, &player::clock},
        {"lookup", is::happening, &player::lookup},
        {"remedy", is::happening, &player::remedy},
        {"agent", is::happening, &player::agent},
        {"bot", is::expectation, &player::bot},
        {"unsaid", is::expectation, &player::unsaid},
        {"options", is::expectation, &player::options},
        {"case", is::expectation, &player::case_is},
        {"slot", is::expectation, &player::slot_is},
        {"tag", is::expectation, &player::tag},
        {"offered", is::expectation, &player::offered},
        {"accepted", is::expectation, &player::accepted},
        {"declined", is::expectation, &player::declined},
        {"countered", is::expectation, &player::countered},
        {"withheld", is::expectation, &player::withheld},
        {"promise", is::expectation, &player::promise},
        {"handoff", is::expectation, &player::handoff},
        {"timer", is::expectation, &player::timer},
        {"asked", is::expectation, &player::asked},
        {"survey", is::expectation, &player::survey},
        {"floor", is::expectation, &player::floor},
        {"node", is::expectation, &player::node},
        {"asking", is::expectation, &player::asking},
        {"speaks", is::expectation, &player::speaks},
        {"ended", is::expectation, &player::ended},
    };
    return words;
}

const script_word* word_named(std::string_view word)
{
    const auto& words = script_words();
    const auto at = std::find_if(words.begin(), words.end(), [&](const auto& each) { return each.word == word; });
    return at == words.end() ? nullptr : &*at;
}

played_conversation play(const tree_ptr& tree, const script& script, const scripted_conversation& conversation)
{
    player world{tree};
    played_conversation made{conversation.name, conversation.number, 0, {}, {}};
    auto lines = script.settings;
    lines.insert(lines.end(), conversation.lines.begin(), conversation.lines.end());
    for (const auto& line : lines) {
        const auto* word = word_named(line.word);
        if (!word) continue; // reported when the script was read
        if (word->kind == script_word::is::happening && !made.passed()) break;
        if (word->kind == script_word::is::expectation) ++made.expectations;
        const auto came = world.play(*word, line.value);
        const bool mistake = came.kind == verdict::is::mistaken;
        if (came.kind != verdict::is::held)
            made.failures.push_back({line.number, came.message, mistake ? std::string{} : world.happened(), mistake});
        if (word->kind != script_word::is::happening || mistake) continue;
        if (auto broken = world.broken(); !broken.empty())
            made.failures.push_back({line.number, std::move(broken), world.happened(), false});
    }
    if (made.expectations == 0 && made.passed())
        made.failures.push_back({conversation.number,
                                 {"没有写任何期望；请加一行，例如“bot: welcome”",
                                  "nothing is expected of it; add a line such as \"bot: welcome\""},
                                 {},
                                 true});
    made.walked = world.walked();
    return made;
}

} // namespace amends::dialogs
