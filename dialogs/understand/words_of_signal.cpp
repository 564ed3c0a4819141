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
      "actual person|get me a human|get me a person|agent please|human please|person please|not a bot|stop the bot|"
      "给我人工|换人工|人工在哪|转接|转坐席|接坐席|接客服|叫客服|来个客服|叫经理|找经理|让经理|请经理|叫主管|找主管|让主管|叫领导|找领导|让领导|叫老板|找老板|让老板|找店长|叫店长|"
      "让店长|派个人|派人来|派人过来|来个人|快来人|来人啊|叫人来|换个活|来个活|活人|找真人|要真人|跟真人|和真人|真人接|回我电话|给我回电|回个电话|让人联系我|请负责人|负责人联系|叫负责人|"
      "找负责人|管事的|能做主的|做主的人|说了算的|能拍板|有权限的人|喘气的|跟人说|和人说|跟人讲|跟人聊|跟人谈|人呢|要人来|值班经理|put me through|connect me|"
      "transfer me|hand me over|pass me to|pass me on|escalate this|escalate it|escalate please|"
      "this escalated|speak to someone|speak to somebody|speak with someone|talk to someone|"
      "talk to somebody|talk with someone|someone to call me|somebody to call me|someone call me|"
      "somebody call me|someone ring me|somebody ring me|someone phone me|somebody phone me|"
      "have someone call|have somebody call|have a manager|get a manager|get the manager|get your manager|"
      "get me your|get me a manager|call me back|ring me back|phone me back|give me a ring|give me a bell|"
      "get someone|get somebody|get me someone|get me somebody|find me someone|find someone|find somebody|"
      "fetch someone|real human|human agent|human operator|living soul|living person|living human|"
      "someone real|somebody real|anyone real|anyone alive|anybody alive|someone in charge|"
      "somebody in charge|person in charge|whoever is in charge|who's in charge|who is in charge|"
      "manager please|supervisor please|manager now|supervisor now|customer service please|"
      "representative please|deal with a person|deal with a human|no more bots|not a machine|not a robot|"
      "proper person|actual human|a human|hand this to a|pass this to your|want the manager|want a manager|"
      "want your manager|want a supervisor|speak to your|speak with your|talk to your|speak to the manager|"
      "speak to a manager|speak to the owner|speak to an|speak with an|talk to an|take over from the bot|"
      "put a human|put a person|put someone|put somebody"},
    {cue::signal, number(signal::status_asked), 1,
      "处理进度|投诉进度|案件进度|查进度|进度怎么样|进度如何|进展|处理得怎么样|处理的怎么样|处理到哪|有结果了吗|"
      "结果出来了吗|有消息了吗|处理好了吗|处理完了吗|什么时候处理|什么时候能处理|什么时候有结果|多久能处理|"
      "什么时候给我答复|什么时候回复|status of my complaint|status of my case|status of my ticket|"
      "status of the case|case status|complaint status|any update|any updates|any news|any progress|update on my|"
      "what's happening with|what is happening with|how is my case|how long will it take|how long will this take|"
      "how much longer|when will i hear|when will this be|where are we with|is it resolved|"
      "什么时候能回复|什么时候答复|什么时候能答复|什么时候联系我|什么时候能联系我|多久回复|多久能回复|多久答复|多久能有结果|多久有结果|还要等多久|"
      "要等多久|编号是多少|编号多少|案号是多少|受理号是多少|when will you answer|when will you reply|when will you get back|"
      "when do i hear|when can i expect|when will someone|when will somebody|how long does it take|how long does this take|"
      "how long until|how long before you|my case number|my reference number|what is the case number"},
    {cue::signal, number(signal::safety_threat), 1,
      "着火|起火|爆炸|漏电|触电|中毒|受伤|烫伤|割伤|流血|住院|进医院|送医院|救护车|煤气泄漏|烧伤|砸了你们|砸店|"
      "杀了你|弄死|同归于尽|过敏反应|吃坏肚子|冒烟|caught fire|on fire|exploded|explosion|electric shock|"
      "electrocuted|food poisoning|poisoned|injured|injury|hospitalised|hospitalized|ambulance|gas leak|burned me|"
      "burnt me|got burned|allergic reaction|kill you|burn down|hurt someone|hurt you|come to your office|"
      "smoke coming|in hospital|to hospital|to the hospital|in the hospital|bleeding heavily|"
      "冒火|打火|火花|火星|漏气|煤气味|燃气味|电麻|麻手|被电|电了一下|自燃|炸裂|炸了|炸开|爆燃|烧焦|焦糊|糊味|烫出|起泡|水泡|划破|割破|刺破|缝针|缝了|骨折|骨裂|扭伤|摔伤|摔断|"
      "滑倒|砸到|砸伤|砸中|夹到手|撞伤|撞到|呕吐|上吐下泻|拉肚子|腹泻|肠胃炎|过敏了|红疹|起疹|呼吸困难|喘不上|喘不过|晕倒|昏倒|抽搐|抢救|急诊|送医|就医|误食|吞下|碎玻璃|玻璃碴|"
      "玻璃渣|刀片|酒驾|闯红灯|刹车失灵|刹不住|爆胎|尾随|跟踪我|威胁我|恐吓|打断|动手打|打人|殴打|拿刀|偷拍|针孔|堵门|砸我家|安全隐患|出人命|会死人|要命的|逃生通道|消防通道|安全出口|"
      "血流|脱臼|灼伤|化脓|崩了半颗|sparks|sparking|sparked|smoking|smouldering|burning smell|smell of burning|"
      "smells of burning|burned a hole|burnt a hole|scorched|melted|gas smell|smell gas|leaking gas|"
      "smelled gas|carbon monoxide|shocks me|shocked me|a shock|zapped me|blew up|burst into flames|"
      "went up in flames|flames|scalded|scalding|blistered|blisters|stitches|fractured|fracture|"
      "broken wrist|broke my|broke his|broke her|sprained|dislocated|concussion|concussed|slipped on|"
      "fell down|cut open|sliced|gash|bleeding|bled|vomiting|threw up|throwing up|diarrhoea|diarrhea|"
      "violently ill|food poisoned|salmonella|stomach cramps|in a rash|broke out in|hives|swelled up|"
      "swollen|anaphylactic|anaphylaxis|epipen|can't breathe|struggling to breathe|hard to breathe|choking|"
      "choked on|passed out|fainted|collapsed|unconscious|a&e|emergency room|nearly drowned|drowned|"
      "glass in the|glass in my|shard|shards|razor|drunk driver|drink driving|ran a red|brakes failed|"
      "brake failed|followed me|stalking|threatened me|threatened to|threatening me|punched|assaulted|"
      "attacked me|hidden camera|knife|death trap|someone will get hurt|somebody will get hurt|"
      "could have died|could have killed|nearly killed|nearly hit|fire exit|fire hazard|live wire|"
      "bare wires|exposed wires|electrocute|burned my|burnt my|poisoning"},
    {cue::signal, number(signal::media_threat), 1,
      "曝光|找媒体|找记者|上新闻|媒体曝光|发微博|发抖音|发小红书|发朋友圈|发到网上|发网上|发到微博|发到抖音|"
      "发到小红书|挂网上|挂到网上|上热搜|热搜|让大家都知道|让全网|全网曝光|电视台|网上见|315晚会|go to the press|"
      "the press|the media|journalist|reporter|newspaper|go viral|post this on|post it on|post about this|"
      "social media|on twitter|on tiktok|on facebook|on instagram|on reddit|tell everyone|name and shame|"
      "trustpilot|the news|local news|tv station|"
      "爆料|全网见|挂出来|发出去|放到网上|放网上|传到网上|晒出来|写避雷|避雷帖|一星|差评伺候|同城热榜|评论区见|微博见|做视频|做一期|拍视频发|直播曝光|上头条|上电视|上报纸|日报|晚报|"
      "都市报|报社|民生栏目|自媒体|粉丝|网友评|让网友|全城|业主群|家长群|go public|going public|make it public|make this public|"
      "goes viral|going viral|post about|post the|posting this|posting about|publish this|publish it|"
      "tip line|news desk|newsroom|front page|local paper|the papers|the papers know|the newspapers|"
      "a journalist|a reporter|one star|1 star|one-star|google review|bad review|reviews everywhere|"
      "review site|review sites|tripadvisor|yelp|my followers|followers|subscribers|screenshots|"
      "whole internet|the internet|everyone will know|everybody will know|everyone knows|tell everybody|"
      "telling everyone|warn others|warn everyone|warning everyone|on the news|on air|hashtag|"
      "write about this|writing about this|blog about|make a video|making a video|upload this|upload it"},
    {cue::signal, number(signal::regulator_threat), 1,
      "12315|12345|12305|消协|消费者协会|工商局|市监局|市场监管|市场监督|法院|起诉|律师|律师函|打官司|报警|派出所|"
      "公安|警察|仲裁|举报|邮政局|邮管局|银保监|投诉到|旅游局|文旅局|法律途径|法庭见|lawyer|attorney|solicitor|sue|"
      "sue you|suing|lawsuit|legal action|trading standards|ombudsman|consumer protection|consumer rights|"
      "better business bureau|bbb|ftc|attorney general|police|regulator|small claims|report you to|report this to|"
      "take this to|chargeback|to court|in court|take you to court|"
      "12388|12381|12389|12378|12300|315|消保委|消委会|市监|质监|卫健委|卫生监督|卫生局|疾控|食药监|药监|食安办|消防支队|消防大队|文旅|民航局|铁路局|通管局|"
      "工信部|金管局|监管局|监管部门|监管单位|网信办|劳动监察|税务|税局|发改委|物价局|物价|住建|城管|信访|主管部门|上级部门|市长热线|立案|传票|诉讼|告你|告你们|告上|告到|法律程序|"
      "法律责任|取证|公证|经侦|民警|110|出警|消法|食品安全法|权益保护法|霸王条款|维权|索赔|ofcom|ofgem|the fca|fos|cfpb|financial ombudsman|"
      "trading standards officer|health department|health inspector|health board|environmental health|"
      "food standards|food safety|fire marshal|licensing board|consumer affairs|consumer council|"
      "consumer court|consumer forum|citizens advice|data protection|privacy commissioner|"
      "information commissioner|aviation authority|transport authority|the council|the authorities|"
      "the authority|report you|reported you|reporting you|report this|reported this|reporting this|"
      "solicitors|lawyers|legal advice|legal team|small claim|tribunal|arbitration|county court|the courts|"
      "through the courts|summons|writ|letter before|file a claim|filed a claim|press charges|prosecute|"
      "dispute filed|dispute the charge|bank dispute|section 75|my rights|statutory rights|consumer act|"
      "consumer law|the law|against the law|illegal|fraud squad|action fraud|crime reference|crime number|"
      "the cops|hear from my"},
    {cue::signal, number(signal::self_harm), 1,
      "不想活|不想活了|自杀|跳楼|轻生|割腕|结束生命|死给你们看|活不下去|活着没意思|活着没意义|去寻死|想死的心|"
      "kill myself|end my life|suicide|suicidal|want to die|wanna die|don't want to live|do not want to live|"
      "hurt myself|harm myself|no reason to live|better off dead|end it all|"
      "不想活着|活够|没有活路|没活路|活着干嘛|活着没劲|活着累|了断|了结自己|一了百了|上吊|喝农药|割自己|吞药|安眠药|遗书|后事|寻短见|结束自己|不如死|死了算|去死算|只能去死|想消失|"
      "站在楼顶|站在天台|楼顶上|天台上|桥上|不再醒|别醒|醒不过来|解脱了|killing myself|end things|ending it|ending my life|"
      "end my own life|take my own life|take my life|hang myself|hanging myself|cut myself|cutting myself|"
      "slit my|overdose|jump off|jump in front|step in front of a|bottle of pills|whole packet|"
      "better off without me|don't want to be here|dont want to be here|not wake up|never wake up|"
      "don't want to wake|wish i was dead|wish i were dead|rather be dead|i'd rather die|rather die|"
      "ready to die|no point living|no point in living|nothing to live for|not worth living|goodbye note|"
      "suicide note|won't be alive|won't be here tomorrow|be dead by|can't go on|cant go on|"
      "want it all to end|want it to be over|sorry everyone"},
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
