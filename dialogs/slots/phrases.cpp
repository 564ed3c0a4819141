#include "dialogs/slots/phrases.hpp"

#include <algorithm>
#include <array>

namespace amends::dialogs {
namespace {

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
bool is_ascii_sign(char c) { return static_cast<unsigned char>(c) < 0x80 && !is_word(c) && c != '\0'; }

/// Chinese and general punctuation that ends or fills a sentence.
constexpr std::array<std::string_view, 16> signs{"。", "、", "·",  "…",  "—",  "～", "「",           "」",
                                                 "『", "』", "《", "》", "【", "】", "\xef\xbf\xbd", "•"};

std::size_t sign_at_front(std::string_view text)
{
    if (text.empty()) return 0;
    if (is_ascii_sign(text.front())) return 1;
    for (const auto sign : signs)
        if (text.starts_with(sign)) return sign.size();
    return 0;
}

std::size_t sign_at_back(std::string_view text)
{
    if (text.empty()) return 0;
    if (is_ascii_sign(text.back())) return 1;
    for (const auto sign : signs)
        if (text.ends_with(sign)) return sign.size();
    return 0;
}

constexpr std::string_view filling[]{"快递单号",
                                     "运单号",
                                     "预订号",
                                     "预定号",
                                     "房间号",
                                     "房号",
                                     "订单编号",
                                     "订单号码",
                                     "订单号",
                                     "手机号码",
                                     "手机号",
                                     "电话号码",
                                     "收件人",
                                     "麻烦你",
                                     "谢谢你",
                                     "差不多",
                                     "不好意思",
                                     "订单",
                                     "单号",
                                     "号码",
                                     "编号",
                                     "电话",
                                     "手机",
                                     "邮箱",
                                     "地址",
                                     "金额",
                                     "日期",
                                     "时间",
                                     "大概",
                                     "大约",
                                     "左右",
                                     "应该",
                                     "好像",
                                     "是的",
                                     "就是",
                                     "我的",
                                     "这个",
                                     "那个",
                                     "你好",
                                     "您好",
                                     "谢谢",
                                     "麻烦",
                                     "给我",
                                     "我要",
                                     "我想",
                                     "想要",
                                     "希望",
                                     "选择",
                                     "可以",
                                     "的话",
                                     "吧",
                                     "是",
                                     "为",
                                     "的",
                                     "了",
                                     "啊",
                                     "呢",
                                     "哦",
                                     "嗯",
                                     "呀",
                                     "哈",
                                     "就",
                                     "在",
                                     "号",
                                     "我",
                                     "选",
                                     "要",
                                     "有",
                                     "给",
                                     "于",
                                     "那天",
                                     "当时",
                                     "分",
                                     "第",
                                     "个",
                                     "order number",
                                     "booking number",
                                     "tracking number",
                                     "room number",
                                     "phone number",
                                     "reference number",
                                     "email address",
                                     "my order",
                                     "number",
                                     "order",
                                     "phone",
                                     "email",
                                     "e-mail",
                                     "address",
                                     "amount",
                                     "please",
                                     "thanks",
                                     "thank you",
                                     "it was",
                                     "it is",
                                     "it's",
                                     "that's",
                                     "this is",
                                     "i think",
                                     "around",
                                     "about",
                                     "approximately",
                                     "roughly",
                                     "option",
                                     "would like",
                                     "i'd like",
                                     "i want",
                                     "give it",
                                     "i'd say",
                                     "was",
                                     "is",
                                     "the",
                                     "my",
                                     "on",
                                     "at",
                                     "in",
                                     "of",
                                     "a",
                                     "an",
                                     "and",
                                     "id",
                                     "no",
                                     "i",
                                     "to",
                                     "for",
                                     "number:",
                                     "ok",
                                     "okay",
                                     "hi",
                                     "hello",
                                     "um",
                                     "well",
                                     "so",
                                     "out"};

std::size_t filling_at_front(std::string_view text)
{
    std::size_t longest = 0;
    for (const auto word : filling) {
        if (word.size() <= longest || !text.starts_with(word)) continue;
        const bool inside = is_word(word.back()) && word.size() < text.size() && is_word(text[word.size()]);
        if (!inside) longest = word.size();
    }
    return longest;
}

bool only_filling(std::string_view text)
{
    constexpr std::size_t most = 120; // more than that is not filling
    if (text.size() > most) return false;
    while (!text.empty()) {
        if (const auto sign = sign_at_front(text))
            text.remove_prefix(sign);
        else if (const auto word = filling_at_front(text))
            text.remove_prefix(word);
        else
            return false;
    }
    return true;
}

constexpr std::string_view han_negators[]{
    "不想要", "不需要", "用不着", "没有必要", "没必要", "不是要", "不是想", "不用", "不要", "不必", "不想",
    "无需",   "无须",   "别给",   "别再",     "先别",   "不是",   "没有",   "并不", "没",   "别",   "不"};
constexpr std::string_view english_negators[]{"don't",       "dont",       "do not",      "doesn't",   "didn't",
                                              "did not",     "not",        "no",          "never",     "without",
                                              "isn't",       "wasn't",     "can't",       "won't",     "wouldn't",
                                              "no need for", "no need to", "rather than", "instead of"};

} // namespace

std::string_view bare(std::string_view text)
{
    while (const auto sign = sign_at_front(text)) text.remove_prefix(sign);
    while (const auto sign = sign_at_back(text)) text.remove_suffix(sign);
    return text;
}

std::size_t find_phrase(std::string_view text, std::string_view phrase, std::size_t from)
{
    if (phrase.empty()) return std::string_view::npos;
    for (auto at = text.find(phrase, from); at != std::string_view::npos; at = text.find(phrase, at + 1)) {
        const auto end = at + phrase.size();
        const bool open_before = is_word(phrase.front()) && at > 0 && is_word(text[at - 1]);
        const bool open_after = is_word(phrase.back()) && end < text.size() && is_word(text[end]);
        if (!open_before && !open_after) return at;
    }
    return std::string_view::npos;
}

bool negated(std::string_view text, std::size_t at)
{
    constexpr std::size_t reach = 24; // bytes: eight Chinese characters or three English words
    auto before = text.substr(0, at);
    if (before.size() > reach) before.remove_prefix(before.size() - reach);
    if (const auto clause = before.find_last_of(",.;!?:"); clause != std::string_view::npos)
        before.remove_prefix(clause + 1);
    for (const auto stop : {std::string_view{"。"}, std::string_view{"、"}})
        if (const auto clause = before.rfind(stop); clause != std::string_view::npos)
            before.remove_prefix(clause + stop.size());
    while (before.ends_with(' ')) before.remove_suffix(1);
    for (const auto link : {"再", "给我", "帮我", "你", "您", "给", "去", "想", "要"})
        if (before.ends_with(link)) before.remove_suffix(std::string_view{link}.size());
    for (const auto word : han_negators)
        if (before.ends_with(word)) return true;
    for (const auto word : english_negators) {
        const auto found = before.rfind(word);
        if (found == std::string_view::npos) continue;
        const bool whole = (found == 0 || !is_word(before[found - 1])) &&
                           (found + word.size() == before.size() || !is_word(before[found + word.size()]));
        if (whole &&
            std::count(before.begin() + static_cast<std::ptrdiff_t>(found + word.size()), before.end(), ' ') <= 3)
            return true;
    }
    return false;
}

bool only_filling_around(std::string_view text, std::size_t begin, std::size_t end)
{
    return only_filling(text.substr(0, begin)) && only_filling(text.substr(std::min(end, text.size())));
}

} // namespace amends::dialogs
