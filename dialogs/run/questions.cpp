#include "dialogs/run/walk.hpp"
#include "dialogs/slots/yes_no.hpp"

#include <algorithm>

namespace amends::dialogs {
namespace {

constexpr int confirmation_tries = 2;
constexpr std::size_t longest_attachment_id = 64;

std::string reminder_name(const std::string& question) { return "remind:" + question; }

bool is_prose(slot_type type) { return type == slot_type::text || type == slot_type::address; }

} // namespace

std::optional<walk::question_view> walk::open_view() const
{
    const auto node = graph_.find_node(state_.node);
    const auto slot = graph_.find_slot(state_.asking);
    if (state_.question.empty() || node == nowhere) return std::nullopt;
    const auto& body = graph_.nodes[node].body;
    const auto with = [&](const question_manners& m, std::size_t prompt, std::size_t give_up) {
        return question_view{slot, prompt, m.reprompt, m.reminder, m.tries, m.remind_after, m.skippable, give_up};
    };
    if (const auto* remedy = std::get_if<remedy_node>(&body))
        return with(remedy->manners, remedy->text, remedy->give_up);
    if (slot == nowhere) return std::nullopt;
    if (const auto* ask = std::get_if<ask_node>(&body)) {
        const auto at = std::find(ask->slots.begin(), ask->slots.end(), slot);
        if (at == ask->slots.end()) return std::nullopt;
        return with(ask->manners, ask->prompts[static_cast<std::size_t>(at - ask->slots.begin())], ask->give_up);
    }
    if (const auto* choose = std::get_if<choose_node>(&body)) {
        if (choose->slot != slot) return std::nullopt;
        return with(choose->manners, choose->text, choose->give_up);
    }
    if (const auto* survey = std::get_if<survey_node>(&body)) {
        question_manners manners;
        manners.tries = survey->tries;
        for (const auto& each : survey->questions) {
            manners.reprompt = each.reprompt;
            if (each.slot == slot) return with(manners, each.text, survey->give_up);
        }
        manners.reprompt = nowhere;
        manners.skippable = true;
        if (survey->comment_slot == slot) return with(manners, survey->comment_text, survey->give_up);
    }
    return std::nullopt;
}

std::vector<option> walk::options_for(std::size_t slot, bool confirming) const
{
    const auto& definition = graph_.slots[slot];
    if (confirming) return {{"yes", "amends.yes"}, {"no", "amends.no"}};
    std::vector<option> options;
    for (const auto& choice : definition.choices) options.push_back({choice.value, choice.label});
    if (!options.empty()) return options;
    if (definition.type == slot_type::yes_no) return {{"yes", "amends.yes"}, {"no", "amends.no"}};
    if (definition.type == slot_type::rating)
        for (int i = 1; i <= definition.best_rating(); ++i) options.push_back({std::to_string(i), std::to_string(i)});
    return options;
}

void walk::put_question(std::size_t text)
{
    auto options = offering() ? offer_options() : options_for(graph_.find_slot(state_.asking), state_.confirming);
    auto question = options.empty() ? std::string{} : state_.question;
    speak(text, false, std::move(options), std::move(question));
}

void walk::open_question(std::size_t slot, bool confirming)
{
    close_question();
    state_.question = "q" + std::to_string(++state_.questions_asked);
    state_.asking = slot == nowhere ? std::string{} : graph_.slots[slot].name;
    state_.confirming = confirming;
    again();
    const auto view = open_view();
    if (view && view->remind_after > 0)
        effect_of(start_timer{
            reminder_name(state_.question), start_timer::kind::pause, std::chrono::seconds{view->remind_after}, {}});
}

void walk::close_question()
{
    close_lookup();
    if (const auto view = open_view(); view && view->remind_after > 0)
        effect_of(cancel_timer{reminder_name(state_.question)});
    state_.question.clear();
    state_.asking.clear();
    state_.confirming = false;
    state_.tries = 0;
}

/// Puts the open question once more, in its first words.
void walk::again()
{
    const auto view = open_view();
    if (!view) return;
    put_question(state_.confirming && view->slot != nowhere ? graph_.find_text(graph_.slots[view->slot].confirm)
                                                            : view->prompt);
}

/// The value of a pressed quick reply, if it is one that the open question offers.
std::optional<std::string> walk::pressed_value(std::size_t slot) const
{
    if (message_->option.empty() || message_->question != state_.question) return std::nullopt;
    for (const auto& each : options_for(slot, state_.confirming))
        if (each.value == message_->option) return each.value;
    return std::nullopt;
}

/// A quick reply of a question that is no longer open.
bool walk::pressed_elsewhere() const { return !message_->option.empty() && message_->question != state_.question; }

/// The files of the message that the slot takes, by their ids.
parsed_slot walk::read_attachments(const slot_definition& slot) const
{
    const auto accepted = [&](const attachment& each) {
        const bool kind =
            slot.accept.empty() || std::any_of(slot.accept.begin(), slot.accept.end(), [&](const auto& type) {
                return type.ends_with("/*") ? each.type.starts_with(std::string_view{type}.substr(0, type.size() - 1))
                                            : each.type == type;
            });
        return kind && !each.id.empty() && each.size <= slot.largest_attachment();
    };
    parsed_slot found;
    for (const auto& each : message_->attachments) {
        if (!accepted(each)) continue;
        found.how = fit::exact;
        found.value += (found.value.empty() ? "" : " ") + std::string{cut(each.id, longest_attachment_id)};
    }
    return found;
}

parsed_slot walk::read_answer(std::size_t slot) const
{
    const auto& definition = graph_.slots[slot];
    if (definition.type == slot_type::attachment) return read_attachments(definition);
    if (auto value = pressed_value(slot)) return {fit::exact, std::move(*value), message_->text, true};
    auto found = parse_slot(definition, message_->text, heard_, message_->meaning);
    // "Yes" pressed under an older question means nothing under this one; a remedy's name still does.
    if (pressed_elsewhere() && (definition.type != slot_type::choice || found.how != fit::exact)) return {};
    return found;
}

/// A message while the bot holds the floor.
void walk::answer()
{
    if (looking()) return hear_while_looking();
    const auto question = open_view();
    if (const auto* remedy = offering(); question && remedy) return answer_offer(*remedy, *question);
    if (question) {
        found_ = read_answer(question->slot);
        if (state_.confirming) {
            if (confirm(*question)) return;
        } else if (const bool prose = is_prose(graph_.slots[question->slot].type); found_.how == fit::exact && !prose) {
            return take(question->slot, found_);
        } else if (question->skippable && (prose || found_.how == fit::none) && !pressed_elsewhere() &&
                   passes(heard_)) {
            return take(question->slot, {fit::exact, {}, message_->text, true}); // nothing else is heard in it
        }
    }
    if (pressed_elsewhere() && !understood(signal::human_wanted)) return resume();
    // What only may be a correction is one when it answers nothing that was asked and fits one earlier answer.
    const bool maybe = found_.how == fit::none && perhaps(signal::correction);
    corrected_ = (understood(signal::correction) || maybe || changes_mind()) && correct();
    if (const auto* listening = find_listener()) {
        // "Thanks a lot, that fixed it" is an answer before it is thanks.
        const bool courtesy = listening->on == listener::kind::act && listening->only_speaks();
        const bool answers = question && found_.how != fit::none && !is_prose(graph_.slots[question->slot].type);
        return courtesy && answers ? answer_question(*question) : fire(*listening);
    }
    if (corrected_ || !question) return resume();
    answer_question(*question);
}

/// "No exchange after all, a refund", told where a yes or no was asked for.
bool walk::changes_mind() const
{
    const auto asked = graph_.find_slot(state_.asking);
    if (asked == nowhere || graph_.slots[asked].type != slot_type::yes_no || pressed_elsewhere()) return false;
    for (std::size_t slot = 0; slot < graph_.slots.size(); ++slot)
        if (tells_another_wish(slot)) return true;
    return false;
}

void walk::answer_question(const question_view& question)
{
    const auto& definition = graph_.slots[question.slot];
    const bool no_story = definition.entity == "story" && only_a_number(definition.section);
    if (found_.how != fit::none && !no_story)
        take(question.slot, found_);
    else
        misfit(question);
}

/// Settles an open confirmation where the message says yes, no, or something better; false when it does not.
bool walk::confirm(const question_view& question)
{
    const auto pressed = pressed_value(question.slot);
    const auto said = pressed_elsewhere() ? std::nullopt : yes_or_no(heard_);
    const bool differs = found_.how != fit::none && !pressed && !is_prose(graph_.slots[question.slot].type) &&
                         filled(question.slot) && found_.value != filled(question.slot)->value;
    const bool yes = pressed ? *pressed == "yes" : said && said->value == "yes" && said->how == fit::exact;
    const bool no = pressed ? *pressed == "no" : said && said->value == "no" && said->how == fit::exact;
    if (differs) {
        found_.sure = true;
        take(question.slot, found_);
    } else if (yes) {
        const auto kept = *filled(question.slot);
        take(question.slot, {fit::exact, kept.value, kept.said, true});
    } else if (no) {
        erase(question.slot);
        go_on();
    } else {
        return false;
    }
    return true;
}

void walk::take(std::size_t slot, const parsed_slot& found)
{
    fill(slot, found);
    fill_from_message();
    go_on();
}

/// From the node whose question has been settled.
void walk::go_on()
{
    close_question();
    const auto node = graph_.find_node(state_.node);
    if (node == nowhere) return visit(graph_.start);
    position_ = node;
    if (const auto* survey = std::get_if<survey_node>(&graph_.nodes[node].body)) {
        if (const auto next = next_survey_question(*survey)) visit(*next);
        return;
    }
    visit(node);
}

void walk::misfit(const question_view& question)
{
    fill_from_message();
    if (state_.confirming) {
        if (filled_now_) return again();
        if (++state_.tries < confirmation_tries) return again();
        erase(question.slot); // rather ask afresh than press for a yes
        return go_on();
    }
    const bool passing = !pressed_elsewhere() && (passes(heard_) || (filled_now_ && passes_first(heard_)));
    if (passing && question.skippable) return take(question.slot, {fit::exact, {}, message_->text, true});
    const auto node = graph_.find_node(state_.node);
    const auto* survey = node == nowhere ? nullptr : std::get_if<survey_node>(&graph_.nodes[node].body);
    // It told something else of use: no try is counted, unless once is all that it may be asked.
    if (filled_now_ && question.tries > 1) return again();
    if (++state_.tries >= question.tries || (passing && survey)) {
        if (survey) keep_survey(*survey);
        close_question();
        return visit(along(node, "give_up", question.give_up));
    }
    put_question(question.reprompt != nowhere ? question.reprompt : question.prompt);
}

} // namespace amends::dialogs
