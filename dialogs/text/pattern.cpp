#include "dialogs/text/pattern.hpp"

#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace amends::dialogs {
namespace {

using use = pattern_argument::use;

struct open_argument {
    std::string name;
    use how = use::plain;
    std::string selector;
};

std::string utf8(const icu::UnicodeString& text)
{
    std::string result;
    text.toUTF8String(result);
    return result;
}

use use_of(UMessagePatternArgType type, const icu::UnicodeString& style)
{
    switch (type) {
    case UMSGPAT_ARG_TYPE_SIMPLE:
        return style == u"date" || style == u"time" ? use::date : use::number;
    case UMSGPAT_ARG_TYPE_CHOICE:
    case UMSGPAT_ARG_TYPE_PLURAL:
    case UMSGPAT_ARG_TYPE_SELECTORDINAL:
        return use::plural;
    case UMSGPAT_ARG_TYPE_SELECT:
        return use::select;
    default:
        return use::plain;
    }
}

bool guarded(const std::vector<open_argument>& around, const std::string& name)
{
    for (const auto& each : around)
        if (each.how == use::select && each.selector == "yes" && each.name == name + "_known") return true;
    return false;
}

void collect(const icu::MessagePattern& parsed, pattern_check& into)
{
    std::vector<open_argument> around;
    for (int32_t i = 0; i < parsed.countParts(); ++i) {
        const auto& part = parsed.getPart(i);
        switch (part.getType()) {
        case UMSGPAT_PART_TYPE_ARG_START: {
            icu::UnicodeString style;
            if (part.getArgType() == UMSGPAT_ARG_TYPE_SIMPLE) style = parsed.getSubstring(parsed.getPart(i + 2));
            around.push_back({{}, use_of(part.getArgType(), style), {}});
            break;
        }
        case UMSGPAT_PART_TYPE_ARG_NUMBER:
            into.error = told({"参数用名称，不用数字：{%1}", "arguments have names, not numbers: {%1}"},
                              {utf8(parsed.getSubstring(part))});
            return;
        case UMSGPAT_PART_TYPE_ARG_NAME: {
            auto& argument = around.back();
            argument.name = utf8(parsed.getSubstring(part));
            into.arguments.push_back({argument.name, argument.how, guarded(around, argument.name)});
            break;
        }
        case UMSGPAT_PART_TYPE_ARG_SELECTOR:
            around.back().selector = utf8(parsed.getSubstring(part));
            break;
        case UMSGPAT_PART_TYPE_ARG_LIMIT:
            around.pop_back();
            break;
        default:
            break;
        }
    }
}

/// ICU's parser recurses once a brace; quoted braces are counted too, which only errs to the safe side.
int deepest_brace(std::string_view pattern)
{
    int depth = 0;
    int deepest = 0;
    for (const char c : pattern) {
        if (c == '{') deepest = std::max(deepest, ++depth);
        if (c == '}') --depth;
    }
    return deepest;
}

constexpr std::size_t longest_pattern = 8000;
constexpr int deepest_pattern = 20;

} // namespace

pattern_check inspect_pattern(std::string_view pattern, std::string_view language)
{
    pattern_check result;
    if (pattern.size() > longest_pattern || deepest_brace(pattern) > deepest_pattern) {
        result.error =
            told({"超过 %1 字节，或花括号嵌套超过 %2 层", "longer than %1 bytes or nested deeper than %2 braces"},
                 {std::to_string(longest_pattern), std::to_string(deepest_pattern)});
        return result;
    }
    const auto text = icu::UnicodeString::fromUTF8({pattern.data(), static_cast<int32_t>(pattern.size())});
    UErrorCode status = U_ZERO_ERROR;
    UParseError where{};
    icu::MessagePattern parsed(text, &where, status);
    if (U_SUCCESS(status)) collect(parsed, result);
    bool typed = false;
    for (const auto& each : result.arguments) typed = typed || each.how != use::plain;
    // Only a typed argument can fail beyond the syntax; making the format costs much more than parsing it.
    if (U_SUCCESS(status) && typed && result.error.empty()) {
        const icu::Locale locale = icu::Locale::createFromName(std::string{language}.c_str());
        icu::MessageFormat compiled(text, locale, where, status);
    }
    if (U_FAILURE(status)) {
        const auto near = text.tempSubString(where.offset > 0 ? where.offset : 0, 20);
        result.error =
            told({"不是 MessageFormat 格式（%1），在“%2”附近", "not a MessageFormat pattern (%1) near \"%2\""},
                 {u_errorName(status), utf8(near)});
    }
    return result;
}

} // namespace amends::dialogs
