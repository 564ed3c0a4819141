#include "dialogs/codec/names.hpp"
#include "dialogs/tree/references.hpp"

#include <array>
#include <cmath>

namespace amends::dialogs {

using nlohmann::json;
using kind = condition::kind;

namespace {

constexpr std::array subjects{"all",
                              "any",
                              "not",
                              "slot",
                              "case",
                              "tag",
                              "emotion_at_least",
                              "emotion",
                              "signal",
                              "intent",
                              "business_open",
                              "agents_available",
                              "language",
                              "customer",
                              "objection",
                              "act",
                              "channel",
                              "connector",
                              "promised",
                              "overdue"};
constexpr std::array relations{"above", "below", "at_least", "at_most"};

std::string spelled(const json& value)
{
    if (value.is_string()) return value.get<std::string>();
    if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
    if (value.is_number()) {
        const auto number = value.get<double>();
        if (std::floor(number) == number && std::abs(number) < 1e15)
            return std::to_string(static_cast<long long>(number));
    }
    return value.dump();
}

class condition_compiler {
public:
    condition_compiler(const references& in, const json& value, const std::string& pointer)
        : in_{in}, value_{value}, pointer_{pointer}
    {}

    condition compile()
    {
        const char* subject = nullptr;
        for (const char* each : subjects) {
            if (!value_.is_object() || !value_.contains(each)) continue;
            if (subject)
                wrong(each, told({"一个条件只检验一件事：请把“%1”放进自己的“all”",
                                  "one condition tests one thing: put \"%1\" into an \"all\" of its own"},
                                 {each}));
            else
                subject = each;
        }
        if (!subject) {
            if (value_.is_object())
                in_.doc().report("tree.condition", pointer_,
                                 {"没有检验任何内容：请写 slot、case、tag、signal 等",
                                  "nothing is tested: name a slot, case, tag, signal, ..."});
            return {};
        }
        return of_subject(subject);
    }

private:
    condition of_subject(std::string_view subject)
    {
        condition made;
        made.name = in_.word(value_, std::string{subject}.c_str());
        const auto& tested = value_[std::string{subject}];
        if (subject == "all" || subject == "any")
            return parts(subject == "all" ? kind::all : kind::any, tested, subject);
        if (subject == "not") {
            made.what = kind::negation;
            made.parts.push_back(compile_condition(in_, tested, child_pointer(pointer_, "not")));
        } else if (subject == "slot") {
            return compare_slot(std::move(made));
        } else if (subject == "case") {
            return compare_case(std::move(made));
        } else if (subject == "customer") {
            comparison(made, kind::customer_is, kind::customer_compares, kind::customer_known);
        } else if (subject == "objection") {
            made.what = kind::objection;
            made.number = static_cast<double>(named<objection_kind>(made.name).value_or(objection_kind::none));
        } else if (subject == "act") {
            made.what = kind::act;
            made.number = static_cast<double>(named<dialogue_act>(made.name).value_or(dialogue_act::answer));
        } else if (subject == "channel") {
            made.what = kind::channel;
            made.number = static_cast<double>(made.name == "attachments" ? condition::capability::attachments
                                                                         : condition::capability::buttons);
        } else if (subject == "connector") {
            made.what = kind::connector;
        } else if (subject == "tag") {
            made.what = kind::tag;
        } else if (subject == "emotion_at_least") {
            made.what = kind::emotion_at_least;
            made.number = in_.number(value_, "emotion_at_least", 0);
        } else if (subject == "emotion") {
            made.what = kind::emotion_is;
            made.number = static_cast<double>(named<emotion_kind>(made.name).value_or(emotion_kind::calm));
        } else if (subject == "signal") {
            made.what = kind::signal;
            const auto heard = named<signal>(made.name);
            if (!heard)
                wrong("signal", told({"没有信号“%1”", "there is no signal \"%1\""}, {made.name}));
            else
                made.number = static_cast<double>(*heard);
        } else if (subject == "intent") {
            made.what = kind::intent;
        } else if (subject == "language") {
            made.what = kind::language;
        } else {
            made.what = subject == "promised"        ? kind::promised
                        : subject == "overdue"       ? kind::overdue
                        : subject == "business_open" ? kind::business_open
                                                     : kind::agents_available;
            made.flag = tested.is_boolean() && tested.get<bool>();
        }
        return made;
    }

    condition parts(kind what, const json& list, std::string_view subject)
    {
        condition made;
        made.what = what;
        const auto at = child_pointer(pointer_, subject);
        if (list.is_array())
            for (std::size_t i = 0; i < list.size(); ++i)
                made.parts.push_back(compile_condition(in_, list[i], child_pointer(at, i)));
        return made;
    }

    /// Reads `is`, `known` or a relation into `made`; false when there is not exactly one of them.
    bool comparison(condition& made, kind is, kind compares, kind known)
    {
        int found = 0;
        if (const auto* value = in_.member(value_, "is")) {
            made.what = is, made.value = spelled(*value), ++found;
        }
        if (const auto* value = in_.member(value_, "known")) {
            made.what = known, made.flag = value->is_boolean() && value->get<bool>(), ++found;
        }
        for (std::size_t i = 0; i < relations.size(); ++i)
            if (const auto* value = in_.member(value_, relations[i]); value && value->is_number()) {
                made.what = compares, made.how = static_cast<condition::relation>(i),
                made.number = value->get<double>(), ++found;
            }
        if (found != 1)
            in_.doc().report("tree.condition", pointer_,
                             {"is、known、above、below、at_least、at_most 需要且只能有一个",
                              "needs exactly one of is, known, above, below, at_least, at_most"});
        return found == 1;
    }

    condition compare_slot(condition made)
    {
        made.slot = in_.slot(value_, pointer_, "slot");
        if (!comparison(made, kind::slot_is, kind::slot_compares, kind::slot_known) || made.slot == nowhere)
            return made;
        const auto& slot = in_.graph().slots[made.slot];
        if (made.what == kind::slot_compares) {
            const bool counts =
                slot.type == slot_type::number || slot.type == slot_type::money || slot.type == slot_type::rating;
            if (!counts)
                wrong("slot", told({"“%1”不是数字、金额或评分，不能比较大小",
                                    "\"%1\" is not a number, money or rating and has no above or below"},
                                   {slot.name}));
        }
        if (made.what != kind::slot_is) return made;
        bool possible = true;
        if (slot.type == slot_type::yes_no) possible = made.value == "yes" || made.value == "no";
        if (slot.type == slot_type::choice) {
            possible = false;
            for (const auto& each : slot.choices) possible = possible || each.value == made.value;
        }
        if (!possible) wrong("is", told({"“%1”不可能是“%2”", "\"%1\" can never be \"%2\""}, {slot.name, made.value}));
        return made;
    }

    condition compare_case(condition made)
    {
        comparison(made, kind::case_is, kind::case_compares, kind::case_known);
        return made;
    }

    void wrong(std::string_view member, sentence message)
    {
        in_.doc().report("tree.condition", child_pointer(pointer_, member), std::move(message));
    }

    const references& in_;
    const json& value_;
    const std::string& pointer_;
};

} // namespace

condition compile_condition(const references& in, const json& value, const std::string& pointer)
{
    return condition_compiler{in, value, pointer}.compile();
}

} // namespace amends::dialogs
