#include "bot/conversation/actor.hpp"

#include "bot/conversation/line_extra.hpp"
#include "dialogs/codec/codec.hpp"
#include "dialogs/text/language.hpp"
#include "dialogs/tree/shown.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <exception>

namespace amends::bot {

namespace {

constexpr std::size_t mailbox_limit = 64;

template <class... F> struct overloaded : F... {
    using F::operator()...;
};
template <class... F> overloaded(F...) -> overloaded<F...>; // clang 14 needs it spelled

} // namespace

actor::actor(conversation_services& services, strand on, storage::stored_conversation head, bool stored,
             std::string tree)
    : services_(services), strand_(std::move(on)), head_(std::move(head)), wanted_tree_(std::move(tree)),
      stored_(stored), handed_(head_.last_sequence), last_text_(std::move(head_.last_text)), last_at_(head_.last_at),
      bot_holds_floor_(head_.floor.holder == floor_holder::bot)
{
    if (head_.floor.holder == floor_holder::agent) floor_name_ = std::move(head_.agent);
    last_used_ = std::chrono::steady_clock::now().time_since_epoch().count();
    if (!stored) return;
    if (auto state = dialogs::decode_state(head_.state))
        state_ = std::move(*state);
    else
        services_.runtime.log.write(log_level::error, "conversation.state_unreadable",
                                    {{"conversation", head_.id.value}, {"problem", state.error().code}});
    head_.state.clear();
}

void actor::post(mail m)
{
    pending_.fetch_add(1, std::memory_order_acq_rel);
    boost::asio::post(strand_, [self = shared_from_this(), m = std::move(m)]() mutable {
        if (self->mailbox_.size() >= mailbox_limit) {
            self->services_.runtime.metrics.add(counter::turns_refused);
            self->refuse(m);
            self->pending_.fetch_sub(1, std::memory_order_acq_rel);
            return;
        }
        self->mailbox_.push_back(std::move(m));
        if (self->draining_) return;
        self->draining_ = true;
        // Not lost when detached: `pending` counts its mails, and shutdown waits for zero.
        boost::asio::co_spawn(self->strand_, self->drain(self), boost::asio::detached);
    });
}

boost::asio::awaitable<void> actor::drain([[maybe_unused]] std::shared_ptr<actor> self)
{
    while (!mailbox_.empty()) {
        mail next = std::move(mailbox_.front());
        mailbox_.pop_front();
        try {
            co_await work(next);
        } catch (const std::exception& defect) {
            services_.runtime.log.write(
                log_level::error, "conversation.defect",
                {{"conversation", head_.id.value}, {"what", std::string_view(kind_of(defect))}});
            stale_ = true;
            refuse(next); // whoever has no answer yet gets one
        }
        pending_.fetch_sub(1, std::memory_order_acq_rel);
    }
    last_used_ = std::chrono::steady_clock::now().time_since_epoch().count();
    draining_ = false;
}

boost::asio::awaitable<void> actor::work(mail& m)
{
    // GCC 12 miscompiles `co_await` inside a compound condition: every one here stands alone.
    bool readable = true;
    if (stale_ && stored_) readable = co_await reload();
    if (!readable) {
        refuse(m);
        co_return;
    }
    auto handling = std::visit([this](auto& each) { return handle(each); }, m);
    co_await std::move(handling);
}

void actor::refuse(mail& m)
{
    std::visit(overloaded{
                   [](attach_mail& each) { finish(each, attached{}); },
                   [this](say_mail& each) {
                       finish(each, said{said::kind::busy, 0, floor()});
                   },
                   [](follow_mail& each) { finish(each, std::optional<conversation_view>{}); },
                   [this](take_mail& each) {
                       finish(each, floor_answer{floor_answer::kind::busy, floor()});
                   },
                   [this](agent_line_mail& each) {
                       finish(each, said{said::kind::busy, 0, floor()});
                   },
                   [this](leave_mail& each) {
                       finish(each, floor_answer{floor_answer::kind::busy, floor()});
                   },
                   [this](fire_mail& each) {
                       storage::timer_record again;
                       again.conversation = head_.id;
                       again.ordinal = each.ordinal;
                       again.remaining = std::chrono::seconds{5};
                       services_.alarms.set(again);
                   },
                   [](fact_mail&) {}, // the look-up's timer goes on without it
               },
               m);
}

void actor::attach(std::shared_ptr<customer_listener> listener, std::function<void(attached)> done)
{
    post(attach_mail{std::move(listener), std::move(done)});
}

void actor::detach(const customer_listener* listener)
{
    boost::asio::post(strand_, [self = shared_from_this(), listener] {
        std::erase_if(self->customers_, [&](const auto& each) { return each.get() == listener; });
        self->attached_ = static_cast<int>(self->customers_.size() + self->agents_.size());
    });
}

void actor::say(inbound_message message, std::function<void(said)> done)
{
    post(say_mail{std::move(message), std::move(done)});
}

void actor::customer_typing(bool on)
{
    boost::asio::post(strand_, [self = shared_from_this(), on] {
        for (const auto& each : self->agents_) each->on_customer_typing(self->head_.id, on);
    });
}

void actor::seen(std::int64_t sequence)
{
    boost::asio::post(strand_, [self = shared_from_this(), sequence] {
        auto known = std::min(sequence, self->head_.last_sequence);
        if (known <= self->head_.customer_seen) return;
        self->head_.customer_seen = known;
        for (const auto& each : self->agents_) each->on_seen(self->head_.id, known);
    });
}

void actor::follow(std::shared_ptr<agent_listener> listener, std::function<void(std::optional<conversation_view>)> done)
{
    post(follow_mail{std::move(listener), std::move(done)});
}

void actor::unfollow(const agent_listener* listener)
{
    boost::asio::post(strand_, [self = shared_from_this(), listener] {
        std::erase_if(self->agents_, [&](const auto& each) { return each.get() == listener; });
        self->attached_ = static_cast<int>(self->customers_.size() + self->agents_.size());
    });
}

void actor::take(agent_identity agent, std::int64_t token, std::function<void(floor_answer)> done)
{
    post(take_mail{std::move(agent), token, std::move(done)});
}

void actor::reply(agent_identity agent, std::int64_t token, std::string key, std::string text,
                  std::function<void(said)> done)
{
    post(agent_line_mail{std::move(agent), token, std::move(key), std::move(text), std::move(done)});
}

void actor::note(agent_identity agent, std::string key, std::string text, std::function<void(said)> done)
{
    post(agent_line_mail{std::move(agent), std::nullopt, std::move(key), std::move(text), std::move(done)});
}

void actor::leave(user_id agent, std::int64_t token, leave_reason reason, std::function<void(floor_answer)> done)
{
    post(leave_mail{agent, token, reason, std::move(done)});
}

void actor::agent_typing(user_id agent, bool on)
{
    boost::asio::post(strand_, [self = shared_from_this(), agent, on] {
        if (self->head_.floor.agent != agent) return;
        for (const auto& each : self->customers_) each->on_typing(speaker::agent, on);
    });
}

void actor::fire(std::int64_t timer_ordinal) { post(fire_mail{timer_ordinal}); }

bool actor::idle(std::chrono::steady_clock::time_point now, std::chrono::seconds quiet) const
{
    auto used = std::chrono::steady_clock::time_point(std::chrono::steady_clock::duration(last_used_.load()));
    return pending() == 0 && attached_ == 0 && lookups_ == 0 && bot_holds_floor_ && now - used > quiet;
}

void actor::uncertain(std::int64_t sequence)
{
    boost::asio::post(strand_, [self = shared_from_this(), sequence] {
        // After a restart nobody remembers which line asked: the latest one is taken for it.
        if (self->asked_at_ == 0 || sequence == self->asked_at_) self->uncertain_ = true;
    });
}

void actor::announce()
{
    boost::asio::post(strand_, [self = shared_from_this()] { self->tell_desk(); });
}

boost::asio::awaitable<bool> actor::load_tree()
{
    const bool begins = dialogs::begins_anew(state_) && head_.floor.holder != floor_holder::agent;
    if (begins) {
        tree_ = co_await services_.trees.active(state_.tree.empty() ? wanted_tree_ : state_.tree);
    } else if (!tree_ || tree_->id() != state_.tree || tree_->version() != state_.tree_version) {
        tree_ = co_await services_.trees.pinned(state_.tree, state_.tree_version);
        if (!tree_) tree_ = co_await services_.trees.active(state_.tree);
    }
    co_return tree_ != nullptr;
}

boost::asio::awaitable<bool> actor::reload()
{
    auto question = [id = head_.id](storage::reader& reader) { return reader.conversation(id); };
    auto row = co_await services_.store.read(question);
    if (!row) co_return false;
    stale_ = false;
    if (!*row) { // the first turn was not stored after all
        stored_ = false;
        co_return true;
    }
    auto state = dialogs::decode_state((*row)->state);
    if (!state) co_return false;
    auto seen = head_.customer_seen;
    head_ = std::move(**row);
    head_.state.clear();
    head_.customer_seen = std::max(head_.customer_seen, seen);
    state_ = std::move(*state);
    bot_holds_floor_ = head_.floor.holder == floor_holder::bot;
    co_return true;
}

std::string actor::language() const
{
    if (!state_.language.empty()) return state_.language;
    return dialogs::first_language(head_.locale, {"zh-Hans", "en"});
}

floor_view actor::floor() const
{
    return {head_.floor.holder, head_.floor.agent, floor_name_, head_.floor.token, head_.floor.since};
}

bool actor::held_by(user_id agent, std::int64_t token) const
{
    return head_.floor.holder == floor_holder::agent && head_.floor.agent == agent && head_.floor.token == token;
}

conversation_view actor::view() const
{
    conversation_view v;
    v.id = head_.id;
    v.floor = floor();
    v.channel = head_.who.channel;
    v.language = language();
    v.zone = head_.zone;
    v.emotion = state_.emotion;
    v.emotion_level = state_.emotion_level;
    v.complaint = head_.open_case;
    v.promises = head_.promises;
    v.owed = owed();
    v.tree = tree_;
    v.last_sequence = head_.last_sequence;
    v.seen = head_.customer_seen;
    v.last_text = last_text_;
    v.last_at = last_at_;
    v.vanished = vanished_;
    return v;
}

std::vector<dialogs::shown_field> shown_case(const conversation_view& view, std::string_view language)
{
    if (!view.complaint) return {};
    const auto& fields = view.complaint->fields;
    if (view.tree) return dialogs::shown_fields(*view.tree, fields, language);
    std::vector<dialogs::shown_field> plain;
    plain.reserve(fields.size());
    for (const auto& [name, value] : fields) plain.push_back({name, name, value});
    return plain;
}

} // namespace amends::bot
