#pragma once

#include "bot/conversation/conversation.hpp"
#include "bot/conversation/draft.hpp"
#include "bot/conversation/services.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/strand.hpp>

#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace amends::bot {

/// What is in the mailbox. Everything that changes a conversation, or must be ordered among its changes,
/// passes through it.
struct attach_mail {
    std::shared_ptr<customer_listener> listener;
    std::function<void(attached)> done;
};
struct say_mail {
    inbound_message message;
    std::function<void(said)> done;
};
struct follow_mail {
    std::shared_ptr<agent_listener> listener;
    std::function<void(std::optional<conversation_view>)> done;
};
struct take_mail {
    agent_identity agent;
    std::int64_t token = 0;
    std::function<void(floor_answer)> done;
};
struct agent_line_mail {
    agent_identity agent;
    std::optional<std::int64_t> token; ///< of a reply; a note needs none
    std::string key;
    std::string text;
    std::function<void(said)> done;
};
struct leave_mail {
    user_id agent;
    std::int64_t token = 0;
    leave_reason reason = leave_reason::returned_to_bot;
    std::function<void(floor_answer)> done;
};
struct fire_mail {
    std::int64_t ordinal = 0;
};
struct fact_mail {
    fact_arrived fact;
};
/// Answers whoever sent the mail, once.
template <class Mail, class Answer> void finish(Mail& m, Answer answer)
{
    if (auto done = std::exchange(m.done, nullptr)) done(std::move(answer));
}

using mail =
    std::variant<attach_mail, say_mail, follow_mail, take_mail, agent_line_mail, leave_mail, fire_mail, fact_mail>;

/// The one implementation of `conversation`. All state is touched on its strand only; a coroutine drains the
/// mailbox and ends when it is empty.
class actor final : public conversation, public std::enable_shared_from_this<actor> {
public:
    using strand = boost::asio::strand<boost::asio::io_context::executor_type>;

    /// `stored` false: the conversation begins with its first turn.
    actor(conversation_services& services, strand on, storage::stored_conversation head, bool stored, std::string tree);

    conversation_id id() const override { return head_.id; }
    void attach(std::shared_ptr<customer_listener> listener, std::function<void(attached)> done) override;
    void detach(const customer_listener* listener) override;
    void say(inbound_message message, std::function<void(said)> done) override;
    void customer_typing(bool on) override;
    void seen(std::int64_t sequence) override;
    void follow(std::shared_ptr<agent_listener> listener,
                std::function<void(std::optional<conversation_view>)> done) override;
    void unfollow(const agent_listener* listener) override;
    void take(agent_identity agent, std::int64_t token, std::function<void(floor_answer)> done) override;
    void reply(agent_identity agent, std::int64_t token, std::string key, std::string text,
               std::function<void(said)> done) override;
    void note(agent_identity agent, std::string key, std::string text, std::function<void(said)> done) override;
    void leave(user_id agent, std::int64_t token, leave_reason reason, std::function<void(floor_answer)> done) override;
    void agent_typing(user_id agent, bool on) override;
    void fire(std::int64_t timer_ordinal) override;

    const storage::identity& who() const { return head_.who; }
    /// Nobody attached, nothing in the mailbox, the bot holds the floor, for at least `quiet`.
    bool idle(std::chrono::steady_clock::time_point now, std::chrono::seconds quiet) const;
    /// It stays open whether that line reached the customer: should its question still be open at the next
    /// message, it is asked again, marked as a repeat.
    void uncertain(std::int64_t sequence);
    /// Lists a conversation that waits or is held, after a restart.
    void announce();
    /// Mails not yet worked off: zero means no turn is in flight.
    int pending() const { return pending_.load(std::memory_order_acquire); }

private:
    void post(mail m);
    boost::asio::awaitable<void> drain(std::shared_ptr<actor> self);
    boost::asio::awaitable<void> work(mail& m);

    boost::asio::awaitable<void> handle(attach_mail& m);
    boost::asio::awaitable<void> handle(say_mail& m);
    boost::asio::awaitable<void> handle(follow_mail& m);
    boost::asio::awaitable<void> handle(take_mail& m);
    boost::asio::awaitable<void> handle(agent_line_mail& m);
    boost::asio::awaitable<void> handle(leave_mail& m);
    boost::asio::awaitable<void> handle(fire_mail& m);
    boost::asio::awaitable<void> handle(fact_mail& m);

    /// Builds a turn from the conversation as it stands, or nothing when it no longer applies. Called again
    /// when the conversation turned out to have moved on.
    using decider = std::function<std::optional<draft>()>;
    struct performed {
        std::optional<draft> made;
        storage::commit_result receipt;
    };
    /// Decides and commits. A turn that fails twice for a reason not the disk's is replaced by `instead`
    /// ("When things fail", Poison turn). Nothing is spoken yet: the caller answers first, then publishes.
    boost::asio::awaitable<performed> perform(decider decide, decider instead);
    boost::asio::awaitable<performed> attempt(const decider& decide);
    void publish(performed& p);
    void deliver(const performed& p);
    void arm_timers(const draft& d);
    void start_lookups(const draft& d);
    /// Asks a connector; its answer is a mail like any other.
    boost::asio::awaitable<void> ask(std::shared_ptr<actor> self, look_up asked);
    void tell_desk();
    /// When the desk's earliest open promise is due.
    std::optional<instant> owed() const;
    bool held_by(user_id agent, std::int64_t token) const;
    storage::inbound_key key_of(const inbound_message& message) const;

    boost::asio::awaitable<bool> load_tree();
    boost::asio::awaitable<bool> reload();
    draft decide_event(const event& e, std::vector<spoken_line> before);
    draft decide_message(const inbound_message& message);
    draft decide_take(const agent_identity& agent);
    draft decide_leave(const leave_mail& m);
    draft decide_agent_line(const agent_line_mail& m);
    draft poison_message(const inbound_message& message);
    facts gather_facts();
    std::string language() const;
    floor_view floor() const;
    conversation_view view() const;
    void refuse(mail& m);

    conversation_services& services_;
    strand strand_;
    storage::stored_conversation head_;
    dialogs::state state_;
    dialogs::tree_ptr tree_;
    std::string wanted_tree_;
    std::string case_number_;   ///< reserved for the case that may open next
    std::string floor_name_;    ///< display name of the agent who holds the floor
    bool stored_ = false;       ///< the first turn is committed
    bool stale_ = false;        ///< a turn failed: read the row again before the next one
    bool uncertain_ = false;    ///< the last line with a question may not have arrived
    std::int64_t asked_at_ = 0; ///< sequence of the last line with a question
    bool vanished_ = false;     ///< waits because its agent vanished
    /// Largest sequence that was given to a client of the customer. Which of the stored ones were, nobody remembers
    /// after a restart: all of them may have been.
    std::int64_t handed_ = 0;
    std::string last_text_;
    instant last_at_{};
    std::vector<std::shared_ptr<customer_listener>> customers_;
    std::vector<std::shared_ptr<agent_listener>> agents_;
    std::deque<mail> mailbox_;
    bool draining_ = false;
    std::atomic<int> pending_{0};
    std::atomic<int> attached_{0};
    std::atomic<int> lookups_{0}; ///< whose answers are still to come
    std::atomic<bool> bot_holds_floor_{true};
    bool listed_ = false; ///< the desk lists it
    std::atomic<std::chrono::steady_clock::rep> last_used_{0};
};

} // namespace amends::bot
