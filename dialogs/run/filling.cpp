#include "dialogs/recovery/severity.hpp"
#include "dialogs/run/walk.hpp"
#include "dialogs/text/language.hpp"

#include "dialogs/codec/names.hpp"
#include "dialogs/slots/order_id.hpp"
#include "dialogs/slots/phrases.hpp"

#include <algorithm>

namespace amends::dialogs {
namespace {

constexpr std::size_t longest_said = 200;
constexpr double sure_enough = 0.8;
/// A correction is short: "no, it was Tuesday". In a longer message "not ... but" is more likely a grievance.
constexpr std::size_t longest_correction = 72;

/// Such as AB12345678 or SF-1234: a slot that only listens for words finds none.
bool is_number(std::string_view found)
{
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto printed = [](char c) { return c > ' ' && c <= '~'; };
    return std::any_of(found.begin(), found.end(), digit) && std::all_of(found.begin(), found.end(), printed);
}

} // namespace

/// What every customer message changes, whoever holds the floor: language, emotion, signals, severity.
void walk::observe()
{
    follow_language();
    observe_emotion();
    static const understanding nothing;
    const auto& meaning = message_->option.empty() ? message_->meaning : nothing; // a quick reply is in our words
    for (const auto each : meaning.signals)
        if (state_.tags.insert(std::string{name_of(each)}).second) fresh_.insert(each);
    auto& fields = state_.case_fields;
    const auto& heard_class = meaning.complaint_class;
    if (!heard_class.empty() &&
        (!fields.contains("complaint_class") || fields["complaint_class"] == "other" || heard_class == "safety"))
        fields["complaint_class"] = heard_class;
    const auto graded = grade(state_);
    const auto known = fields.find("severity");
    if (known == fields.end() || std::to_string(graded.grade) < known->second) {
        fields["severity"] = std::to_string(graded.grade);
        fields["severity_factors"] = graded.factors;
    }
}

void walk::follow_language()
{
    for (const auto& each : message_->meaning.entities)
        if (each.type == "language" && understood(signal::language_switch)) {
            if (const auto wanted = supported_language(each.value, graph_.languages); !wanted.empty())
                state_.language = wanted;
            return;
        }
    if (const auto spoken = supported_language(message_->meaning.language, graph_.languages); !spoken.empty())
        state_.language = spoken;
    if (state_.language.empty()) state_.language = first_language(facts_.locale, graph_.languages);
}

/// A feeling fades by one level with each message that shows none; thanks ends it.
void walk::observe_emotion()
{
    const auto now = message_->option.empty() ? message_->meaning.emotion : amends::emotion{};
    const int faded = message_->meaning.act == dialogue_act::thanks ? 0 : std::max(0, state_.emotion_level - 1);
    if (now.level >= faded && now.level > 0) {
        state_.emotion = now.kind;
        state_.emotion_level = std::min<int>(now.level, 3);
    } else {
        state_.emotion_level = faded;
        if (faded == 0) state_.emotion = emotion_kind::calm;
    }
    state_.case_fields["emotion"] = name_of(state_.emotion);
    state_.case_fields["emotion_level"] = std::to_string(state_.emotion_level);
}

/// C4: whatever the message tells fills the slots that are still empty, in the tree's order.
void walk::fill_from_message()
{
    if (!message_ || !message_->option.empty()) return;
    // Each section has slots of its own: what one takes is still there for another.
    std::vector<bool> used;
    std::size_t section = nowhere;
    for (std::size_t slot = 0; slot < graph_.slots.size(); ++slot) {
        if (graph_.slots[slot].section != section) used.assign(message_->meaning.entities.size(), false);
        section = graph_.slots[slot].section;
        if (graph_.slots[slot].name != state_.asking) fill_from_message(slot, used);
    }
}

void walk::fill_from_message(std::size_t slot, std::vector<bool>& used)
{
    const auto& definition = graph_.slots[slot];
    if (definition.entity.empty() || state_.slots.contains(definition.name)) return;
    if (definition.type == slot_type::order_id) {
        const auto found = find_order_id(definition, message_->text, heard_, message_->meaning);
        const bool another = std::any_of(graph_.slots.begin(), graph_.slots.end(), [&](const auto& other) {
            const auto known = state_.slots.find(other.name); // one number is not both the order's and the parcel's
            return other.type == slot_type::order_id && other.section == definition.section &&
                   known != state_.slots.end() && known->second.value == found.value;
        });
        if (found.how != fit::none && !another) fill(slot, found);
        return;
    }
    if (definition.type == slot_type::attachment) {
        if (auto found = read_attachments(definition); found.how != fit::none) fill(slot, std::move(found));
        return;
    }
    const auto& entities = message_->meaning.entities;
    std::optional<std::size_t> first;
    int matching = 0;
    for (std::size_t i = 0; i < entities.size(); ++i) {
        if (entities[i].type != definition.entity) continue;
        ++matching;
        if (!used[i] && !first) first = i;
    }
    if (!first) return;
    parsed_slot found;
    if (definition.entity == "story") {
        found = {fit::inside, std::string{cut(clean_utf8(trim(message_->text)), definition.longest())}, {}, true};
    } else if (definition.type == slot_type::choice) {
        const auto& wanted = entities[*first].value;
        const bool offered = std::any_of(definition.choices.begin(), definition.choices.end(),
                                         [&](const auto& c) { return c.value == wanted; });
        if (!offered) return;
        found = {fit::inside, wanted, {}, true};
    } else {
        found = parse_slot(definition, message_->text, heard_, message_->meaning);
    }
    if (found.how == fit::none) return;
    const auto rivals = std::count_if(graph_.slots.begin(), graph_.slots.end(), [&](const auto& s) {
        return s.entity == definition.entity && s.section == definition.section;
    });
    const bool story = definition.entity == "story"; // in the customer's own words: nothing in it to be confirmed
    found.sure = story || (found.sure && entities[*first].confidence >= sure_enough && matching == 1 && rivals == 1);
    used[*first] = true;
    fill(slot, found);
}

/// Whether the message is an order's or parcel's number and no more: no answer to what happened (C4). Words that a
/// pattern listens for are no number.
bool walk::only_a_number(std::size_t section) const
{
    const auto words = bare(heard_.text);
    return std::any_of(graph_.slots.begin(), graph_.slots.end(), [&](const auto& each) {
        if (each.type != slot_type::order_id || each.section != section || each.entity.empty()) return false;
        const auto number = find_order_id(each, message_->text, heard_, message_->meaning);
        return number.how != fit::none && number.value.size() == words.size() && is_number(number.value);
    });
}

void walk::fill(std::size_t slot, parsed_slot found)
{
    const auto& definition = graph_.slots[slot];
    if (!definition.case_field.empty() && found.sure && !found.value.empty())
        state_.case_fields[definition.case_field] = found.value;
    if (found.said == found.value) found.said.clear();
    const auto said = cut(found.said, longest_said);
    state_.slots[definition.name] = {std::move(found.value), clean_utf8(said), found.sure};
    filled_now_ = true;
}

void walk::erase(std::size_t slot)
{
    const auto& definition = graph_.slots[slot];
    state_.slots.erase(definition.name);
    if (!definition.case_field.empty()) state_.case_fields.erase(definition.case_field);
}

/// The filled slots that a correction may mean: those it names, or else all but the one being asked.
std::vector<std::size_t> walk::slots_to_correct(std::size_t section) const
{
    std::vector<std::size_t> named;
    std::vector<std::size_t> all;
    for (std::size_t slot = 0; slot < graph_.slots.size(); ++slot) {
        const auto& definition = graph_.slots[slot];
        const bool prose = definition.type == slot_type::text || definition.type == slot_type::address;
        if (definition.section != section || !filled(slot) || definition.name == state_.asking) continue;
        if (only_on_record(slot)) continue;
        const bool mentioned =
            std::any_of(definition.label_words.begin(), definition.label_words.end(), [&](const auto& words) {
                return !words.empty() && heard_.text.find(words) != std::string::npos;
            });
        if (mentioned) named.push_back(slot);
        if (!prose) all.push_back(slot);
    }
    // "The number is CD87654321, and I want a refund": the other wish is told beside what is named.
    for (const auto slot : all)
        if (!named.empty() && tells_another_wish(slot) && std::count(named.begin(), named.end(), slot) == 0)
            named.push_back(slot);
    if (!named.empty()) return named;
    return heard_.text.size() <= longest_correction ? all : named;
}

/// Whether the message surely asks for another remedy than the one that the slot holds.
bool walk::tells_another_wish(std::size_t slot) const
{
    const auto& definition = graph_.slots[slot];
    const auto* held = filled(slot);
    if (definition.entity != "desired_outcome" || !held) return false;
    const auto& told = message_->meaning.entities;
    return std::any_of(told.begin(), told.end(), [&](const auto& each) {
        return each.type == "desired_outcome" && each.confidence >= sure_enough && each.value != held->value;
    });
}

/// Whether a look-up tells the slot and no question does: the record's word, not the customer's to correct (C5).
bool walk::only_on_record(std::size_t slot) const
{
    const auto told_by = [slot](const node& each) {
        const auto* lookup = std::get_if<lookup_node>(&each.body);
        return lookup && std::any_of(lookup->fields.begin(), lookup->fields.end(),
                                     [slot](const auto& field) { return field.slot == slot; });
    };
    const auto asked_by = [slot](const node& each) {
        const auto* ask = std::get_if<ask_node>(&each.body);
        const auto* choose = std::get_if<choose_node>(&each.body);
        return (ask && std::count(ask->slots.begin(), ask->slots.end(), slot) > 0) || (choose && choose->slot == slot);
    };
    return std::any_of(graph_.nodes.begin(), graph_.nodes.end(), told_by) &&
           std::none_of(graph_.nodes.begin(), graph_.nodes.end(), asked_by);
}

/// "No, the number ends in 7": refills the one earlier slot that the message names or fits.
bool walk::correct()
{
    const auto here = section_at_hand();
    if (const auto done = correct_in(here)) return *done;
    return here != 0 && correct_in(0).value_or(false);
}

/// Whether the message corrected the section's slots; false when it fits several alike, nothing when it fits none.
/// A choice is told in words and all else in figures: one of each may be corrected at once.
std::optional<bool> walk::correct_in(std::size_t section)
{
    std::vector<std::pair<std::size_t, parsed_slot>> better;
    const bool by_tail = gives_tail(heard_); // the 7 of "ends in 7" is no amount
    for (const auto slot : slots_to_correct(section)) {
        const auto& definition = graph_.slots[slot];
        const bool has_tail = definition.type == slot_type::order_id || definition.type == slot_type::phone;
        if (definition.type == slot_type::yes_no || definition.type == slot_type::attachment || (by_tail && !has_tail))
            continue; // a "yes" or "no" is the correction's own
        const auto old = filled(slot)->value;
        auto found = parse_slot(definition, message_->text, heard_, message_->meaning);
        if (has_tail)
            if (auto tail = corrected_tail(heard_, old)) found = {fit::inside, std::move(*tail), message_->text, true};
        if (found.how == fit::none || found.value == old) continue;
        better.emplace_back(slot, std::move(found));
    }
    if (better.empty()) return std::nullopt;
    const auto chosen = std::count_if(better.begin(), better.end(), [&](const auto& each) {
        return graph_.slots[each.first].type == slot_type::choice;
    });
    const auto others = static_cast<std::ptrdiff_t>(better.size()) - chosen;
    if (chosen > 1 || others > 1) return false; // fits more than one: better asked than guessed
    for (auto& [slot, found] : better) fill(slot, std::move(found));
    return true;
}

} // namespace amends::dialogs
