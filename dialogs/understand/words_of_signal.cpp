#include "dialogs/understand/classes.hpp"
#include "dialogs/understand/lexicon.hpp"

#include "dialogs/model/understanding.hpp"

namespace amends::dialogs {
namespace {

template <class Enum> constexpr std::uint8_t number(Enum value) { return static_cast<std::uint8_t>(value); }

// clang-format off
constexpr phrase_group groups[]{
    {cue::signal, number(signal::human_wanted), 1,
      "转人工|人工客服|人工服务|找人工|要人工|接人工|人工坐席|转接人工|真人客服|叫个人来|找个人来|有人吗|有没有人|"
      "换个人|不想跟机器人|不要机器人|别用机器人|live agent|live person|real person|live chat agent|human being|"
      "actual person|get me a human|get me a person|agent please|human please|person please|not a bot|stop the bot"},
    {cue::signal, number(signal::status_asked), 1,
      "处理进度|投诉进度|案件进度|查进度|进度怎么样|进度如何|进展|处理得怎么样|处理的怎么样|处理到哪|有结果了吗|"
      "结果出来了吗|有消息了吗|处理好了吗|处理完了吗|什么时候处理|什么时候能处理|什么时候有结果|多久能处理|"
      "什么时候给我答复|什么时候回复|status of my complaint|status of my case|status of my ticket|"
      "status of the case|case status|complaint status|any update|any updates|any news|any progress|update on my|"
      "what's happening with|what is happening with|how is my case|how long will it take|how long will this take|"
      "how much longer|when will i hear|when will this be|where are we with|is it resolved"},
    {cue::signal, number(signal::safety_threat), 1,
      "着火|起火|爆炸|漏电|触电|中毒|受伤|烫伤|割伤|流血|住院|进医院|送医院|救护车|煤气泄漏|烧伤|砸了你们|砸店|"
      "杀了你|弄死|同归于尽|过敏反应|吃坏肚子|冒烟|caught fire|on fire|exploded|explosion|electric shock|"
      "electrocuted|food poisoning|poisoned|injured|injury|hospitalised|hospitalized|ambulance|gas leak|burned me|"
      "burnt me|got burned|allergic reaction|kill you|burn down|hurt someone|hurt you|come to your office|"
      "smoke coming|in hospital|to hospital|to the hospital|in the hospital|bleeding heavily"},
    {cue::signal, number(signal::media_threat), 1,
      "曝光|找媒体|找记者|上新闻|媒体曝光|发微博|发抖音|发小红书|发朋友圈|发到网上|发网上|发到微博|发到抖音|"
      "发到小红书|挂网上|挂到网上|上热搜|热搜|让大家都知道|让全网|全网曝光|电视台|网上见|315晚会|go to the press|"
      "the press|the media|journalist|reporter|newspaper|go viral|post this on|post it on|post about this|"
      "social media|on twitter|on tiktok|on facebook|on instagram|on reddit|tell everyone|name and shame|"
      "trustpilot|the news|local news|tv station"},
    {cue::signal, number(signal::regulator_threat), 1,
      "12315|12345|12305|消协|消费者协会|工商局|市监局|市场监管|市场监督|法院|起诉|律师|律师函|打官司|报警|派出所|"
      "公安|警察|仲裁|举报|邮政局|邮管局|银保监|投诉到|旅游局|文旅局|法律途径|法庭见|lawyer|attorney|solicitor|sue|"
      "sue you|suing|lawsuit|legal action|trading standards|ombudsman|consumer protection|consumer rights|"
      "better business bureau|bbb|ftc|attorney general|police|regulator|small claims|report you to|report this to|"
      "take this to|chargeback|to court|in court|take you to court"},
    {cue::signal, number(signal::self_harm), 1,
      "不想活|不想活了|自杀|跳楼|轻生|割腕|结束生命|死给你们看|活不下去|活着没意思|活着没意义|去寻死|想死的心|"
      "kill myself|end my life|suicide|suicidal|want to die|wanna die|don't want to live|do not want to live|"
      "hurt myself|harm myself|no reason to live|better off dead|end it all"},
    {cue::signal, number(signal::abuse), 1,
      "傻逼|傻b|煞笔|沙雕|操你|草泥马|滚开|滚蛋|去死|王八蛋|混蛋|废物|脑残|智障|你妈|他妈|尼玛|狗东西|畜生|贱人|"
      "白痴|蠢货|弱智|神经病|去你的|闭嘴|fuck you|fuck off|idiot|idiots|moron|morons|stupid bot|stupid|asshole|"
      "assholes|bitch|bastard|bastards|screw you|go to hell|dumbass|imbecile|shut up|cunt|retard|scumbag|scum|"
      "dickhead"},
    {cue::signal, number(signal::stop), 1,
      "退订|别再发了|不要再发|别再联系|不要再联系|停止发送|取消订阅|别烦我|不要发消息|unsubscribe|stop messaging|"
      "stop texting|stop contacting|leave me alone|opt out|stop sending messages|stop sending me messages|stop sending texts|don't contact me|do not contact me"},
    {cue::signal, number(signal::start_over), 1,
      "重新开始|从头开始|从头来|重头来|重新来|重来一遍|重来|start over|start again|restart|from the beginning|"
      "begin again|start from scratch"},
    {cue::signal, number(signal::correction), 1,
      "说错了|写错了|打错了|输错了|填错了|发错号|记错了|弄错了|搞错了|更正|纠正|改一下|改成|应该是|其实是|不对|"
      "不是这个|我是说|我说的是|口误|不是不是|i meant|correction|actually it's|actually it is|actually, it's|"
      "wrong number|typo|i made a mistake|my mistake|let me correct|it should be|should have been|i mistyped|"
      "mistyped|not that one|sorry it's|sorry, it's|no it's|no, it's|no, the|no, my|no the|change it to|"
      "change that to|it's actually|i misspoke|that's wrong|that's not right"},
    {cue::signal, number(signal::new_complaint), 1,
      "另一个投诉|另外一个投诉|再投诉|还要投诉|还有一个问题|另一个问题|另外一个问题|另一个订单|还有个问题|另外还有|"
      "再反映一个|another complaint|second complaint|another issue|another problem|different order|"
      "a different problem|also want to complain|separate issue|one more complaint|new complaint"},
    {cue::signal, number(signal::repeat_contact), 1,
      "第二次|第三次|第四次|第五次|第n次|好几次|多次|无数次|很多次|说了多少遍|说了几遍|说过多少|反复|一直没处理|"
      "一直没解决|还没解决|还是没解决|还没处理|没人处理|打了几个电话|打了好几|联系了好|找了你们|上次投诉|之前投诉|"
      "又坏了|又来了|又是这样|second time|third time|fourth time|fifth time|again and again|over and over|"
      "many times|several times|how many times|multiple times|already told you|already contacted|"
      "already complained|contacted you before|called twice|called three times|emailed twice|emailed three times|"
      "keep asking|keeps happening|happened again|still not resolved|still not fixed|still unresolved|"
      "last time i complained|numerous times|countless times"},
    {cue::signal, number(signal::vulnerable), 1,
      "孕妇|怀孕|残疾|轮椅|老人家|八十岁|八十多岁|七十岁|七十多岁|癌症|化疗|重病|婴儿|新生儿|盲人|聋哑|抑郁症|"
      "糖尿病|透析|pregnant|disabled|disability|wheelchair|elderly|cancer|chemo|newborn|infant|diabetic|blind|deaf|"
      "depression|seriously ill|bereaved|my late|dialysis|dementia"},
};
// clang-format on

} // namespace

std::span<const phrase_group> words_of_signal() { return groups; }

} // namespace amends::dialogs
