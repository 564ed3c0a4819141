#include "dialogs/tree/shown.hpp"

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
    word{"severity_factors", "依据", "Because of"},
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

std::string value_of(const tree& tree, const slot_definition& slot, const std::string& value, std::string_view language)
{
    for (const auto& choice : slot.choices)
        if (choice.value == value) {
            say label;
            label.text = choice.label;
            label.language = language;
            return render(tree, label, "UTC").text;
        }
    return slot.type == slot_type::yes_no ? in_words(value, language) : value;
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
        all.push_back({found->first, std::string{own.in(language)}, in_words(found->second, language)});
    }
    for (const auto& [name, value] : fields)
        if (!done.contains(name)) all.push_back({name, name, value});
    return all;
}

} // namespace amends::dialogs
