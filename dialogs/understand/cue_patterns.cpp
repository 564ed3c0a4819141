#include "dialogs/understand/cue_patterns.hpp"

#include "dialogs/slots/phrases.hpp"
#include "dialogs/text/pattern_bank.hpp"

#include <algorithm>
#include <array>

namespace amends::dialogs {
namespace {

enum cue_pattern : int {
    human_zh,
    human_en,
    human_refused_zh,
    human_refused_en,
    bot_again_zh,
    bot_again_en,
    media_zh,
    media_en,
    violence_zh,
    self_harm_zh,
    repeated_zh,
    repeated_en,
    chinese_wanted,
    english_wanted,
    aged_zh,
    aged_en,
    correction_zh,
    correction_en,
    tail_given,
};

pattern_bank make_patterns()
{
    std::vector<std::string_view> list(tail_given + 1);
    list[human_zh] =
        "(?:转|找|接|要|叫|换|让|请|联系|跟|和|给我).{0,4}(?:人工|真人|活人|经理|主管|领导|负责人|老板|值班的)|(?:"
        "有没有|没有|没|有)(?:真人|人工|活人)(?:客服|服务)?(?:吗|么|啊)?|(?:要|找|叫|请|转).{0,3}客服(?:人员|经理)?";
    list[human_en] =
        "\\b(?:speak|talk|chat|connect|transfer|put|get|want|need|call|pass|escalate|reach)\\b.{0,30}\\b(?:human|"
        "humans|person|agent|manager|managers|representative|rep|supervisor|someone|somebody|operator|boss|staff "
        "member)\\b";
    list[human_refused_zh] =
        "(?:不用|不需要|不要|不必|无需|用不着|先不|暂时不|别|不想|没必要|不是要)(?:再)?(?:给我|帮我)?(?:转|找|接|叫|要|"
        "用)?(?:接)?(?:到)?(?:人工|真人|客服|经理|主管|领导)";
    list[human_refused_en] =
        "\\b(?:don't|dont|do not|no|not|without|never|rather not|wouldn't) (?:really |actually "
        ")?(?:need|want|have|like|necessary)?(?: ?(?:a|to|for|speaking to|talking to|speak|talk|with|you "
        "to|any|the|transfer|transferred|me)){0,6} ?(?:real |live |actual "
        ")?(?:human|person|agent|manager|someone|somebody|representative|supervisor)\\b";
    list[bot_again_zh] =
        "(?:不等了|不想等了|别等了|不用等了).{0,12}(?:继续|机器人|你来|算了|吧)?|(?:还是|继续).{0,4}(?:跟|和|用|找)?"
        "机器人|(?:你|机器人)(?:继续|接着)(?:吧|说|来|处理)?|不转了|取消转人工|取消排队";
    list[bot_again_en] =
        "\\b(?:go back to|back to|continue with|go on with|carry on with|use|stay with) (?:the |you|this "
        ")?(?:bot|assistant|chat ?bot|robot)\\b|\\b(?:cancel|forget|never ?mind) (?:the "
        ")?(?:transfer|queue|agent|waiting|handover|it, go on)\\b|\\bdon't want to wait\\b|\\bstop waiting\\b|\\blet's "
        "(?:just )?continue\\b";
    list[media_zh] =
        "(?:发|上|去|找|挂|放|传|捅)(?:到|给|上)?.{0,3}(?:微博|抖音|小红书|朋友圈|网上|媒体|记者|热搜|知乎|b站|电视)|(?"
        ":微博|抖音|小红书|朋友圈|网上|媒体|记者)(?:见|曝光|公开)";
    list[media_en] =
        "\\b(?:post|tweet|share|write|put|go|going|tell|contact|call|email|leave)\\b.{0,24}\\b(?:twitter|facebook|"
        "tiktok|instagram|reddit|youtube|social media|online|media|press|journalists?|reporters?|newspapers?|tv)\\b";
    list[violence_zh] = "(?:砸|烧|炸)(?:了|掉)?(?:你们|你)|(?:打|弄|杀|砍|捅)(?:死|了)?(?:你们|你)|同归于尽|拼命";
    list[self_harm_zh] = "(?:不想|没法|不能)(?:再)?活(?:了|下去|着|$|[^在了下着])|活不(?:下去|了)了?|(?:我|真)?想死(?:"
                         "了|的心)?(?:$|[^你我])|(?:从|去)(?"
                         ":楼上)?跳(?:楼|河|下去)";
    list[repeated_zh] =
        "第(?:[二三四五六七八九十]|[2-9]|n)(?:次|遍|回)|(?:[三四五六七八九十]|[3-9]|好几|多|无数|很多|几十)(?:次|遍|回)"
        "了|(?:问|说|催|打|联系|反映|投诉)(?:过|了)(?:你们)?(?:[二两三四五六七八九十几]|[2-9]|好几|很多|无数|多少)(?:"
        "次|遍|回|个电话)";
    list[repeated_en] =
        "\\b(?:second|third|fourth|fifth|2nd|3rd|4th|5th|[2-9]|two|three|four|five|several|many|multiple|countless|"
        "numerous|umpteenth) "
        "(?:time|times)\\b.{0,40}\\b(?:contact|contacted|contacting|call|called|calling|email|emailed|write|written|"
        "wrote|ask|asked|asking|complain|complained|message|messaged|told|raise|raised)|\\b(?:called|emailed|written|"
        "asked|contacted|messaged|complained|told "
        "you)\\b.{0,24}\\b(?:twice|(?:three|four|five|several|many|multiple|[2-9]) times)\\b";
    list[chinese_wanted] =
        "(?:说|讲|用|换成?|切换(?:到|成)?|改成?|支持|会|要)(?:中文|汉语|普通话|华语)|中文(?:服务|客服|吧|可以吗)|\\b(?:"
        "speak|in|use|switch to|change to|support|talk|do you have) ?(?:in )?(?:chinese|mandarin)\\b|\\bchinese "
        "please\\b";
    list[english_wanted] =
        "(?:说|讲|用|换成?|切换(?:到|成)?|改成?|支持|会|要)(?:英文|英语)|英文(?:服务|客服|吧|可以吗)|\\b(?:speak|in|"
        "use|switch to|change to|support|talk) ?(?:in )?english\\b|\\benglish please\\b";
    list[aged_zh] = "(?:[七八九]十|[789][0-9])(?:多)?岁";
    list[aged_en] = "\\b(?:[789][0-9]|eighty|seventy|ninety)[- ](?:years?[- ]old|year old)\\b";
    list[correction_zh] =
        "(?:^|[,。!?; ])(?:不是|不对|错了|不)[,。!? ]{0,2}.{0,8}(?:是|应该|改|才对)|不是.{1,24}(?:,|。| )?(?:而)?是|"
        "改(?:了|个)?主意|算了[,。 ]{0,2}(?:我)?(?:想|要|还是)?(?:退|换|修)|(?:^|[,。!?; ])(?:算了|要不|那|我)?[, "
        "]?还是(?:给我)?(?:退|换|修|赔|补)";
    list[correction_en] =
        "(?:^|[.,!;] ?)(?:no|nope|sorry|wait|oops|actually|correction|i meant|i mean)[,.! ]{1,3}(?:no[, "
        "]{1,2})?(?:it's|it is|it was|it should|i meant|that's|the|my|an?|make (?:it|that)|"
        "i(?:'d| would)? (?:want|prefer|rather|like)|can i)\\b|\\bi(?:'d| would) (?:rather|prefer)\\b|"
        "\\bchanged my mind\\b|\\bnot .{1,40},? "
        "(?:but|it's|it is)\\b";
    list[tail_given] =
        "(?:尾号|末尾|结尾|最后[一二两三四]?位?)(?:是|为|应该)|\\b(?:ends? (?:in|with)|ending (?:in|with)|last "
        "(?:digit|digits|number|character) (?:is|are|should))\\b";
    return pattern_bank{list};
}

const pattern_bank& patterns()
{
    static const pattern_bank bank = make_patterns();
    return bank;
}

bool occurs(const std::vector<int>& found, int pattern)
{
    return std::binary_search(found.begin(), found.end(), pattern);
}

/// Whether some match of the pattern is meant: nothing before it takes it back.
bool meant(int pattern, std::string_view text)
{
    const auto all = patterns().matches(pattern, text, 8);
    return std::any_of(all.begin(), all.end(), [&](const auto& match) { return !negated(text, match.begin); });
}

/// "agent", "人工": a message that is hardly more than the word for a person.
bool names_a_person_only(std::string_view text)
{
    constexpr std::array<std::string_view, 15> words{"人工",     "人工呢", "真人",    "客服",       "转客服",
                                                     "人呢",     "转接",   "human",   "agent",      "representative",
                                                     "operator", "person", "manager", "supervisor", "real human"};
    auto word = bare(text);
    for (const auto courtesy : {"please", "pls", "now", "谢谢", "快点"})
        if (word.ends_with(courtesy)) word = bare(word.substr(0, word.size() - std::string_view{courtesy}.size()));
    return std::find(words.begin(), words.end(), word) != words.end();
}

} // namespace

pattern_cues find_pattern_cues(std::string_view text)
{
    pattern_cues cues;
    const auto found = patterns().occurring(text);
    const auto add = [&](std::initializer_list<int> any_of, signal heard) {
        if (std::any_of(any_of.begin(), any_of.end(), [&](int p) { return occurs(found, p) && meant(p, text); }))
            cues.signals.push_back(heard);
    };
    cues.human_declined = occurs(found, human_refused_zh) || occurs(found, human_refused_en);
    cues.bot_again = occurs(found, bot_again_zh) || occurs(found, bot_again_en);
    if (names_a_person_only(text)) cues.signals.push_back(signal::human_wanted);
    add({human_zh, human_en}, signal::human_wanted);
    add({media_zh, media_en}, signal::media_threat);
    add({violence_zh}, signal::safety_threat);
    if (occurs(found, self_harm_zh)) cues.signals.push_back(signal::self_harm);
    add({repeated_zh, repeated_en}, signal::repeat_contact);
    add({aged_zh, aged_en}, signal::vulnerable);
    if (occurs(found, correction_zh) || occurs(found, correction_en) || occurs(found, tail_given))
        cues.signals.push_back(signal::correction);
    if (occurs(found, chinese_wanted) && meant(chinese_wanted, text))
        cues.language_wanted = "zh-Hans";
    else if (occurs(found, english_wanted) && meant(english_wanted, text))
        cues.language_wanted = "en";
    return cues;
}

} // namespace amends::dialogs
