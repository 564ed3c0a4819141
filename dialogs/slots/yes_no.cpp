#include "dialogs/slots/yes_no.hpp"

#include "dialogs/slots/phrases.hpp"

#include <algorithm>

namespace amends::dialogs {
namespace {

constexpr std::string_view yes_words[]{"是",
                                       "是的",
                                       "是啊",
                                       "是呀",
                                       "是吧",
                                       "对",
                                       "对的",
                                       "对啊",
                                       "对呀",
                                       "对对",
                                       "对对对",
                                       "没错",
                                       "没问题",
                                       "正确",
                                       "嗯",
                                       "嗯嗯",
                                       "恩",
                                       "好",
                                       "好的",
                                       "好啊",
                                       "好吧",
                                       "好滴",
                                       "好哒",
                                       "可以",
                                       "可以的",
                                       "行",
                                       "行吧",
                                       "行的",
                                       "要",
                                       "要的",
                                       "需要",
                                       "同意",
                                       "确认",
                                       "确定",
                                       "当然",
                                       "有",
                                       "有的",
                                       "愿意",
                                       "会",
                                       "会的",
                                       "ok",
                                       "okay",
                                       "okey",
                                       "y",
                                       "yes",
                                       "yep",
                                       "yeah",
                                       "yup",
                                       "ya",
                                       "sure",
                                       "of course",
                                       "correct",
                                       "right",
                                       "that's right",
                                       "thats right",
                                       "that is right",
                                       "exactly",
                                       "absolutely",
                                       "definitely",
                                       "please do",
                                       "yes please",
                                       "go ahead",
                                       "sounds good",
                                       "fine",
                                       "that's fine",
                                       "i do",
                                       "it is",
                                       "it was",
                                       "i did",
                                       "agreed",
                                       "confirm",
                                       "confirmed",
                                       "👍",
                                       "👌",
                                       "✅"};

constexpr std::string_view no_words[]{"不",
                                      "不是",
                                      "不是的",
                                      "不对",
                                      "不对吧",
                                      "错",
                                      "错了",
                                      "不用",
                                      "不用了",
                                      "不要",
                                      "不要了",
                                      "不需要",
                                      "不行",
                                      "不可以",
                                      "不同意",
                                      "不好",
                                      "没有",
                                      "没",
                                      "没有了",
                                      "没了",
                                      "否",
                                      "算了",
                                      "不了",
                                      "不愿意",
                                      "不会",
                                      "不想",
                                      "别",
                                      "并不是",
                                      "不太对",
                                      "n",
                                      "no",
                                      "nope",
                                      "nah",
                                      "not really",
                                      "no thanks",
                                      "no thank you",
                                      "wrong",
                                      "that's wrong",
                                      "thats wrong",
                                      "incorrect",
                                      "not correct",
                                      "not right",
                                      "that's not right",
                                      "it isn't",
                                      "it is not",
                                      "it wasn't",
                                      "i don't",
                                      "i do not",
                                      "i didn't",
                                      "never",
                                      "negative",
                                      "👎",
                                      "❌"};

template <std::size_t Size> bool among(const std::string_view (&words)[Size], std::string_view word)
{
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

/// Whether every part of the sentence is one of `words`: "yes, that's right", "对,没错".
template <std::size_t Size> bool all_among(const std::string_view (&words)[Size], std::string_view text)
{
    constexpr std::string_view stop = "。";
    bool any = false;
    while (!text.empty()) {
        auto end = text.find_first_of(",.!");
        std::size_t width = 1;
        if (const auto han = text.find(stop); han < end) end = han, width = stop.size();
        const auto part = bare(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + width);
        if (part.empty()) continue;
        if (!among(words, part)) return false;
        any = true;
    }
    return any;
}

/// What the sentence opens with: "是的,就是这个", "no, it was Tuesday".
template <std::size_t Size> bool opens_with(const std::string_view (&words)[Size], std::string_view text)
{
    return std::any_of(std::begin(words), std::end(words), [&](std::string_view word) {
        if (!text.starts_with(word) || text.size() == word.size()) return false;
        const auto rest = text.substr(word.size());
        return rest.front() == ',' || rest.front() == '.' || rest.front() == '!' || rest.starts_with("。") ||
               (rest.front() == ' ' && word.size() > 1);
    });
}

parsed_slot made(fit how, const char* value) { return {how, value, {}, true}; }

} // namespace

std::optional<parsed_slot> yes_or_no(const folded& heard)
{
    auto text = bare(heard.text);
    for (const auto courtesy :
         {"谢谢", "thank you", "thanks", "please", "的呢", "的哦", "哦", "呢", "啊", "哈", "嘛", "吧"})
        if (text.size() > std::string_view{courtesy}.size() && text.ends_with(courtesy) && !among(yes_words, text) &&
            !among(no_words, text))
            text = bare(text.substr(0, text.size() - std::string_view{courtesy}.size()));
    if (among(yes_words, text)) return made(fit::exact, "yes");
    if (among(no_words, text)) return made(fit::exact, "no");
    if (all_among(yes_words, text)) return made(fit::exact, "yes");
    if (all_among(no_words, text)) return made(fit::exact, "no");
    if (opens_with(no_words, text)) return made(fit::inside, "no");
    if (opens_with(yes_words, text)) return made(fit::inside, "yes");
    return std::nullopt;
}

} // namespace amends::dialogs
