#pragma once

#include "dialogs/codec/codec.hpp"
#include "dialogs/step.hpp"
#include "dialogs/text/render.hpp"
#include "dialogs/tree/tree.hpp"
#include "dialogs/understand/understand.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace amends::test {

/// A conversation as a readable script: what the customer, the clock and agents do, and what the dialog is
/// expected to say and do about it. Expectations are about the latest step. Every step is also checked for
/// what must always hold: the same step twice is the same (I6), state and event survive their codec, every
/// line renders, nothing is said while an agent has the floor (I4), no message goes unanswered (I5).
///
///     dialog_script chat{tree};
///     chat.says("我的快递三天没动了").expect_texts({"welcome", "sorry_late", "ask_number"});
///     chat.presses("refund").expect_slot("desired_outcome", "refund");
///     chat.waits(std::chrono::minutes{3}).expect_node("callback");
class dialog_script {
public:
    explicit dialog_script(dialogs::tree_ptr tree) : tree_{std::move(tree)}
    {
        REQUIRE(tree_ != nullptr);
        facts.now = from_unix_ms(1'795'762'800'000); // Friday, 2026-11-27 15:00 in Shanghai
        facts.zone = "Asia/Shanghai";
        facts.seed = 7;
        facts.agents_available = 2;
        facts.case_number = "A-1001";
        facts.next_open = facts.now + std::chrono::hours{18};
    }

    /// What the world looks like at the next step; change it freely.
    amends::facts facts;

    // ---- what happens

    dialog_script& says(std::string text)
    {
        customer_message message;
        message.text = std::move(text);
        return hear(std::move(message));
    }
    /// Says something that objects, whatever the understanding makes of the words.
    dialog_script& objects(std::string text, objection_kind how)
    {
        customer_message message;
        message.text = std::move(text);
        return hear(std::move(message), how);
    }
    /// Sends files, with words or without.
    dialog_script& sends(std::vector<attachment> files, std::string text = {})
    {
        customer_message message;
        message.text = std::move(text);
        message.attachments = std::move(files);
        return hear(std::move(message));
    }
    /// Presses a quick reply of the question that is open.
    dialog_script& presses(std::string option) { return presses(std::move(option), state_.question); }
    /// Presses a quick reply of a question of the caller's choice, such as one that is no longer open.
    dialog_script& presses(std::string option, std::string question)
    {
        customer_message message;
        message.text = option;
        for (const auto& offered : offered_)
            if (offered.value == option) message.text = offered.label;
        message.option = std::move(option);
        message.question = std::move(question);
        return hear(std::move(message));
    }
    /// Lets time pass; the timers that fall due fire, in order. Each is a step; the last one is the latest.
    dialog_script& waits(milliseconds time)
    {
        const auto until = facts.now + time;
        for (int fired = 0; fired < 100; ++fired) {
            const auto next = std::min_element(timers_.begin(), timers_.end(),
                                               [](const auto& a, const auto& b) { return a.second < b.second; });
            if (next == timers_.end() || next->second > until) break;
            facts.now = std::max(facts.now, next->second);
            const auto name = next->first;
            timers_.erase(next);
            take(timer_fired{name});
        }
        facts.now = until;
        return *this;
    }
    dialog_script& fires(std::string timer) { return take(timer_fired{std::move(timer)}); }
    /// The connector that is being asked answers.
    dialog_script& answers(std::map<std::string, std::string> fields)
    {
        return take(fact_arrived{state_.lookup, asked_.connector, lookup_outcome::found, std::move(fields)});
    }
    dialog_script& finds_nothing()
    {
        return take(fact_arrived{state_.lookup, asked_.connector, lookup_outcome::not_found, {}});
    }
    dialog_script& fails_to_answer()
    {
        return take(fact_arrived{state_.lookup, asked_.connector, lookup_outcome::failed, {}});
    }
    /// Any event at all.
    dialog_script& happens(event e) { return take(std::move(e)); }
    dialog_script& agent_joins(std::string name = "李娜") { return take(agent_joined{user_id{3}, std::move(name)}); }
    dialog_script& agent_returns() { return take(agent_left{user_id{3}, leave_reason::returned_to_bot}); }
    dialog_script& agent_vanishes() { return take(agent_left{user_id{3}, leave_reason::vanished}); }
    dialog_script& agent_resolves() { return take(agent_left{user_id{3}, leave_reason::resolved}); }

