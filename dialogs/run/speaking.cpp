#include "dialogs/run/walk.hpp"

#include <array>

namespace amends::dialogs {
namespace {

constexpr std::array<std::string_view, 4> mood_names{"calm", "upset", "angry", "no_buttons"};

std::uint64_t mixed(std::uint64_t seed, std::string_view with)
{
    for (const char c : with) seed = (seed ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    seed ^= seed >> 30;
    seed *= 0xbf58476d1ce4e5b9ULL;
    seed ^= seed >> 27;
    seed *= 0x94d049bb133111ebULL;
    return seed ^ (seed >> 31);
}

/// docs/trees.md, "Texts": which wordings fit the channel and the customer's mood best, then what stands in for them.
std::array<std::size_t, 4> moods_for(emotion_kind kind, int level, bool buttons)
{
    const auto in_order = [&](std::size_t a, std::size_t b, std::size_t c) {
        constexpr std::size_t plain = text_wordings::no_buttons;
        return buttons ? std::array{a, b, c, plain} : std::array{plain, a, b, c};
    };
    if (level >= 3 || (kind == emotion_kind::anger && level >= 2))
        return in_order(text_wordings::angry, text_wordings::upset, text_wordings::calm);
    if (level >= 1) return in_order(text_wordings::upset, text_wordings::calm, text_wordings::angry);
    return in_order(text_wordings::calm, text_wordings::upset, text_wordings::angry);
}

std::string variant_name(std::size_t mood, std::size_t index)
{
    return std::string{mood_names[mood]} + "." + std::to_string(index);
}

} // namespace

bool walk::speak(std::size_t text, bool may_skip) { return speak(text, may_skip, {}, {}); }

bool walk::speak(std::size_t text, bool may_skip, std::vector<option> options, std::string question)
{
    if (text >= graph_.texts.size() || state_.floor == floor_holder::agent) return false;
    const auto& definition = graph_.texts[text];
    const auto* wordings = in_language(definition.languages, state_.language, graph_.languages);
    if (!wordings) return false;
    auto variant = wording(definition, *wordings, may_skip);
    if (!variant) return false;
    say line;
    line.text = definition.id;
    line.variant = std::move(*variant);
    line.language = definition.languages.contains(state_.language) ? state_.language : std::string{};
    if (line.language.empty())
        for (const auto& [language, each] : definition.languages)
            if (&each == wordings) line.language = language;
    line.arguments = arguments_of(definition);
    line.options = std::move(options);
    line.question = std::move(question);
    effect_of(std::move(line));
    ++spoken_;
    return true;
}

std::optional<std::string> walk::wording(const text_definition& text, const text_wordings& in, bool may_skip)
{
    if (in.plain) {
        const bool said = text.once && !state_.said_once.insert(text.id).second;
        if (said && may_skip) return std::nullopt;
        return std::string{};
    }
    const auto dice = mixed(facts_.seed + static_cast<std::uint64_t>(state_.questions_asked), text.id);
    std::optional<std::string> worn;
    for (const auto mood : moods_for(state_.emotion, state_.emotion_level, facts_.buttons)) {
        const auto count = in.by_mood[mood].size();
        for (std::size_t i = 0; i < count; ++i) {
            auto name = variant_name(mood, (i + dice) % count);
            if (!text.once || state_.said_once.insert(text.id + ":" + name).second) return name;
            if (!worn) worn = std::move(name);
        }
    }
    return may_skip ? std::nullopt : worn;
}

std::vector<text_argument> walk::arguments_of(const text_definition& text) const
{
    using kind = argument_source::kind;
    std::vector<text_argument> result;
    result.reserve(text.arguments.size());
    for (const auto& each : text.arguments) {
        text_argument made{each.name, std::string{}};
        switch (each.from) {
        case kind::slot:
            if (const auto* value = filled(each.slot)) made.value = value->value;
            break;
        case kind::slot_known:
            made.value = filled(each.slot) ? std::string{"yes"} : std::string{"no"};
            break;
        case kind::case_field:
            if (const auto at = state_.case_fields.find(each.name); at != state_.case_fields.end())
                made.value = at->second;
            break;
        case kind::case_number:
            made.value = state_.case_number;
            break;
        case kind::now:
            made.value = facts_.now;
            break;
        case kind::next_open:
            made.value = facts_.next_open;
            break;
        case kind::agent:
            made.value = state_.agent;
            break;
        case kind::queue_length:
            made.value = static_cast<double>(facts_.queue_length);
            break;
        case kind::promise_due:
            made.value = promise_due_.value_or(facts_.now);
            break;
        case kind::promised:
            made.value = state_.promised == instant{} ? facts_.now : state_.promised;
            break;
        case kind::remedy_amount:
            made.value = amount_spoken_of();
            break;
        case kind::remedy_amount_known:
            made.value = amount_spoken_of().empty() ? std::string{"no"} : std::string{"yes"};
            break;
        case kind::remedy_reason:
            if (const auto at = state_.case_fields.find("remedy_withheld"); at != state_.case_fields.end())
                made.value = at->second;
            break;
        }
        result.push_back(std::move(made));
    }
    return result;
}

/// The amount of the remedy being told of, else of the one that was accepted last.
std::string walk::amount_spoken_of() const
{
    if (remedy_amount_) return *remedy_amount_;
    const auto at = state_.case_fields.find("remedy_amount");
    return at == state_.case_fields.end() ? std::string{} : at->second;
}

std::string walk::given(const given_value& value) const
{
    if (value.slot == nowhere) return value.literal;
    const auto* held = filled(value.slot);
    return held ? held->value : std::string{};
}

const slot_value* walk::filled(std::size_t slot) const
{
    if (slot >= graph_.slots.size()) return nullptr;
    const auto at = state_.slots.find(graph_.slots[slot].name);
    return at == state_.slots.end() || at->second.value.empty() ? nullptr : &at->second;
}

} // namespace amends::dialogs
