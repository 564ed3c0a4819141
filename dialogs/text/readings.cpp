#include "dialogs/text/readings.hpp"

#include <unicode/messagepattern.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace amends::dialogs {
namespace {

/// Spells one reading. ICU has parsed the pattern, and the loader bounds how deep it nests.
class reader {
public:
    reader(const icu::MessagePattern& parsed, const icu::UnicodeString& text)
        : parsed_{parsed}, text_{text}, widths_(static_cast<std::size_t>(parsed.countParts()), 0)
    {}

    /// How many readings the whole has.
    std::size_t width() { return width_of(0); }

    /// With `and_later` also what the readings behind it have.
    std::string spell(std::size_t reading, bool and_later)
    {
        and_later_ = and_later;
        made_.remove();
        message(0, reading);
        std::string result;
        made_.toUTF8String(result);
        return result;
    }

private:
    /// The messages that an argument chooses from, by their MSG_START.
    std::vector<int32_t> branches(int32_t argument) const
    {
        std::vector<int32_t> found;
        const auto limit = parsed_.getLimitPartIndex(argument);
        for (int32_t i = argument + 1; i < limit; ++i)
            if (parsed_.getPartType(i) == UMSGPAT_PART_TYPE_MSG_START) {
                found.push_back(i);
                i = parsed_.getLimitPartIndex(i);
            }
        return found;
    }

    /// As many as its widest argument has, one branch after the other.
    std::size_t width_of(int32_t message)
    {
        auto& known = widths_[static_cast<std::size_t>(message)];
        if (known > 0) return known;
        std::size_t widest = 1;
        const auto limit = parsed_.getLimitPartIndex(message);
        for (int32_t i = message + 1; i < limit; ++i) {
            if (parsed_.getPartType(i) != UMSGPAT_PART_TYPE_ARG_START) continue;
            std::size_t width = 0;
            for (const auto branch : branches(i)) width += width_of(branch);
            widest = std::max(widest, width);
            i = parsed_.getLimitPartIndex(i);
        }
        return known = widest;
    }

    void message(int32_t start, std::size_t reading)
    {
        auto from = parsed_.getPart(start).getLimit();
        const auto limit = parsed_.getLimitPartIndex(start);
        for (int32_t i = start + 1; i <= limit; ++i) {
            const auto& part = parsed_.getPart(i);
            made_.append(text_, from, part.getIndex() - from);
            from = part.getLimit();
            if (part.getType() == UMSGPAT_PART_TYPE_REPLACE_NUMBER) made_.append(u'#');
            if (part.getType() != UMSGPAT_PART_TYPE_ARG_START) continue;
            argument(i, reading);
            i = parsed_.getLimitPartIndex(i);
            from = parsed_.getPart(i).getLimit();
        }
    }

    void argument(int32_t start, std::size_t reading)
    {
        const auto all = branches(start);
        if (all.empty()) {
            made_.append(u'{').append(parsed_.getSubstring(parsed_.getPart(start + 1))).append(u'}');
            return;
        }
        std::size_t taken = 0;
        while (taken + 1 < all.size() && reading >= width_of(all[taken])) reading -= width_of(all[taken++]);
        message(all[taken], std::min(reading, width_of(all[taken]) - 1));
        for (auto later = taken + 1; and_later_ && later < all.size(); ++later) {
            made_.append(u'\n');
            message(all[later], 0);
        }
    }

    const icu::MessagePattern& parsed_;
    const icu::UnicodeString& text_;
    std::vector<std::size_t> widths_; ///< by MSG_START; 0 for those not measured yet
    icu::UnicodeString made_;
    bool and_later_ = false;
};

} // namespace

std::vector<std::string> readings(std::string_view pattern, std::size_t most)
{
    const auto text = icu::UnicodeString::fromUTF8({pattern.data(), static_cast<int32_t>(pattern.size())});
    UErrorCode status = U_ZERO_ERROR;
    const icu::MessagePattern parsed(text, nullptr, status);
    if (U_FAILURE(status)) return {std::string{pattern}};
    reader each{parsed, text};
    const auto wide = each.width();
    const auto count = std::min(wide, std::max<std::size_t>(most, 1));
    std::vector<std::string> all;
    for (std::size_t i = 0; i < count; ++i) {
        auto one = each.spell(i, i + 1 == count && wide > count);
        if (all.empty() || all.back() != one) all.push_back(std::move(one));
    }
    return all;
}

} // namespace amends::dialogs
