#include "dialogs/codec/names.hpp"
#include "dialogs/run/walk.hpp"
#include "dialogs/slots/money.hpp"

#include <algorithm>

namespace amends::dialogs {
namespace {

bool compares(const condition& c, const std::string* value)
{
    const auto number = value ? amount_in(*value) : std::nullopt;
    if (!number) return false;
    switch (c.how) {
    case condition::relation::above:
        return *number > c.number;
    case condition::relation::below:
        return *number < c.number;
    case condition::relation::at_least:
        return *number >= c.number;
    case condition::relation::at_most:
        return *number <= c.number;
    }
    return false;
}

bool is_countable(slot_type type)
{
    return type == slot_type::number || type == slot_type::money || type == slot_type::rating;
}

bool in_family(std::string_view intent, std::string_view family)
{
    return intent == family ||
           (intent.size() > family.size() && intent.starts_with(family) && intent[family.size()] == '.');
}

} // namespace

bool walk::holds(const condition& c) const
{
    using kind = condition::kind;
    const auto* slot = filled(c.slot);
    const auto field = c.name.empty() ? state_.case_fields.end() : state_.case_fields.find(c.name);
    const std::string* in_case = field == state_.case_fields.end() || field->second.empty() ? nullptr : &field->second;
    const auto* flag = customer_flag(c.name);
    switch (c.what) {
    case kind::all:
        return std::all_of(c.parts.begin(), c.parts.end(), [&](const auto& part) { return holds(part); });
    case kind::any:
        return std::any_of(c.parts.begin(), c.parts.end(), [&](const auto& part) { return holds(part); });
    case kind::negation:
        return !c.parts.empty() && !holds(c.parts.front());
    case kind::slot_is:
        if (!slot || slot->value == c.value) return slot != nullptr;
        return is_countable(graph_.slots[c.slot].type) && amount_in(c.value) &&
               amount_in(c.value) == amount_in(slot->value);
    case kind::slot_compares:
        return compares(c, slot ? &slot->value : nullptr);
    case kind::slot_known:
        return (slot != nullptr) == c.flag;
    case kind::case_is:
        return in_case && *in_case == c.value;
    case kind::case_compares:
        return compares(c, in_case);
    case kind::case_known:
        return (in_case != nullptr) == c.flag;
    case kind::tag:
        return state_.tags.contains(c.name);
    case kind::emotion_at_least:
        return state_.emotion_level >= static_cast<int>(c.number);
    case kind::emotion_is:
        return state_.emotion == static_cast<emotion_kind>(static_cast<int>(c.number));
    case kind::signal:
        return understood(static_cast<signal>(static_cast<int>(c.number)));
    case kind::intent:
        return message_ && in_family(message_->meaning.intent, c.name);
    case kind::business_open:
        return facts_.business_open == c.flag;
    case kind::agents_available:
        return (facts_.agents_available > 0) == c.flag;
    case kind::language:
        return state_.language == c.name;
    case kind::customer_is:
        return flag && *flag == c.value;
    case kind::customer_compares:
        return compares(c, flag);
    case kind::customer_known:
        return (flag != nullptr) == c.flag;
    case kind::objection:
        return message_ && objects(static_cast<objection_kind>(static_cast<int>(c.number)));
    case kind::act:
        return message_ && message_->meaning.act == static_cast<dialogue_act>(static_cast<int>(c.number));
    case kind::channel:
        return c.number == static_cast<double>(condition::capability::buttons) ? facts_.buttons : facts_.attachments;
    case kind::connector:
        return facts_.connectors.contains(c.name);
    case kind::promised:
        return (state_.promised != instant{}) == c.flag;
    case kind::overdue:
        return overdue() == c.flag;
    }
    return false;
}

/// What is known of the customer: by a look-up, or by the record that came with the event. Null when nothing is.
const std::string* walk::customer_flag(const std::string& name) const
{
    for (const auto* flags : {&state_.customer, &facts_.customer})
        if (const auto at = flags->find(name); at != flags->end() && !at->second.empty()) return &at->second;
    return nullptr;
}

bool walk::objects(objection_kind how) const
{
    const auto& meaning = message_->meaning;
    return meaning.objection == how || meaning.intent == "objection." + std::string{name_of(how)};
}

} // namespace amends::dialogs
