#include "dialogs/understand/classes.hpp"
#include "dialogs/understand/lexicon.hpp"

#include "dialogs/model/understanding.hpp"

namespace amends::dialogs {
namespace {

template <class Enum> constexpr std::uint8_t number(Enum value) { return static_cast<std::uint8_t>(value); }

// clang-format off
constexpr phrase_group groups[]{
    {cue::remedy, number(remedy_kind::refund), 1,
      "退款|退钱|退全款|全额退|退货|退单|把钱退|钱退给我|退我钱|退给我|退费|refund|refunded|money back|reimburse|"
      "reimbursement|my money|return it|want to return|send it back"},
    {cue::remedy, number(remedy_kind::exchange), 1,
      "换货|换一个|换一件|换新|换个新|换一台|换一双|换房|换个房间|更换|补发|重发|重新发|重寄|exchange|exchanged|"
      "replacement|replace it|replace|replaced|swap|new one|another one|send a new|resend|reship|change room|"
      "different room|another room"},
    {cue::remedy, number(remedy_kind::repair), 1,
      "维修|修理|修好|修一下|保修|返修|repair|repaired|fix it|fixed|get it fixed"},
    {cue::remedy, number(remedy_kind::redo), 1,
      "重做|重新做|重新送|重新配送|再送一次|重新派送|重新打扫|再打扫|redo|redone|redeliver|deliver again|"
      "deliver it again|clean it again|try again delivery"},
    {cue::remedy, number(remedy_kind::discount), 1,
      "打折|折扣|便宜点|减免|优惠点|减一点|补差价|退差价|discount|price reduction|money off|partial refund|"
      "reduce the price|off the price"},
    {cue::remedy, number(remedy_kind::compensation), 1,
      "赔偿|赔我|赔钱|补偿|赔付|理赔|照价赔偿|假一赔三|退一赔三|compensation|compensate|compensated|"
      "pay for the damage|make up for"},
    {cue::remedy, number(remedy_kind::explanation), 1,
      "解释|给个说法|给我说法|说法|讲清楚|说清楚|给个解释|explanation|explain why|explain what|want to know why|"
      "an answer"},
    {cue::remedy, number(remedy_kind::apology), 1,
      "道歉|赔礼|赔礼道歉|apology|apologise|apologize|say sorry"},
    {cue::remedy, number(remedy_kind::assurance), 1,
      "不要再发生|别再发生|保证不再|下次不要|doesn't happen again|never happens again|not happen again|"
      "won't happen again"},
    {cue::remedy, number(remedy_kind::speed), 1,
      "快点发|尽快发货|赶紧发货|马上发货|加急|催一下|催单|快点送|赶紧送|尽快送|尽快处理|马上处理|快点处理|hurry|"
      "hurry up|expedite|speed it up|speed this up|ship it now|deliver it now|deliver it today|send it now|"
      "sort it out quickly|as quickly as possible"},
    {cue::question, number(question_kind::order_status), 1,
      "到哪了|到哪里了|到哪儿了|物流信息|什么时候发货|什么时候到|什么时候能到|几天能到|查物流|查快递|查一下订单|"
      "订单状态|where is my order|where's my order|where is my parcel|where's my parcel|where is my package|"
      "where's my package|track my order|when will it arrive|when will my order|order status|delivery status"},
    {cue::question, number(question_kind::how_to), 1,
      "怎么退货|怎么退款|如何退货|如何退款|怎么换货|如何换货|怎么申请|如何申请|怎么操作|怎么投诉|如何投诉|"
      "怎么开发票|怎么取消|退货流程|退款流程|how do i return|how can i return|how to return|how do i cancel|"
      "how can i cancel|how do i complain|how do i change|what is your policy|return policy|refund policy|"
      "how does it work"},
    {cue::question, number(question_kind::are_you_a_bot), 1,
      "你是机器人|你是人吗|你是真人吗|是不是机器人|是机器人吗|是真人吗|are you a bot|are you human|are you a human|"
      "are you real|are you a real person|am i talking to a bot|is this a bot|are you a robot|are you an ai"},
    {cue::act, number(dialogue_act::thanks), 1,
      "谢谢|多谢|感谢|谢了|辛苦了|thx|谢啦|🙏|thanks|thank you|thank you so much|thanks a lot|cheers|appreciate it|"
      "much appreciated|many thanks"},
    {cue::act, number(dialogue_act::bye), 1,
      "再见|拜拜|拜|没事了|没别的了|就这样吧|先这样|bye|goodbye|good bye|see you|that's all|that is all|"
      "nothing else|have a nice day"},
    {cue::act, number(dialogue_act::greeting), 1,
      "你好|您好|在吗|在不在|嗨|哈喽|早上好|下午好|晚上好|hello|hey|good morning|good afternoon|good evening|"
      "hi there"},
    {cue::want, 0, 1,
      "我要|要求|我想|想要|希望|申请|给我|必须|请|麻烦|能不能|可以|可不可以|能否|赶紧|马上|立刻|需要|i want|"
      "i'd like|i would like|i need|i demand|give me|please|can i|can i get|can you|could you|could i|requesting|"
      "request|asking for|looking for|expect|must|you should|how do i"},
};
// clang-format on

} // namespace

std::span<const phrase_group> words_of_wish() { return groups; }

} // namespace amends::dialogs
