#include "dialogs/text/language.hpp"

namespace amends::dialogs {
namespace {

std::string_view primary(std::string_view tag) { return tag.substr(0, tag.find_first_of("-_")); }

std::string with_script(std::string_view tag)
{
    if (primary(tag) != "zh" || tag.find("Han") != std::string_view::npos) return std::string{tag};
    for (const auto region : {"TW", "HK", "MO"})
        if (tag.find(region) != std::string_view::npos) return "zh-Hant";
    return "zh-Hans";
}

} // namespace

std::string supported_language(std::string_view wanted, const std::vector<std::string>& supported)
{
    if (wanted.empty()) return {};
    const auto scripted = with_script(wanted);
    for (const auto& each : supported)
        if (each == wanted || each == scripted) return each;
    for (const auto& each : supported)
        if (primary(each) == primary(wanted)) return each;
    return {};
}

} // namespace amends::dialogs
