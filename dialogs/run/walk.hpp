#pragma once

#include "dialogs/slots/parse.hpp"
#include "dialogs/state.hpp"
#include "dialogs/text/fold.hpp"
#include "dialogs/trail.hpp"
#include "dialogs/tree/graph.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace amends::dialogs {

/// One step in the making: a copy of the state that is walked through the graph, and the effects so far.
/// Lives for one call of `step`; single-threaded, no I/O, no clock.
class walk {
public:
    /// `walked` is told where the step goes, unless it is null.
    walk(const tree::graph& graph, const state& before, const facts& now, trail* walked);

    void hear(const customer_message& message);
    void ring(const timer_fired& timer);
    void join(const agent_joined& joined);
    void leave(const agent_left& left);
    void arrive(const fact_arrived& fact);
    void remedy_came(const std::string& remedy, remedy_step step);

    outcome finish() &&;

private:
    /// Where a handler goes on: a node, or nothing when the dialog now waits or has ended.
    using onward = std::optional<std::size_t>;

    /// The open question, seen through the node that asked it.
    struct question_view {
        std::size_t slot = nowhere;
        std::size_t prompt = nowhere;
        std::size_t reprompt = nowhere;
        std::size_t reminder = nowhere;
        int tries = 3;
        int remind_after = 0;
        bool skippable = false;
        std::size_t give_up = nowhere;
    };

    /// What the customer would rather have than what is offered: an amount, or a remedy's name.
    struct counter_offer {
        std::string words;
        std::optional<double> amount{};
    };

    // walk.cpp: the loop, beginning and ending
    void begin();
    void visit(std::size_t node);
    void jump(std::size_t node);
    std::size_t along(std::size_t from, std::string_view edge, std::size_t to);
    void mark(std::size_t node, std::string_view edge);
    void mark(std::string_view part);
    std::size_t node_at_hand() const { return graph_.find_node(state_.node); }
    void defect(const std::string& what);
    void keep_case();
    bool answered() const { return spoken_ > 0 || asked_for_person_; }

    // nodes.cpp: one handler for each kind of node
    onward at(const say_node& n);
    onward at(const ask_node& n);
    onward at(const choose_node& n);
    onward at(const branch_node& n);
    onward at(const set_node& n);
    onward at(const promise_node& n);
    onward at(const handoff_node& n);
    onward at(const survey_node& n);
    onward at(const end_node& n);
    onward at(const lookup_node& n);
    onward at(const remedy_node& n);
    onward at(const call_node& n);
    onward at(const return_node& n);
    void open_case_once();
    onward next_survey_question(const survey_node& n);
    void keep_survey(const survey_node& n);

    // questions.cpp: opening, putting again, answering
    void open_question(std::size_t slot, bool confirming);
    void close_question();
    void put_question(std::size_t text);
    std::optional<question_view> open_view() const;
    std::vector<option> options_for(std::size_t slot, bool confirming) const;
    parsed_slot read_attachments(const slot_definition& slot) const;
    void answer();
    bool changes_mind() const;
    void answer_question(const question_view& question);
    bool confirm(const question_view& question);
    std::optional<std::string> pressed_value(std::size_t slot) const;
    bool pressed_elsewhere() const;
    parsed_slot read_answer(std::size_t slot) const;
    void take(std::size_t slot, const parsed_slot& found);
    void go_on();
    void misfit(const question_view& question);
    void again();

    // lookups.cpp: asking connectors
    void close_lookup();
    const lookup_node* looking() const;
    bool keep(const fact_arrived& fact, const lookup_node& n);
    void hear_while_looking();

    // remedies.cpp: proposing, choosing, settling
    const remedy_node* offering() const;
    void record(remedy_step step, const offered_remedy& offer, std::string reason);
    void say_terms(const offered_remedy& offer);
    std::vector<option> offer_options() const;
    std::string_view kind_of(const std::string& remedy) const;
    parsed_slot read_offer_answer() const;
    std::optional<counter_offer> counter() const;
    void answer_offer(const remedy_node& n, const question_view& question);
    void settle(const remedy_node& n, const std::string& chosen);
    void haggle(const remedy_node& n, const counter_offer& wanted);

