#include "dialogs/lint/wording.hpp"

#include <array>

namespace amends::dialogs {
namespace {

constexpr auto error = lint_severity::error;
constexpr auto warning = lint_severity::warning;

constexpr std::array rules{
    wording_rule{"wording/makes-light", "N1", error, "it makes light of what happened to the customer",
                 "say what the customer went through, in the customer's words",
                 "(不是|没|没有|算不上|不算).{0,4}(大|严重)(问题|事|不了)|没什么(大不了|要紧|严重)|小(问题|事)(而已|"
                 "一桩|罢了|情|嘛|啦)|"
                 "(点|个)小(问题|事)|小题大做|没那么严重|不至于",
                 "(not|n.?t) (really )?(that |such )?(a )?(big|huge|major|serious)( of)?( a)? (deal|problem|issue)|"
                 "not that (bad|serious)|(just|only) a (small|minor|little|tiny)|minor (issue|problem|thing)|overreact|"
                 "(making|make) (such )?a fuss|no big deal|nothing serious"},
    wording_rule{"wording/you-get-what-you-pay", "N2", error, "it tells the customer to have paid more",
                 "leave the price out and say what can be done",
                 "一分(钱|价).{0,3}一分货|便宜(没|无)好货|便宜的?(东西|货)?.{0,3}(就|都|只能)?是?这样|"
                 "(这|那)(个|种)?价(格|位|钱)?.{0,4}(还想|只能|就这|就是|能有)|贵有贵的",
                 "get what you pay|(for|at) (that|this|such a) (low )?price|what (do|did) you expect|"
                 "it.?s (only )?(a )?cheap"},
    wording_rule{"wording/cannot-be", "N3", error, "it denies what the customer has seen",
                 "say that it will be looked into, and by when",
                 "不(可能|会)(有|出|发生|是)?(这|那)(种|样|么)|从来?没有?(发生|出|遇到)过(这|那)?(种|样)?|"
                 "我们.{0,8}(不可能|不会)(出|有|发|弄|搞)|怎么可能",
                 "(that|it|this)( is|.?s) (simply |just |absolutely |quite )?(impossible|not possible)|"
                 "can.?(no)?t (possibly )?(have|be) (happened|true|right|so)|(never|doesn.?t|does not) happen|"
                 "we never (make|get|lose|break)|no way (that|this|it)"},
    wording_rule{
        "wording/not-my-job", "N4", error, "it sends the customer away",
        "say who will take care of it, and hand it over yourself",
        "(不|没)关我们?的?(事|部门)|(与|跟|和)我们?(部门)?(无关|没关系|没有关系)|不(归|由)我们?(部门)?(管|负责)|"
        "不是我们?(部门)?的?(事|责任|问题|职责|错)|不属于我们?",
        "not (my|our) (job|department|problem|responsibility|business|fault|area)|"
        "nothing to do with (me|us)|not up to (me|us)|(i.?m|we.?re) not (responsible|in charge)|"
        "(another|a different|some other) department"},
    wording_rule{
        "wording/never-said-that", "N5", error, "it calls the customer a liar",
        "say what is on record, and ask what the customer was told",
        "我们?.{0,4}没有?(说|讲|答应|承诺|保证)过|没有?人(跟您|对您)?(说|讲|答应|承诺|保证)过|谁(跟|和|告诉)(你|您)|("
        "你|您)(是不是)?听错|(你|您)记错",
        "(i|we|nobody|no one) (never|did not|didn.?t)? ?(said|say|promised?|told|tell) (that|you|anything|such|so)|"
        "(you|you.?ve|must have) (misheard|misremember|got that wrong)"},
    wording_rule{
        "wording/no-idea", "N6", error, "it leaves the customer alone with the problem",
        "say who knows, and when the customer will hear",
        "不知道(该|要|应该)?怎么(办|处理|弄|解决)|我们?(也|真的?|实在)?(没有?|毫无)(办法|法子|辙)|无能为力|爱莫能助|"
        "帮不(了|上)(你|您|忙)|没法(帮|处理|解决)",
        "(don.?t|do not) know what (to do|i can|we can|else)|(nothing|not much|little) (that )?(i|we) can do|"
        "(can.?t|cannot|unable to) help (you|with)|hands are tied|no idea what to do"},
    wording_rule{
        "wording/bare-policy", "N7", error, "a rule is no reason",
        "say why, what is possible instead, and who can look at it again (F9)",
        "(公司|店里|平台|我们|商家)(这边)?(就|都)?是?(这么|这样|有)?(的)?(规定|政策|制度)(的|就是|如此|不|，|,|。|$)|"
        "规定(就是|如此|摆在)|(按|依|照)(公司|平台)?(的)?规定(就|是)?(不|没|只)|这是(公司|平台|死)?(的)?规定",
        "(company|shop|store|hotel|platform) (policy|rules?)|(it.?s|that.?s|this is) (just )?(our|the) "
        "(policy|rules?)|rules are rules|(policy|rules?) (says?|states?|(doesn.?t|does not|won.?t) allow)|"
        "against (our|the) (policy|rules)"},
    wording_rule{
        "wording/read-the-manual", "N8", error, "it blames the customer for not reading", "explain it yourself",
        "说明书(上)?(写|有|的字|里|都)|不认?识?字|(没|不)(仔细|认真|好好)?看(清|清楚|懂)?(说明|页面|规则|提示|须知|"
        "描述)|"
        "自己(不会|没|去|先)看",
        "read the (manual|instructions?|description|terms|small print)|can.?t you (read|see)|"
        "(it.?s|it is|was|as|it) clearly (stated|written|says|described)|(did|have) you (even |actually )?read"},
    wording_rule{
        "wording/vague", "M6", warning, "nobody can hold anybody to it", "give the day and the hour, and say who",
        "尽快|尽早|马上|立刻|立即|稍后|稍候|近期|不日|早日|第一时间|一会儿|过会儿|过几天|相关部门|有关部门|"
        "相关(人员|同事)|酌情|适当(的)?(补偿|处理)|尽量",
        "\\bsoon\\b|as soon as|shortly|promptly|\\bimmediately\\b|right away|in due course|\\basap\\b|momentarily|"
        "in a (moment|while)|the (relevant|appropriate|responsible) (team|department|people|action)|"
        "as appropriate|when we can|at some point",
        true},
    wording_rule{"wording/conditional-apology", "B4", error, "an apology with an if doubts that there is cause for it",
                 "apologise for what happened, without if",
                 "(如果|如有|若|倘若|要是|假如|万一).{0,24}(抱歉|道歉|歉意|对不起|不好意思)|"
                 "(抱歉|道歉|歉意|对不起|不好意思).{0,12}(如果|如有|若是|要是|假如)",
                 "(sorry|apolog[a-z]+|regret)[^.!?]{0,24}\\b(if|for any|should you|in case)\\b|"
                 "\\bif\\b[^.!?]{0,70}(sorry|apolog)"},
    wording_rule{"wording/boilerplate", "B2", error, "it is said to everybody about everything",
                 "name the failure and what it did to the customer",
                 "带来(了|的)?(诸多|任何|很多)?(的)?不便|造成(了|的)?(诸多|任何)?(的)?不便|深表歉意|敬请谅解|"
                 "(感谢|谢谢)您的(理解|耐心|谅解)|祝您生活愉快|(您的|每一?个)(意见|反馈|投诉).{0,8}(重要|重视)",
                 "inconvenience|thank you for your (patience|understanding|feedback)|we value your|"
                 "(is|are) (very |so )?important to us|we (take|are taking) (all|your|every) [a-z]+ (very )?seriously|"
                 "sorry for the trouble"},
    wording_rule{"wording/fault-before-facts", "B5", warning, "the facts are not verified where a bot speaks",
                 "be sorry for what happened to the customer, and own the handling; a fault is admitted once "
                 "fact_status is verified",
                 "(是)?我们的(错|责任|失误|疏忽|过错)|我们(错了|做错|没做好|搞错|弄错|失职)|我方(责任|过错)",
                 "\\bour (fault|mistake|error|failure|negligence)|we (were|are) (wrong|to blame|at fault|responsible)|"
                 "we (failed|messed up|let you down|screwed|made a mistake)"},
    wording_rule{"wording/doubt", "M7", warning, "it doubts the customer's honesty",
                 "ask for what is needed and say what for",
                 "您确定|你确定|真的吗|证明(一下|给)|拿出证据|(您|你)(是不是|会不会)(弄错|搞错|看错|记错)|(您|你)误会",
                 "are you (quite |really )?sure|really\\?|\\bprove (it|that|to)|(any|some|show) proof|"
                 "you (must|may|might) (have )?(be )?(mistaken|misunderst)|you (claim|allege)"},
    wording_rule{"wording/blames-customer", "M1", error, "it makes the customer the culprit",
                 "state the fact neutrally, and what follows from it",
                 "(您|你)(应该|本来应该|早该)(先|早|没有?|不|要|提前|去)|(您|你)自己(没|不)|(是)?(您|你)(的|自己的)?("
                 "错|问题|责任|失误|操作)|"
                 "(您|你)(没|没有)(按|照)",
                 "you should(.?ve| have)|(it.?s|is|was) your (fault|mistake|own|responsibility)|you failed to|"
                 "you did ?n.?o?t (follow|read|check|do)"},
    wording_rule{"wording/blames-others", "M8", warning, "the customer does not care whose fault it is",
                 "say what we do now",
                 "(是|都是|都怪)(快递|供应商|厂家|同事|前台|仓库|那个|他|他们)(员|公司)?.{0,6}(错|问题|责任|没|的锅)|"
                 "第三方(的)?(问题|责任)|"
                 "同事(搞|弄|做|说)错",
                 "(courier|supplier|colleague|warehouse|manufacturer|third part[a-z]*).{0,12}(fault|mistake|to blame|"
                 "messed|forgot|got it wrong)|blame (the|my)"},
    wording_rule{
        "wording/others-first", "M5", error, "it says that the customer is less important",
        "say when it is the customer's turn",
        "(其他|别的|很多|其它)(客户|顾客|客人).{0,6}(先|也|都|在|等)|先来后到|不止(您|你)一个|又不是只有(您|你)",
        "other (customers|guests|people)[^.]{0,20}(first|too|as well|waiting|before)|ahead of you|"
        "you.?re not the only|busy with other"},
    wording_rule{
        "wording/mocks", "B7", error, "it mocks the customer or loses patience",
        "write it as you would say it to somebody you respect",
        "听不懂(人话|吗)|说了(多少|几)遍|(到底|究竟)(想|要)(怎么样|怎样|干)|随(便)?(你|您)(吧|便|去)|爱(信|要|买)不|"
        "(你|您)(有完没完|没完没了|闹够)|神经",
        "how many times do i|as i (already|just) (said|told)|what (more )?do you (even )?want|suit yourself|"
        "take it or leave it|calm down|whatever you say|(that.?s|it.?s) (ridiculous|silly|absurd)"},
};

} // namespace

std::span<const wording_rule> wording_rules() { return rules; }

} // namespace amends::dialogs