    // ---- what is expected of the latest step

    /// Exactly these texts were said, in this order.
    dialog_script& expect_texts(const std::vector<std::string>& ids)
    {
        INFO(story_);
        CHECK(texts() == ids);
        return *this;
    }
    /// This text was said, whatever else was.
    dialog_script& expect_said(const std::string& id)
    {
        INFO(story_);
        CHECK_THAT(texts(), Catch::VectorContains(id));
        return *this;
    }
    dialog_script& expect_not_said(const std::string& id)
    {
        INFO(story_);
        CHECK_THAT(texts(), !Catch::VectorContains(id));
        return *this;
    }
    dialog_script& expect_silence() { return expect_texts({}); }
    /// Some line's words contain this.
    dialog_script& expect_words(const std::string& words)
    {
        INFO(story_);
        const bool found = std::any_of(lines_.begin(), lines_.end(),
                                       [&](const auto& line) { return line.find(words) != std::string::npos; });
        CHECK(found);
        return *this;
    }
    dialog_script& expect_slot(const std::string& name, const std::string& value)
    {
        INFO(story_);
        INFO("slot " << name);
        const auto at = state_.slots.find(name);
        CHECK((at == state_.slots.end() ? std::string{"(unfilled)"} : at->second.value) == value);
        return *this;
    }
    dialog_script& expect_unfilled(const std::string& name)
    {
        INFO(story_);
        CHECK(state_.slots.count(name) == 0);
        return *this;
    }
    dialog_script& expect_case(const std::string& field, const std::string& value)
    {
        INFO(story_);
        INFO("case field " << field);
        const auto at = state_.case_fields.find(field);
        CHECK((at == state_.case_fields.end() ? std::string{"(unset)"} : at->second) == value);
        return *this;
    }
    dialog_script& expect_tag(const std::string& tag)
    {
        INFO(story_);
        CHECK(state_.tags.count(tag) == 1);
        return *this;
    }
    dialog_script& expect_node(const std::string& id)
    {
        INFO(story_);
        CHECK(state_.node == id);
        return *this;
    }
    dialog_script& expect_asking(const std::string& slot)
    {
        INFO(story_);
        CHECK(state_.asking == slot);
        return *this;
    }
    dialog_script& expect_floor(floor_holder floor)
    {
        INFO(story_);
        CHECK(static_cast<int>(state_.floor) == static_cast<int>(floor));
        return *this;
    }
    dialog_script& expect_language(const std::string& language)
    {
        INFO(story_);
        CHECK(state_.language == language);
        return *this;
    }
    dialog_script& expect_ended(bool ended = true)
    {
        INFO(story_);
        CHECK(state_.ended == ended);
        return *this;
    }
    /// A person was asked for in the latest step, in this queue.
    dialog_script& expect_human(const std::string& queue)
    {
        INFO(story_);
        const auto* asked = effect<request_human>();
        REQUIRE(asked != nullptr);
        CHECK(asked->queue == queue);
        return *this;
    }
    /// The quick replies of the latest line that had any, by value.
    dialog_script& expect_options(const std::vector<std::string>& values)
    {
        INFO(story_);
        std::vector<std::string> offered;
        for (const auto& each : offered_) offered.push_back(each.value);
        CHECK(offered == values);
        return *this;
    }

    // ---- for what needs a closer look

