#include "dialogs/lint/wording.hpp"

#include "dialogs/text/fold.hpp"
#include "dialogs/text/pattern_bank.hpp"

#include <algorithm>

namespace amends::dialogs {
namespace {

const pattern_bank& bank_of(std::string_view wording_rule::*language)
{
    const auto compiled = [](std::string_view wording_rule::*which) {
        std::vector<std::string_view> patterns;
        for (const auto& each : wording_rules()) patterns.push_back(each.*which);
        return patterns;
    };
    static const pattern_bank chinese{compiled(&wording_rule::zh)};
    static const pattern_bank english{compiled(&wording_rule::en)};
    return language == &wording_rule::zh ? chinese : english;
}

bool says_exactly(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || c == '{'; });
}

} // namespace

std::vector<wording_finding> check_wording(std::string_view text, std::string_view language)
{
    const bool english = language.starts_with("en");
    if (!english && !language.starts_with("zh")) return {};
    const auto& bank = bank_of(english ? &wording_rule::en : &wording_rule::zh);
    const auto heard = fold(text);
    std::vector<wording_finding> found;
    for (const auto index : bank.occurring(heard.text)) {
        const auto& rule = wording_rules()[static_cast<std::size_t>(index)];
        if (rule.vague && says_exactly(heard.text)) continue;
        const auto matches = bank.matches(index, heard.text, 1);
        if (!matches.empty()) found.push_back({&rule, heard.source(matches.front().begin, matches.front().end)});
    }
    return found;
}

} // namespace amends::dialogs
