#include "dialogs/tree/shown.hpp"

#include "dialogs/text/line_format.hpp"
#include "dialogs/text/render.hpp"
#include "dialogs/tree/graph.hpp"

#include <array>
#include <set>

namespace amends::dialogs {
namespace {

/// A word of the engine's own, in both languages.
struct word {
    std::string_view name;
    std::string_view chinese;
    std::string_view english;

    std::string_view in(std::string_view language) const { return language.starts_with("en") ? english : chinese; }
};

constexpr std::array own_fields{
    word{"complaint_class", "投诉类别", "Complaint about"},
    word{"severity", "严重程度", "Severity"},
    word{"severity_factors", "定级依据", "Severity because of"},
    word{"fact_status", "事实依据", "Facts"},
    word{"remedy", "补救方案", "Remedy"},
    word{"remedy_amount", "补救金额", "Amount of the remedy"},
    word{"remedy_status", "方案进展", "Remedy is"},
    word{"remedy_withheld", "没有提方案，因为", "No offer because"},
};

constexpr std::array own_values{
    word{"quality", "商品或服务质量", "quality"},
    word{"effectiveness", "没有按要求完成", "not done as asked"},
    word{"timeliness", "不及时", "lateness"},
    word{"attitude", "服务态度", "attitude"},
    word{"promise", "承诺没有兑现", "a broken promise"},
    word{"information", "告知不清或有误", "wrong or missing information"},
    word{"price_billing", "价格或收费", "price or billing"},
    word{"safety", "安全", "safety"},
    word{"other", "其他", "something else"},
    word{"yes", "是", "yes"},
    word{"no", "否", "no"},
    word{"self_harm", "有自伤风险", "risk of self-harm"},
    word{"regulator", "提到监管部门", "mentions a regulator"},
    word{"media", "提到媒体曝光", "mentions publicity"},
    word{"vulnerable", "需要特别照顾", "vulnerable"},
    word{"ongoing_loss", "损失还在继续", "loss goes on"},
    word{"anger", "愤怒", "anger"},
    word{"distress", "焦急", "distress"},
    word{"repeat_contact", "多次联系", "contacted us before"},
    word{"complaint", "投诉", "a complaint"},
    word{"recorded", "系统有记录", "on record"},
    word{"refund", "退款", "refund"},
    word{"partial_refund", "部分退款", "partial refund"},
    word{"exchange", "换货", "exchange"},
    word{"repair", "维修", "repair"},
    word{"loaner", "借用备用品", "loaner"},
    word{"redo", "重新服务", "service done again"},
    word{"discount", "减免", "discount"},
    word{"fee_reduction", "减免费用", "reduced fee"},
    word{"upgrade", "升级", "upgrade"},
    word{"voucher", "代金券", "voucher"},
    word{"points", "积分", "points"},
    word{"gift", "礼品", "gift"},
    word{"free_item", "赠送", "free item"},
    word{"free_shipping", "免运费", "free shipping"},
    word{"deferred_payment", "延期付款", "deferred payment"},
    word{"warranty", "延长保修", "longer warranty"},
    word{"extra_service", "额外服务", "extra service"},
    word{"apology", "道歉", "apology"},
    word{"explanation", "说明", "explanation"},
    word{"assurance", "保证不再发生", "assurance"},
    word{"speed", "加快办理", "speed"},
    word{"senior_call", "负责人致电", "call by a senior"},
    word{"visit", "上门拜访", "visit"},
    word{"compensation", "赔偿", "compensation"},
    word{"offered", "已提出", "offered"},
    word{"accepted", "客户已接受", "accepted"},
    word{"declined", "客户没有接受", "declined"},
    word{"countered", "客户另有要求", "countered"},
    word{"withheld", "没有提出", "withheld"},
    word{"approved", "已批准", "approved"},
    word{"denied", "没有批准", "denied"},
    word{"executed", "已办好", "carried out"},
    word{"failed", "没有办成", "failed"},
    word{"need_unknown", "还不知道客户要什么", "the wish is not known"},
    word{"not_confirmed", "客户还没有认可复述", "the summary is not agreed on"},
    word{"not_covered", "方案表里没有适用的", "no rule covers it"},
    word{"not_operable", "系统连不上", "it cannot be carried out now"},
    word{"over_budget", "超出额度", "it is over the budget"},
};

/// "regulator, anger" in words of the language; what is no word of the engine's stays.
std::string in_words(std::string_view value, std::string_view language)
{
    std::string all;
    while (!value.empty()) {
        auto end = std::min(value.find(", "), value.size());
        auto each = value.substr(0, end);
        value.remove_prefix(std::min(end + 2, value.size()));
        for (const auto& known : own_values)
            if (known.name == each) {
                each = known.in(language);
                break;
            }
        if (!all.empty()) all += language.starts_with("en") ? ", " : "、";
        all += each;
    }
    return all;
}

/// A canonical value as people write it.
std::string written(const std::string& value, line_argument::kind as, std::string_view language)
{
    return value_in(language, {{}, value, as});
}

std::string value_of(const tree& tree, const slot_definition& slot, const std::string& value, std::string_view language)
{
    for (const auto& choice : slot.choices)
        if (choice.value == value) {
            say label;
            label.text = choice.label;
            label.language = language;
            return render(tree, label, "UTC").text;
        }
    switch (slot.type) {
    case slot_type::yes_no:
        return in_words(value, language);
    case slot_type::money:
        return written(value, line_argument::kind::money, language);
    case slot_type::date:
        return written(value, line_argument::kind::date, language);
    case slot_type::time:
        return written(value, line_argument::kind::time, language);
    default:
        return value;
    }
}

/// A grade says nothing without its scale (severity.hpp).
std::string with_scale(const std::string& grade, std::string_view language)
{
    return grade + (language.starts_with("zh") ? "（1 最急，4 最缓）" : " (1 most urgent, 4 least)");
}

/// What the engine itself put down under `name`.
std::string own_value(std::string_view name, const std::string& value, std::string_view language)
{
    if (name == "severity") return with_scale(value, language);
    if (name == "remedy_amount") return written(value, line_argument::kind::money, language);
    return in_words(value, language);
}

} // namespace

std::vector<shown_field> shown_fields(const tree& tree, const std::map<std::string, std::string>& fields,
                                      std::string_view language)
{
    std::vector<shown_field> all;
    std::set<std::string_view> done{"emotion", "emotion_level"};
    const auto& graph = tree.compiled();
    const auto labels = tree.field_labels(language);
    for (std::size_t i = 0; i < graph.slots.size() && i < labels.size(); ++i) {
        const auto& slot = graph.slots[i];
        const auto found = fields.find(slot.name);
        if (!slot.case_field.empty()) done.insert(slot.case_field);
        done.insert(slot.name);
        if (found != fields.end())
            all.push_back({slot.name, labels[i].second, value_of(tree, slot, found->second, language)});
    }
    for (const auto& own : own_fields) {
        const auto found = fields.find(std::string{own.name});
        if (found == fields.end() || !done.insert(own.name).second) continue;
        const auto value = own_value(own.name, found->second, language);
        if (!value.empty()) all.push_back({found->first, std::string{own.in(language)}, value});
    }
    for (const auto& [name, value] : fields)
        if (!done.contains(name)) all.push_back({name, name, value});
    return all;
}

} // namespace amends::dialogs