    /// The latest step's first effect of one kind, or null.
    template <class Effect> const Effect* effect() const
    {
        for (const auto& each : effects_)
            if (const auto* found = std::get_if<Effect>(&each)) return found;
        return nullptr;
    }
    std::vector<std::string> texts() const
    {
        std::vector<std::string> ids;
        for (const auto& each : effects_)
            if (const auto* line = std::get_if<say>(&each)) ids.push_back(line->text);
        return ids;
    }
    const std::vector<amends::effect>& effects() const { return effects_; }
    const std::vector<std::string>& lines() const { return lines_; }
    const std::vector<option>& offered() const { return offered_; }
    const dialogs::state& state() const { return state_; }
    const std::map<std::string, instant>& timers() const { return timers_; }
    /// What a connector was last asked.
    const look_up& asked() const { return asked_; }
    /// Everything said so far, for messages about failures.
    const std::string& story() const { return story_; }

private:
    dialog_script& hear(customer_message message, objection_kind objection = objection_kind::none)
    {
        message.meaning = dialogs::understand(message.text, {state_.language, facts.zone, facts.now});
        if (objection != objection_kind::none) message.meaning.objection = objection;
        story_ += "\n> " + message.text + (message.option.empty() ? "" : " [" + message.option + "]");
        const auto before = state_.floor;
        take(std::move(message));
        if (before == floor_holder::bot) {
            INFO(story_);
            const bool answered = !lines_.empty() || effect<request_human>() != nullptr;
            CHECK(answered); // I5
        }
        return *this;
    }

    dialog_script& take(const event& e)
    {
        auto taken = dialogs::step(*tree_, state_, e, facts);
        const auto again = dialogs::step(*tree_, state_, e, facts);
        CHECK(taken == again); // I6
        CHECK(dialogs::encode(taken.state) == dialogs::encode(again.state));
        const auto stored = dialogs::decode_state(dialogs::encode(taken.state));
        REQUIRE(stored.has_value());
        CHECK(*stored == taken.state);
        CHECK(dialogs::decode_event(dialogs::encode(e)).has_value());
        const bool over_agent = state_.floor == floor_holder::agent && !std::holds_alternative<agent_left>(e);
        state_ = std::move(taken.state);
        effects_ = std::move(taken.effects);
        lines_.clear();
        for (const auto& each : effects_) carry_out(each);
        seed_on();
        if (over_agent || state_.floor == floor_holder::agent) CHECK(lines_.empty()); // I4
        return *this;
    }

    void carry_out(const amends::effect& each)
    {
        if (const auto* line = std::get_if<say>(&each)) {
            const auto rendered = dialogs::render(*tree_, *line, facts.zone);
            INFO("text " << line->text << ": " << rendered.text);
            CHECK(rendered.text.find("[" + line->text + "]") == std::string::npos);
            CHECK_FALSE(rendered.text.empty());
            lines_.push_back(rendered.text);
            if (!rendered.options.empty()) offered_ = rendered.options;
            story_ += "\n  " + line->text + ": " + rendered.text;
        } else if (const auto* timer = std::get_if<start_timer>(&each)) {
            timers_[timer->name] = timer->type == start_timer::kind::pause ? facts.now + timer->wait : timer->due;
        } else if (const auto* cancelled = std::get_if<cancel_timer>(&each)) {
            timers_.erase(cancelled->name);
        } else if (const auto* asked = std::get_if<look_up>(&each)) {
            asked_ = *asked;
            story_ += "\n  asks " + asked->connector;
        } else if (const auto* defect = std::get_if<report_defect>(&each)) {
            story_ += "\n  DEFECT " + defect->what;
        }
    }

    void seed_on() { facts.seed = facts.seed * 6364136223846793005ULL + 1442695040888963407ULL; }

    dialogs::tree_ptr tree_;
    dialogs::state state_;
    std::vector<amends::effect> effects_;
    std::vector<std::string> lines_;
    std::vector<option> offered_;
    std::map<std::string, instant> timers_;
    look_up asked_;
    std::string story_;
};

} // namespace amends::test
