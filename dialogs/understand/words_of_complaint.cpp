#include "dialogs/understand/classes.hpp"
#include "dialogs/understand/lexicon.hpp"

#include "dialogs/model/understanding.hpp"

namespace amends::dialogs {
namespace {

template <class Enum> constexpr std::uint8_t number(Enum value) { return static_cast<std::uint8_t>(value); }

// clang-format off
constexpr phrase_group groups[]{
    {cue::complaint_class, number(complaint_kind::quality), 3,
      "质量差|质量太差|质量问题|坏了|坏的|破了|破损|碎了|摔坏|损坏|变质|发霉|过期|有虫|假货|假的|次品|瑕疵|划痕|"
      "漏液|漏水|开裂|裂了|掉色|不能用|用不了|开不了机|没法用|烂了|发臭|异味|二手|翻新|色差|起球|线头|少了|缺件|"
      "缺少|漏发|压坏|压扁|脏|卫生差|有蟑螂|蟑螂|头发|霉味|床单|噪音|隔音|没有热水|空调坏|马桶|broken|damaged|"
      "defective|faulty|doesn't work|does not work|not working|stopped working|poor quality|bad quality|"
      "low quality|cracked|scratched|torn|ripped|leaking|expired|mouldy|moldy|rotten|fake|counterfeit|"
      "missing parts|missing item|missing items|stained|smashed|crushed|shattered|dead on arrival|dirty|filthy|"
      "cockroach|cockroaches|bedbugs|bed bugs|hair in|smelly|smells|noisy|mould|mold|no hot water|worn out|"
      "fell apart|falling apart|bruised|spoiled|dented|没声音|没有声音|不出声|不响了|开胶|脱胶|掉漆|生锈|死机|黑屏|花屏|"
      "充不进|充不了电|连不上|打不开|不制冷|不制热|断了|有毛病|出毛病|不干净|太吵|很吵|没热水|空调不|破洞|变形|缩水|褪色|"
      "no sound|won't turn on|doesn't turn on|won't charge|not charging|won't start|won't work|never worked|came apart|"
      "not clean|wasn't clean|too loud|hole in|holes in|leaks|malfunctioning|went dead|doesn't fit"},
    {cue::complaint_class, number(complaint_kind::quality), 1,
      "质量|做工|包装|不新鲜|味道|有问题|quality|packaging|stinks|condition"},
    {cue::complaint_class, number(complaint_kind::effectiveness), 3,
      "没效果|没有效果|没用|不管用|没解决|没有解决|解决不了|修不好|还是不行|发错|发错货|送错|寄错|错发|发错了|"
      "不是我买的|不是我要的|货不对板|尺码不对|颜色不对|型号不对|少发|丢件|丢了|弄丢|找不到包裹|丢失|没送到|"
      "送错地址|签收了但|没收到货|未收到|没有收到|wrong item|wrong product|wrong size|wrong colour|wrong color|"
      "wrong order|wrong address|wrong room|not what i ordered|lost parcel|lost my parcel|lost package|"
      "lost my package|lost my order|never arrived|never received|didn't receive|did not receive|haven't received|"
      "have not received|not received|not resolved|unresolved|not solved|didn't help|no room|overbooked|"
      "says delivered|marked as delivered|not delivered"},
    {cue::complaint_class, number(complaint_kind::effectiveness), 1,
      "无效|不一样|不符|弄错|incorrect item|different from|not as described|missing"},
    {cue::complaint_class, number(complaint_kind::timeliness), 3,
      "迟到|延误|延迟|晚点|太慢|很慢|没发货|不发货|还不发货|没到|还没到|一直没到|迟迟|超时|拖延|拖了|等了|等太久|"
      "没更新|不更新|没动了|天没动|没动静|没消息|还没收到|物流停|停在|还没退|还没到账|没人理|没人回复|没回复|不回复|没送来|催了|"
      "排队|late|supposed to arrive|supposed to be here|supposed to come|still not here|not here yet|delayed|delay|hasn't arrived|has not arrived|still waiting|been waiting|waited|waiting for|"
      "overdue|too slow|so slow|taking forever|no update|hasn't shipped|not shipped|stuck in|no response|no reply|"
      "haven't heard|never replied|hours late|days late|took hours|took forever|queue|hasn't moved"},
    {cue::complaint_class, number(complaint_kind::timeliness), 1,
      "慢|还没|多久|slow|still no|still hasn't|still haven't|when will"},
    {cue::complaint_class, number(complaint_kind::attitude), 3,
      "态度差|态度恶劣|态度不好|什么态度|态度太差|服务态度|骂人|骂我|吼我|凶我|不耐烦|爱理不理|爱答不理|挂我电话|"
      "挂电话|冷漠|傲慢|歧视|看不起|嘲笑|讽刺|辱骂|rude|impolite|disrespectful|attitude|hung up|shouted|yelled|"
      "swore at|ignored me|dismissive|unprofessional|arrogant|insulted|insulting|mocked|laughed at|condescending|"
      "unhelpful|sarcastic|discriminated"},
    {cue::complaint_class, number(complaint_kind::attitude), 1,
      "态度|没礼貌|服务差|服务太差|服务很差|bad service|poor service|terrible service|manners|staff was|staff were"},
    {cue::complaint_class, number(complaint_kind::promise), 3,
      "说好的|承诺的|答应的|答应过|承诺过|说话不算数|不兑现|没兑现|食言|出尔反尔|说了退|说好了|保证过|言而无信|"
      "骗我说|说是今天|说是昨天|没做到|promised|you said|was told|were told|as agreed|broke your promise|"
      "guaranteed|assured me|failed to|no show|didn't show up|did not show up|cancelled my|canceled my|"
      "refused to honour|refused to honor"},
    {cue::complaint_class, number(complaint_kind::promise), 1,
      "承诺|答应|保证|promise|guarantee"},
    {cue::complaint_class, number(complaint_kind::information), 3,
      "虚假宣传|误导|信息不对|写错|标错|描述不符|与描述不符|宣传不符|没有告知|没告诉|没通知|未告知|不透明|隐瞒|"
      "图片不符|说明不清|misleading|misled|false advertising|wrong information|wasn't told|was not told|"
      "not informed|didn't tell|did not tell|no one told|nobody told|not disclosed|inaccurate|hidden"},
    {cue::complaint_class, number(complaint_kind::information), 1,
      "说明|宣传|信息|information|description|advertised"},
    {cue::complaint_class, number(complaint_kind::price_billing), 3,
      "多收|多扣|乱收费|乱扣|重复扣款|扣了两次|扣款|被扣|收费|价格不对|降价|刚买就降|差价|价保|账单|发票|押金|"
      "不退钱|没退款|还没退款|不退款|没退|退款没到|隐形消费|强制消费|涨价|优惠券|overcharged|overcharge|"
      "charged twice|double charged|charged me|wrong charge|billing|billed|hidden fee|hidden fees|wrong price|"
      "price went|invoice|deposit|not refunded|no refund|haven't been refunded|refund hasn't|refund has not|"
      "unauthorized charge|unauthorised charge|extra charge|coupon|price match|price difference"},
    {cue::complaint_class, number(complaint_kind::price_billing), 1,
      "价格|费用|钱|price|fee|fees|charge|money"},
    {cue::complaint_class, number(complaint_kind::safety), 3,
      "着火|起火|冒烟|爆炸|漏电|触电|电到|中毒|食物中毒|过敏反应|受伤|烫伤|割伤|划伤|流血|住院|进医院|救护车|"
      "煤气泄漏|烧伤|吃坏肚子|拉肚子|玻璃渣|caught fire|on fire|smoking|exploded|explosion|electric shock|"
      "electrocuted|food poisoning|poisoned|injured|injury|bleeding|burned me|burnt me|burned my|got burned|"
      "ambulance|allergic reaction|gas leak|choked|glass in|cut myself|cut my|in hospital|to hospital|"
      "to the hospital|in the hospital"},
    {cue::complaint_class, number(complaint_kind::safety), 1,
      "危险|安全隐患|不安全|过敏|dangerous|unsafe|hazard|allergic"},
    {cue::complaint_class, number(complaint_kind::other), 3,
      "投诉|我要投诉|要投诉|举报你们|问题反馈|反映问题|complaint|complain|complaining|lodge a complaint|"
      "make a complaint"},
    {cue::complaint_class, number(complaint_kind::other), 1,
      "有问题|出问题|出了问题|反映|problem|issue|something wrong|went wrong"},
};
// clang-format on

} // namespace

std::span<const phrase_group> words_of_complaint() { return groups; }

} // namespace amends::dialogs
