#include "dialogs/text/pattern_bank.hpp"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

namespace amends::dialogs {
namespace {

constexpr std::size_t most_groups = 6;

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

re2::RE2::Options options()
{
    re2::RE2::Options made;
    made.set_log_errors(false);
    return made;
}

} // namespace

struct pattern_bank::compiled {
    re2::RE2::Set set{options(), re2::RE2::UNANCHORED};
    std::vector<std::unique_ptr<re2::RE2>> each;
};

pattern_bank::pattern_bank(const std::vector<std::string_view>& patterns) : compiled_{std::make_unique<compiled>()}
{
    for (const auto pattern : patterns) {
        std::string error;
        compiled_->set.Add(piece(pattern), &error);
        compiled_->each.push_back(std::make_unique<re2::RE2>(piece(pattern), options()));
        if (!error.empty() || !compiled_->each.back()->ok())
            throw std::logic_error("pattern " + std::string{pattern} + ": " + error);
    }
    compiled_->set.Compile();
}

pattern_bank::~pattern_bank() = default;

std::vector<int> pattern_bank::occurring(std::string_view text) const
{
    std::vector<int> found;
    re2::RE2::Set::ErrorInfo error{};
    if (!compiled_->set.Match(piece(text), &found, &error) && error.kind != re2::RE2::Set::kNoError) {
        // The set ran out of its memory for this text; one by one they need none.
        for (std::size_t i = 0; i < compiled_->each.size(); ++i)
            if (re2::RE2::PartialMatch(piece(text), *compiled_->each[i])) found.push_back(static_cast<int>(i));
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::vector<pattern_match> pattern_bank::matches(int pattern, std::string_view text, std::size_t most) const
{
    const auto& re = *compiled_->each[static_cast<std::size_t>(pattern)];
    const auto groups = std::min<std::size_t>(static_cast<std::size_t>(re.NumberOfCapturingGroups()), most_groups) + 1;
    std::array<re2::StringPiece, most_groups + 1> captured;
    std::vector<pattern_match> found;
    std::size_t from = 0;
    while (found.size() < most && from <= text.size() &&
           re.Match(piece(text), from, text.size(), re2::RE2::UNANCHORED, captured.data(), static_cast<int>(groups))) {
        pattern_match match;
        match.begin = static_cast<std::size_t>(captured[0].data() - text.data());
        match.end = match.begin + captured[0].size();
        for (std::size_t i = 1; i < groups; ++i) match.groups.emplace_back(captured[i].data(), captured[i].size());
        from = match.end > match.begin ? match.end : match.end + 1;
        found.push_back(std::move(match));
    }
    return found;
}

} // namespace amends::dialogs
