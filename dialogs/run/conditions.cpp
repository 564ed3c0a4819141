#include "dialogs/run/walk.hpp"

#include <algorithm>
#include <charconv>

namespace amends::dialogs {
namespace {

/// The number at the beginning of a canonical value: "320.00 CNY" is 320.
std::optional<double> amount(const std::string& value)
{
    double number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    return error == std::errc{} ? std::optional{number} : std::nullopt;
}

bool compares(const condition& c, const std::string* value)
{
    const auto number = value ? amount(*value) : std::nullopt;
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
    switch (c.what) {
    case kind::all:
        return std::all_of(c.parts.begin(), c.parts.end(), [&](const auto& part) { return holds(part); });
    case kind::any:
        return std::any_of(c.parts.begin(), c.parts.end(), [&](const auto& part) { return holds(part); });
    case kind::negation:
        return !c.parts.empty() && !holds(c.parts.front());
    case kind::slot_is:
        if (!slot || slot->value == c.value) return slot != nullptr;
        return is_countable(graph_.slots[c.slot].type) && amount(c.value) && amount(c.value) == amount(slot->value);
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
    }
    return false;
}

} // namespace amends::dialogs
