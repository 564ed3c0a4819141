#include "dialogs/text/language.hpp"

#include <algorithm>

namespace amends::dialogs {
namespace {

std::string lower(std::string_view tag)
{
    std::string made{tag};
    for (auto& c : made)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return made;
}

std::string_view primary(std::string_view tag) { return tag.substr(0, tag.find_first_of("-_")); }

/// `tag` in lower case, a Chinese one with the script that it is written in.
std::string with_script(std::string_view tag)
{
    auto made = lower(tag);
    if (primary(made) != "zh" || made.find("han") != std::string::npos) return made;
    for (const auto region : {"tw", "hk", "mo"})
        if (made.find(region) != std::string::npos) return "zh-hant";
    return "zh-hans";
}

} // namespace

std::string supported_language(std::string_view wanted, const std::vector<std::string>& supported)
{
    if (wanted.empty()) return {};
    const auto same = lower(wanted);
    const auto scripted = with_script(wanted);
    for (const auto& each : supported)
        if (const auto tag = lower(each); tag == same || tag == scripted) return each;
    for (const auto& each : supported)
        if (primary(lower(each)) == primary(same)) return each;
    return {};
}

std::string first_language(std::string_view wanted, const std::vector<std::string>& supported)
{
    auto made = supported_language(wanted, supported);
    if (made.empty() && !wanted.empty()) made = supported_language("en", supported);
    if (made.empty() && !supported.empty()) made = supported.front();
    return made;
}

} // namespace amends::dialogs
