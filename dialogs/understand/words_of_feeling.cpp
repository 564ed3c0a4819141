#include "dialogs/understand/classes.hpp"
#include "dialogs/understand/lexicon.hpp"

#include "dialogs/model/understanding.hpp"

namespace amends::dialogs {
namespace {

template <class Enum> constexpr std::uint8_t number(Enum value) { return static_cast<std::uint8_t>(value); }

// clang-format off
constexpr phrase_group groups[]{
    {cue::emotion, number(emotion_kind::anger), 3,
      "气死我了|气炸了|忍无可忍|欺人太甚|王八蛋|混蛋|他妈的|妈的|傻逼|草泥马|骗子公司|无耻|不要脸|"
      "恶心死了|什么破公司|什么狗屁|狗屁|黑店|黑心|奇葩公司|滚蛋|🤬|😡|火冒三丈|怒了|暴怒|气疯了|再不解决|骗子|"
      "furious|livid|outraged|outrageous|disgusting|disgusted|disgraceful|fucking|fuck|bullshit|scam|scammers|"
      "fraudsters|thieves|hate you|worst company|enraged|seething|sick and tired|fed up|had enough|"
      "absolutely unacceptable|totally unacceptable|screw you|piece of shit|go to hell"},
    {cue::emotion, number(emotion_kind::anger), 2,
      "太差了|太差劲|太烂了|烂透了|垃圾|生气|愤怒|恼火|过分|离谱|坑人|坑爹|坑我|欺骗|骗人|骗我|受不了|受够了|太过分了|无语|"
      "服了你们|差劲|糟糕透|气人|火大|不能忍|差评|敷衍|糊弄|推卸|踢皮球|忽悠|恶心|岂有此理|凭什么|什么玩意|"
      "什么东西|太坑|太恶劣|恶劣|搞什么|耍我|玩我|😠|💢|👎|angry|mad at|so mad|pissed|unacceptable|ridiculous|"
      "terrible|horrible|awful|appalling|rip off|ripped off|lied to|liars|liar|joke of a|what a joke|pathetic|"
      "incompetent|garbage|rubbish|trash|worst|sick of|tired of|no excuse|how dare|useless|infuriating|shocking|"
      "crap|damn|wtf|a disgrace|never again"},
    {cue::emotion, number(emotion_kind::anger), 1,
      "不满|不满意|不爽|不开心|不高兴|有意见|怎么回事|搞错|什么态度|什么情况|能不能快点|还没好|麻烦死|好烦|很烦|"
      "烦死|烦人|annoyed|annoying|upset|frustrated|frustrating|unhappy|not happy|dissatisfied|not satisfied|"
      "irritated|bad service|poor service|come on|seriously"},
    {cue::emotion, number(emotion_kind::anxiety), 3,
      "救命|急死我了|急死人|崩溃了|绝望|活不下去|撑不住|怎么活|哭死|desperate|panicking|terrified|at my wits' end|"
      "begging you|can't cope"},
    {cue::emotion, number(emotion_kind::anxiety), 2,
      "很急|非常急|着急|急用|紧急|急需|十万火急|来不及|担心|害怕|焦虑|睡不着|怎么办啊|怎么办呀|求求你|求你们|"
      "拜托了|😭|😱|😰|urgent|urgently|worried|anxious|scared|afraid|emergency|really need|stressed|"
      "running out of time|please help|desperately"},
    {cue::emotion, number(emotion_kind::anxiety), 1,
      "有点急|有点担心|怎么办|赶时间|等着用|concerned|nervous|need it soon|in a hurry|time sensitive|asap|"
      "as soon as possible"},
    {cue::emotion, number(emotion_kind::disappointment), 3,
      "失望透顶|太失望了|心寒|寒心|彻底失望|extremely disappointed|so disappointed|heartbroken|let down again"},
    {cue::emotion, number(emotion_kind::disappointment), 2,
      "失望|很失望|太让人失望|难过|伤心|委屈|不会再来|再也不买|再也不会|不会再买|💔|😞|😔|😢|disappointed|"
      "disappointing|let down|sad|expected better|expected more|not what i expected|won't be back|never buying|"
      "lost faith|regret buying"},
    {cue::emotion, number(emotion_kind::disappointment), 1,
      "可惜|遗憾|不太好|不太满意|一般般|体验不好|体验很差|没想到|unfortunately|not great|not impressed|"
      "underwhelming|meh|could be better|hoped for"},
};
// clang-format on

} // namespace

std::span<const phrase_group> words_of_feeling() { return groups; }

} // namespace amends::dialogs