    // sections.cpp: calling and returning
    bool enter_section(std::size_t section, call_frame back);
    void leave_section(std::size_t section);
    onward take_up(std::size_t node);
    std::size_t section_at_hand() const;

    // filling.cpp: what else the message tells
    void observe();
    void follow_language();
    void observe_emotion();
    void fill_from_message();
    bool only_a_number(std::size_t section) const;
    void fill_from_message(std::size_t slot, std::vector<bool>& used);
    void fill(std::size_t slot, parsed_slot found);
    bool correct();
    void erase(std::size_t slot);
    std::vector<std::size_t> slots_to_correct(std::size_t section) const;
    bool only_on_record(std::size_t slot) const;
    bool tells_another_wish(std::size_t slot) const;
    std::optional<bool> correct_in(std::size_t section);

    // listeners.cpp
    const listener* find_listener();
    bool hears(const listener& l) const;
    /// What a listener does this time: a ladder is climbed by one rung at a time (recovery.md C10).
    struct answer_of_listener {
        std::vector<std::size_t> texts;
        std::size_t jump = nowhere;
        std::size_t call = nowhere;
    };
    answer_of_listener climb(const listener& l);
    void fire(const listener& l);
    void resume();
    void hear_first();
    void hear_after_promise();
    bool overdue() const { return state_.promised != instant{} && state_.promised < facts_.now; }

    // people.cpp: waiting, agents
    void hear_while_waiting();
    void wait_for_person(std::size_t handoff, std::size_t reason, int priority, int seconds);
    int priority_of(const handoff_node& n) const;
    void stop_waiting();
    std::size_t handoff_at_hand() const;

    // speaking.cpp: texts, wordings, arguments
    bool speak(std::size_t text, bool may_skip = false);
    bool speak(std::size_t text, bool may_skip, std::vector<option> options, std::string question);
    std::string amount_spoken_of() const;
    std::vector<text_argument> arguments_of(const text_definition& text) const;
    std::optional<std::string> wording(const text_definition& text, const text_wordings& in, bool may_skip);

    // conditions.cpp
    bool holds(const condition& c) const;
    const std::string* customer_flag(const std::string& name) const;
    bool objects(objection_kind how) const;

    const slot_value* filled(std::size_t slot) const;
    std::string given(const given_value& value) const;
    bool understood(signal s) const { return message_ && message_->meaning.has(s); }
    /// Heard only faintly.
    bool perhaps(signal s) const
    {
        if (!message_) return false;
        const auto& faint = message_->meaning.unsure_signals;
        return std::find(faint.begin(), faint.end(), s) != faint.end();
    }
    void effect_of(effect e) { effects_.push_back(std::move(e)); }

    const tree::graph& graph_;
    const state& before_;
    const facts& facts_;
    trail* walked_;
    state state_;
    std::vector<effect> effects_;
    const customer_message* message_ = nullptr;
    folded heard_;
    std::vector<std::size_t> visited_; ///< the path, for its limit and for reports
    std::size_t position_ = nowhere;   ///< the node being walked
    std::set<signal> fresh_;           ///< signals not heard before in this conversation
    std::optional<instant> promise_due_;
    std::optional<std::string> remedy_amount_; ///< of the remedy that is being spoken of
    std::size_t spoken_ = 0;
    bool asked_for_person_ = false;
    bool defective_ = false;
    bool filled_now_ = false; ///< the message filled some slot
    bool corrected_ = false;  ///< the message changed an earlier answer
    parsed_slot found_;       ///< what the message says to the open question
};

inline constexpr std::size_t longest_walk = 64;

} // namespace amends::dialogs
