#include "dialogs/slots/contact.hpp"

#include "dialogs/text/pattern_bank.hpp"

#include <algorithm>

namespace amends::dialogs {
namespace {

enum contact_pattern : int { phone, email };

const pattern_bank& patterns()
{
    static const pattern_bank bank{{
        "\\+?[0-9]{7,15}|\\+?\\(?[0-9]{1,5}\\)?(?:[ .-]?\\(?[0-9]{2,5}\\)?){1,6}",
        "[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?){1,"
        "6}",
    }};
    return bank;
}

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

bool is_chinese_mobile(std::string_view digits) { return digits.size() == 11 && digits[0] == '1' && digits[1] >= '3'; }

} // namespace

findings find_phones(std::string_view text)
{
    findings list;
    if (std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) < 7) return list;
    for (const auto& match : patterns().matches(phone, text)) {
        const auto word = text.substr(match.begin, match.end - match.begin);
        std::string value;
        bool grouped = false;
        for (const char c : word) {
            if ((c >= '0' && c <= '9') || c == '+')
                value.push_back(c);
            else
                grouped = true;
        }
        const auto digits = std::string_view{value}.substr(value.starts_with('+') ? 1 : 0);
        if (digits.size() < 7 || digits.size() > 15) continue;
        // Part of a longer code is not a phone number: "ab12345678".
        if ((match.begin > 0 && is_word(text[match.begin - 1])) ||
            (match.end < text.size() && is_word(text[match.end])))
            continue;
        if (digits.size() == 8 && digits.starts_with("20") && grouped) continue; // a date
        const bool sure = value.starts_with('+') || is_chinese_mobile(digits) || (grouped && digits.size() >= 9);
        list.push_back({value, match.begin, match.end, sure});
    }
    return list;
}

findings find_emails(std::string_view text)
{
    findings list;
    if (text.find('@') == std::string_view::npos) return list;
    for (const auto& match : patterns().matches(email, text))
        list.push_back({std::string{text.substr(match.begin, match.end - match.begin)}, match.begin, match.end, true});
    return list;
}

} // namespace amends::dialogs
