#include "dialogs/testing/player.hpp"
#include "dialogs/testing/spelling.hpp"

#include <algorithm>
#include <array>

namespace amends::dialogs {
namespace {

/// A line that is looked for: by its text's id, by words in it, or by both.
struct looked_for {
    std::string text;
    std::string words;

    bool is(const std::string& id, const std::string& said) const
    {
        return (text.empty() || id == text) && said.find(words) != std::string::npos;
    }
};

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> quotes{{{"\"", "\""}, {"“", "”"}, {"「", "」"}}};

std::optional<looked_for> line_in(const std::string& value)
{
    std::string_view rest = value;
    looked_for made;
    for (const auto& [open, close] : quotes) {
        const auto begin = rest.find(open);
        if (begin == std::string_view::npos || !rest.ends_with(close)) continue;
        if (rest.size() < begin + open.size() + close.size()) return std::nullopt;
        made.words = unescaped(rest.substr(begin + open.size(), rest.size() - begin - open.size() - close.size()));
        rest = trimmed(rest.substr(0, begin));
        break;
    }
    made.text = rest;
    const bool one_word = made.text.find_first_of(" \t\"") == std::string::npos;
    return one_word && !(made.text.empty() && made.words.empty()) ? std::optional{made} : std::nullopt;
}

verdict no_line()
{
    return mistaken({"请写文本名、引号里的话，或两者：“bot: sorry_late”、'bot: \"三天\"'、'bot: sorry_late "
                     "\"三天\"'，或“bot: nothing more”",
                     "name a text, words in quotes, or both: \"bot: sorry_late\", 'bot: \"three days\"', "
                     "'bot: sorry_late \"three days\"', or \"bot: nothing more\""});
}

} // namespace

verdict player::bot(const std::string& value)
{
    if (value == "nothing") return held_if(lines_.empty(), {"应为助手什么也不说", "expected the bot to say nothing"});
    if (value == "nothing more")
        return held_if(seen_ == lines_.size(), {"应为助手不再说别的", "expected the bot to say nothing more"});
    const auto wanted = line_in(value);
    if (!wanted) return no_line();
    for (auto i = seen_; i < lines_.size(); ++i)
        if (wanted->is(lines_[i].text, lines_[i].words)) {
            seen_ = i + 1;
            return {};
        }
    const bool earlier = std::any_of(lines_.begin(), lines_.begin() + static_cast<std::ptrdiff_t>(seen_),
                                     [&](const auto& each) { return wanted->is(each.text, each.words); });
    return {verdict::is::failed,
            told(earlier ? fixed_sentence{"应为助手在此之后说 %1；它在之前说过",
                                          "expected the bot to say %1 after that; it was said before"}
                         : fixed_sentence{"应为助手说 %1", "expected the bot to say %1"},
                 {value})};
}

verdict player::unsaid(const std::string& value)
{
    const auto wanted = line_in(value);
    if (!wanted) return no_line();
    return held_if(
        std::none_of(lines_.begin(), lines_.end(), [&](const auto& each) { return wanted->is(each.text, each.words); }),
        told({"应为助手不说 %1", "expected the bot not to say %1"}, {value}));
}

verdict player::options(const std::string& value)
{
    std::string offered;
    for (const auto& line : lines_)
        if (!line.options.empty()) {
            offered.clear();
            for (const auto& each : line.options) offered += (offered.empty() ? "" : ", ") + each.value;
        }
    std::string wanted;
    if (value != "none")
        for (const auto& each : parts(value, ',')) wanted += (wanted.empty() ? "" : ", ") + each;
    return held_if(offered == wanted,
                   told({"应有快捷回复 %1；实际为 %2", "expected the quick replies %1; there were %2"},
                        {value, offered.empty() ? "none" : offered}));
}

} // namespace amends::dialogs
