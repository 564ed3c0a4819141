#include "dialogs/text/sentence.hpp"

namespace amends::dialogs {
namespace {

std::string filled(std::string_view pattern, std::initializer_list<std::string_view> in_place)
{
    std::string made;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const auto place = pattern[i] == '%' && i + 1 < pattern.size() ? static_cast<std::size_t>(pattern[i + 1] - '1')
                                                                       : in_place.size();
        if (place < in_place.size()) {
            made += in_place.begin()[place];
            ++i;
        } else {
            made += pattern[i];
        }
    }
    return made;
}

} // namespace

sentence told(const fixed_sentence& pattern, std::initializer_list<std::string_view> in_place)
{
    return {filled(pattern.chinese, in_place), filled(pattern.english, in_place)};
}

sentence as_it_is(std::string text)
{
    auto again = text;
    return {std::move(again), std::move(text)};
}

} // namespace amends::dialogs
