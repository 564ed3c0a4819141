#include "bot/conversation/phrases.hpp"

#include <array>
#include <cstddef>

namespace amends::bot {

namespace {

struct wording {
    std::string_view chinese;
    std::string_view english;
};

constexpr std::array<wording, 5> wordings{{
    {"{name} 已加入对话，接下来为您服务。", "{name} has joined and will help you from here."},
    {"{name} 已把对话交还给自动助手。", "{name} has handed the chat back to the automated assistant."},
    {"很抱歉，刚才为您服务的同事连接中断了。您的对话已排到最前面，正在为您接通另一位同事。",
     "I'm sorry, the colleague who was helping you has lost connection. Your chat is now first in line for another "
     "one."},
    {"很抱歉，我没能处理好您这条消息。它已原样保存，我现在请同事来看，不用您再说一遍。",
     "I'm sorry, I could not deal with your message properly. It is saved word for word, and I'm asking a colleague to "
     "read it, so you won't need to repeat it."},
    {"（重发，若您已收到请忽略）", "(Sent again in case the first did not reach you.) "},
}};

} // namespace

std::string say_phrase(phrase which, std::string_view language, std::string_view name)
{
    const auto& both = wordings[static_cast<std::size_t>(which)];
    std::string text{language.starts_with("en") ? both.english : both.chinese};
    constexpr std::string_view place = "{name}";
    for (auto at = text.find(place); at != std::string::npos; at = text.find(place, at + name.size()))
        text.replace(at, place.size(), name);
    return text;
}

} // namespace amends::bot
