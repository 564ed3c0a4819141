#include "dialogs/understand/entities.hpp"

#include "dialogs/slots/contact.hpp"
#include "dialogs/slots/dates.hpp"
#include "dialogs/slots/money.hpp"
#include "dialogs/text/pattern_bank.hpp"

#include <algorithm>

namespace amends::dialogs {
namespace {

constexpr std::size_t most_entities = 64;
constexpr double sure = 0.95;
constexpr double unsure = 0.6;

bool has_digit(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// A code of letters and digits or at least six digits: how order, parcel and booking numbers usually look.
findings find_codes(std::string_view text)
{
    static const pattern_bank bank{{"\\b[a-z]{0,6}-?[0-9][0-9a-z-]{3,30}\\b"}};
    findings list;
    if (!has_digit(text)) return list;
    for (const auto& match : bank.matches(0, text)) {
        const auto word = text.substr(match.begin, match.end - match.begin);
        const auto digits = std::count_if(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (digits < (word.front() >= 'a' ? 4 : 6)) continue; // 12315 is a hotline
        std::string value{word};
        std::transform(value.begin(), value.end(), value.begin(),
                       [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
        list.push_back({value, match.begin, match.end, value.front() >= 'A' && value.front() <= 'Z'});
    }
    return list;
}

class entity_list {
public:
    explicit entity_list(const folded& heard) : heard_{heard} {}

    void add(const char* type, const findings& list, bool claims = true)
    {
        for (const auto& each : list) {
            const bool taken = std::any_of(claimed_.begin(), claimed_.end(),
                                           [&](const auto& c) { return each.begin < c.second && c.first < each.end; });
            if (taken || made_.size() >= most_entities) continue;
            if (claims) claimed_.emplace_back(each.begin, each.end);
            made_.push_back({type, each.value, each.sure ? sure : unsure, heard_.source(each.begin, each.end)});
        }
    }
    std::vector<entity> take() && { return std::move(made_); }

private:
    const folded& heard_;
    std::vector<std::pair<std::size_t, std::size_t>> claimed_;
    std::vector<entity> made_;
};

/// E-mail addresses keep the case of the part before the @ as it was written.
void restore_case(findings& emails, const folded& heard, std::string_view text)
{
    for (auto& each : emails) {
        const auto where = heard.source(each.begin, each.end);
        const auto written = text.substr(where.begin, where.end - where.begin);
        const auto at = written.find('@');
        if (written.size() == each.value.size() && at != std::string_view::npos)
            each.value.replace(0, at, written.substr(0, at));
    }
}

} // namespace

std::vector<entity> find_entities(const folded& heard, std::string_view text, const message_surroundings& around,
                                  std::string_view language)
{
    entity_list list{heard};
    const auto today = to_local(around.now, around.zone);
    auto emails = find_emails(heard.text);
    restore_case(emails, heard, text);
    list.add("email", emails);
    const auto dates = find_dates(heard.text, today, language);
    list.add("time", find_times(heard.text, today, language), false);
    list.add("date", dates);
    list.add("money", find_money(heard.text, find_numbers(heard.text)));
    auto phones = find_phones(heard.text);
    const auto codes = find_codes(heard.text);
    // A bare run of digits is a phone number only where it surely is one; else it is some order's number.
    std::erase_if(phones, [&](const auto& phone) {
        return !phone.sure &&
               std::any_of(codes.begin(), codes.end(),
                           [&](const auto& code) { return code.begin == phone.begin && code.end == phone.end; }) &&
               heard.text.find("电话") == std::string::npos && heard.text.find("手机") == std::string::npos &&
               heard.text.find("phone") == std::string::npos && heard.text.find("call") == std::string::npos;
    });
    list.add("phone", phones);
    list.add("order_id", codes);
    return std::move(list).take();
}

} // namespace amends::dialogs
