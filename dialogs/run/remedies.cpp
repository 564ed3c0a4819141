#include "dialogs/recovery/remedies.hpp"
#include "dialogs/codec/names.hpp"
#include "dialogs/run/walk.hpp"
#include "dialogs/slots/choices.hpp"
#include "dialogs/slots/money.hpp"
#include "dialogs/slots/phrases.hpp"
#include "dialogs/slots/yes_no.hpp"

#include <algorithm>
#include <cmath>

namespace amends::dialogs {
namespace {

constexpr const char* none_of_these = "none";

const std::vector<std::string>& refusing_words()
{
    static const std::vector<std::string> words{
        none_of_these, "none of these",  "none of them",   "neither",  "neither of them", "都不合适",
        "都不行",      "都不要",         "都不满意",       "都不接受", "不接受",          "我不接受",
        "not good",    "not acceptable", "unacceptable",   "不合适",   "no deal",         "不满意",
        "i decline",   "i don't accept", "i do not accept"};
    return words;
}

bool is_too_little(const folded& heard)
{
    constexpr std::string_view words[]{"太少",       "不够",       "才这么点", "再多",          "加点",
                                       "too little", "not enough", "too low",  "more than that"};
    return std::any_of(std::begin(words), std::end(words),
                       [&](auto word) { return find_phrase(heard.text, word) != std::string_view::npos; });
}

bool same_money(double a, double b) { return std::abs(a - b) < 0.005; }

} // namespace

const remedy_node* walk::offering() const
{
    const auto node = graph_.find_node(state_.node);
    return node == nowhere ? nullptr : std::get_if<remedy_node>(&graph_.nodes[node].body);
}

/// Puts a step on record, and in the case's fields for whoever reads them.
void walk::record(remedy_step step, const offered_remedy& offer, std::string reason)
{
    record_remedy made;
    made.step = step;
    made.remedy = offer.remedy;
    made.amount = offer.amount;
    made.reason = std::move(reason);
    if (const auto index = graph_.find_remedy(offer.remedy); index != nowhere) {
        const auto& rule = graph_.remedies.rules[index];
        made.kind = rule.kind;
        made.origin = rule.origin;
        made.within_limit = within_limit(rule, offer.amount);
    }
    auto& fields = state_.case_fields;
    fields["remedy_status"] = name_of(step);
    if (step == remedy_step::accepted) {
        fields["remedy"] = made.kind;
        if (offer.amount.empty())
            fields.erase("remedy_amount");
        else
            fields["remedy_amount"] = offer.amount;
    }
    effect_of(std::move(made));
}

void walk::say_terms(const offered_remedy& offer)
{
    const auto index = graph_.find_remedy(offer.remedy);
    if (index == nowhere) return;
    remedy_amount_ = offer.amount;
    speak(graph_.remedies.rules[index].terms);
    remedy_amount_.reset();
}

walk::onward walk::at(const remedy_node& n)
{
    if (!state_.offers.empty()) { // still on the table: something else came in between
        open_question(nowhere, false);
        return std::nullopt;
    }
    auto proposal = propose(graph_, n, state_, facts_, [this](const condition& c) { return holds(c); });
    if (!proposal.withheld.empty()) {
        record(remedy_step::withheld, {}, proposal.withheld);
        state_.case_fields["remedy_withheld"] = proposal.withheld;
        if (proposal.withheld == "need_unknown" || proposal.withheld == "not_confirmed")
            return along(position_, "not_yet", n.not_yet);
        speak(n.refusal);
        return along(position_, "refused", n.refused);
    }
    state_.case_fields.erase("remedy_withheld");
    state_.offers = std::move(proposal.offers);
    state_.improvements = 0;
    for (const auto& each : state_.offers) {
        record(remedy_step::offered, each, {});
        say_terms(each);
    }
    open_question(nowhere, false);
    return std::nullopt;
}

std::vector<option> walk::offer_options() const
{
    std::vector<option> options;
    for (const auto& each : state_.offers)
        if (const auto index = graph_.find_remedy(each.remedy); index != nowhere)
            options.push_back({each.remedy, graph_.texts[graph_.remedies.rules[index].label].id});
    options.push_back({none_of_these, "amends.none_of_these"});
    return options;
}

std::string_view walk::kind_of(const std::string& remedy) const
{
    const auto index = graph_.find_remedy(remedy);
    return index == nowhere ? std::string_view{} : std::string_view{graph_.remedies.rules[index].kind};
}

/// What the message says to the offers: one of them by its id, "none", or nothing that fits.
parsed_slot walk::read_offer_answer() const
{
    if (!message_->option.empty() && message_->question == state_.question)
        for (const auto& each : offer_options())
            if (each.value == message_->option) return {fit::exact, message_->option, {}, true};
    if (pressed_elsewhere()) return {};
    slot_definition offered;
    offered.type = slot_type::choice;
    for (const auto& each : state_.offers)
        if (const auto index = graph_.find_remedy(each.remedy); index != nowhere)
            offered.choices.push_back({each.remedy, {}, graph_.remedies.rules[index].words});
    offered.choices.push_back({none_of_these, {}, refusing_words()});
    const auto chosen = parse_choice(offered, heard_, message_->meaning);
    if (chosen.how == fit::exact) return chosen;
    if (const auto said = yes_or_no(heard_); said && said->value == "no")
        return {said->how, none_of_these, {}, true};
    else if (said && state_.offers.size() == 1)
        return {said->how, state_.offers.front().remedy, {}, true};
    if (chosen.how == fit::none)
        for (const auto& each : message_->meaning.entities)
            for (const auto& offer : state_.offers)
                if (each.type == "desired_outcome" && each.value == kind_of(offer.remedy))
                    return {fit::inside, offer.remedy, {}, true};
    return chosen;
}

/// What the customer would rather have than the offers: an amount of money, or another kind of remedy.
std::optional<walk::counter_offer> walk::counter() const
{
    const auto offered = [&](const auto& test) {
        return std::any_of(state_.offers.begin(), state_.offers.end(), test);
    };
    for (const auto& each : message_->meaning.entities) {
        if (each.type == "money") {
            const auto wanted = amount_in(each.value);
            if (wanted &&
                !offered([&](const auto& o) { return same_money(amount_in(o.amount).value_or(-1), *wanted); }))
                return counter_offer{each.value, wanted};
        } else if (each.type == "desired_outcome") {
            if (!offered([&](const auto& o) { return kind_of(o.remedy) == each.value; }))
                return counter_offer{each.value, std::nullopt};
        }
    }
    return is_too_little(heard_) ? std::optional{counter_offer{}} : std::nullopt;
}

/// A message while a choice of remedies is open.
void walk::answer_offer(const remedy_node& n, const question_view& question)
{
    const auto said = read_offer_answer();
    if (said.how == fit::exact) return settle(n, said.value);
    if (pressed_elsewhere() && !understood(signal::human_wanted)) return resume();
    corrected_ = understood(signal::correction) && correct();
    if (const auto* listening = find_listener()) return fire(*listening);
    if (corrected_) return resume();
    if (const auto wanted = counter()) return haggle(n, *wanted);
    if (said.how == fit::inside) return settle(n, said.value);
    if (++state_.tries >= question.tries) {
        state_.offers.clear();
        close_question();
        return visit(along(node_at_hand(), "give_up", n.give_up));
    }
    put_question(question.reprompt != nowhere ? question.reprompt : question.prompt);
}

void walk::settle(const remedy_node& n, const std::string& chosen)
{
    const auto at = std::find_if(state_.offers.begin(), state_.offers.end(),
                                 [&](const auto& each) { return each.remedy == chosen; });
    const auto taken = at == state_.offers.end() ? offered_remedy{} : *at;
    const auto index = graph_.find_remedy(taken.remedy);
    if (index == nowhere) {
        for (const auto& each : state_.offers) record(remedy_step::declined, each, {});
    } else {
        state_.remedies[taken.remedy] = taken.amount;
        record(remedy_step::accepted, taken, {}); // F11: before anything is carried out
    }
    state_.offers.clear();
    close_question();
    if (index == nowhere) return visit(along(node_at_hand(), "declined", n.declined));
    const bool own = within_limit(graph_.remedies.rules[index], taken.amount);
    visit(own || n.approval == nowhere ? along(node_at_hand(), "accepted", n.accepted)
                                       : along(node_at_hand(), "approval", n.approval));
}

/// F7: the table's improvements and no more; then the customer's wish goes the way of `countered`.
void walk::haggle(const remedy_node& n, const counter_offer& wanted)
{
    const bool other_kind = !wanted.words.empty() && !wanted.amount;
    std::optional<offered_remedy> better;
    auto meant = state_.offers.begin();
    for (auto each = meant; each != state_.offers.end() && !other_kind && !better; ++each) {
        better = improved(graph_, *each, state_, facts_, wanted.amount);
        if (better) meant = each;
    }
    record(remedy_step::countered, *meant, wanted.words);
    if (!better) {
        state_.offers.clear();
        close_question();
        return visit(along(node_at_hand(), "countered", n.countered));
    }
    *meant = std::move(*better);
    ++state_.improvements;
    record(remedy_step::offered, *meant, {});
    say_terms(*meant);
    again();
}

/// Somebody outside settled or carried out a remedy that the customer accepted; a listener tells the customer.
void walk::remedy_came(const std::string& remedy, remedy_step step)
{
    const auto accepted = state_.remedies.find(remedy);
    if (accepted == state_.remedies.end()) return;
    const offered_remedy taken{remedy, accepted->second};
    if (step == remedy_step::denied) state_.remedies.erase(accepted);
    record(step, taken, {});
    if (state_.floor == floor_holder::agent) return;
    const auto heard = std::find_if(graph_.listeners.begin(), graph_.listeners.end(), [&](const listener& each) {
        return each.on == listener::kind::remedy && each.remedy == step && (!each.when || holds(*each.when));
    });
    if (heard == graph_.listeners.end()) return;
    mark(listener_part(static_cast<std::size_t>(heard - graph_.listeners.begin())));
    if (!heard->tag.empty()) state_.tags.insert(heard->tag);
    remedy_amount_ = taken.amount;
    for (const auto text : heard->texts) speak(text);
    remedy_amount_.reset();
    if (state_.floor != floor_holder::bot || state_.ended) return;
    if (heard->jump != nowhere) return jump(heard->jump);
    if (spoken_ > 0) again();
}

} // namespace amends::dialogs
