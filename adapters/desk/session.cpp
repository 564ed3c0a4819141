#include "adapters/desk/session.hpp"

#include "adapters/desk/followed_chats.hpp"
#include "adapters/desk/frames.hpp"
#include "adapters/desk/glance.hpp"
#include "adapters/net/rate.hpp"
#include "adapters/net/session.hpp"

#include <boost/asio/use_awaitable.hpp>
#include <boost/core/ignore_unused.hpp>

#include <map>
#include <variant>

namespace amends::adapters::desk {

namespace asio = boost::asio;

namespace {

constexpr std::size_t max_inbox = 1024; // news; answers are bounded by what the agent may ask
constexpr std::size_t max_followed = 50;
constexpr int opened_lines = 1000;
constexpr std::chrono::minutes session_refresh{1};

template <class... Ts> struct overloaded : Ts... {
    using Ts::operator()...;
};
template <class... Ts> overloaded(Ts...) -> overloaded<Ts...>;

// What the desk and the conversations tell, on its way to the session's strand.
struct whole_queue {
    std::vector<bot::conversation_view> entries;
};
struct changed_entry {
    bot::conversation_view view;
};
struct gone_entry {
    conversation_id id;
};
struct session_ended {};
using heard = std::variant<whole_queue, changed_entry, gone_entry, std::vector<bot::agent_presence>, chat_news, outcome,
                           session_ended>;

/// One open page of an agent. News that its queue has no room for is dropped; when the page has read what is queued
/// it gets the whole list and every followed chat anew.
class session final : public session_on_socket<heard>, public bot::desk_listener, public bot::agent_listener {
public:
    session(std::shared_ptr<const room> place, std::shared_ptr<socket> wire, std::string secret)
        : session_on_socket(std::move(wire), place->runtime, place->limits, "desk.exception"), place_(std::move(place)),
          secret_(std::move(secret))
    {}

    void start() { spawn(greet(shared())); }

    // socket_listener, on the socket's strand
    void on_text(std::string_view text) override
    {
        const auto now = std::chrono::steady_clock::now();
        if (!take_frame(now)) return;
        auto parsed = parse_request(text);
        if (const auto* error = std::get_if<request_error>(&parsed))
            on_bad_frame(*error, now);
        else
            on_request(std::get<request>(parsed), now);
        wire_->flush();
    }

    void on_drained() override
    {
        if (std::exchange(behind_, false)) recover();
    }

    void on_closed() override
    {
        closed_ = true;
        ended_.reset();
        if (joined_) place_->desk.leave(me_.id, this);
        for (auto& [id, chat] : followed_)
            if (chat.conversation) chat.conversation->unfollow(this);
        followed_.clear();
    }

    // desk_listener, on the desk's strand
    void on_queue(const std::vector<bot::conversation_view>& entries) override
    {
        hear(whole_queue{entries}, max_inbox);
    }
    void on_entry(const bot::conversation_view& entry) override { hear(changed_entry{entry}, max_inbox); }
    void on_gone(conversation_id id) override { hear(gone_entry{id}, max_inbox); }
    void on_agents(const std::vector<bot::agent_presence>& agents) override { hear(agents, max_inbox); }

    // agent_listener, on the conversation's strand
    void on_line(conversation_id id, bot::spoken_line_ptr line) override { hear_chat({id, std::move(line)}); }
    void on_withdrawn(conversation_id id, const std::vector<std::int64_t>& sequences) override
    {
        hear_chat({id, withdrawn_lines{sequences}});
    }
    void on_change(const bot::conversation_view& view) override
    {
        hear_chat({view.id, std::make_shared<const bot::conversation_view>(view)});
    }
    void on_customer_typing(conversation_id id, bool on) override { hear_chat({id, customer_types{on}}); }
    void on_seen(conversation_id id, std::int64_t sequence) override { hear_chat({id, customer_saw{sequence}}); }

private:
    std::shared_ptr<session> shared() { return std::static_pointer_cast<session>(shared_from_this()); }

    void hear_chat(chat_news news) { hear(std::move(news), max_inbox); }

    void drain() override
    {
        auto batch = inbox_.take();
        for (auto& each : batch.events) {
            if (closed_) return;
            std::visit(
                overloaded{
                    [&](const whole_queue& q) { tell([&](std::string& out) { append_queue_frame(out, q.entries); }); },
                    [&](const changed_entry& e) { tell([&](std::string& out) { append_entry_frame(out, e.view); }); },
                    [&](const gone_entry& g) { tell([&](std::string& out) { append_gone_frame(out, g.id); }); },
                    [&](const std::vector<bot::agent_presence>& a) { tell_agents(a); },
                    [&](chat_news& n) { take_news(n); },
                    [&](const outcome& o) { answer(o); },
                    [&](session_ended) { wire_->close(close_code::unauthorised, "the session has ended"); },
                },
                each);
        }
        if (batch.overflowed) fall_behind();
        wire_->flush();
    }

    asio::awaitable<void> greet(std::shared_ptr<session> self)
    {
        auto who = co_await place_->accounts.check(secret_);
        if (who) {
            ended_ = place_->accounts.on_session_end(who->session, [weak = std::weak_ptr<session>(self)] {
                if (auto alive = weak.lock()) alive->hear(session_ended{});
            });
            who = co_await place_->accounts.check(secret_); // it may have ended before it was watched
        }
        if (closed_) co_return;
        if (!who) {
            wire_->close(close_code::unauthorised, "sign in first");
            co_return;
        }
        me_ = {who->user, who->display};
        refreshed_ = std::chrono::steady_clock::now();
        wire_->heartbeat(place_->heartbeat);
        reply([&](std::string& out) {
            append_hello(out, *who, place_->conversations.generation(), place_->runtime.time.now(), place_->heartbeat);
        });
        wire_->flush();
        joined_ = true;
        place_->desk.join(me_, self);
    }

    void on_bad_frame(const request_error& error, rate_window::time_point now)
    {
        count_protocol_error();
        if (error.code == "malformed") return wire_->close(close_code::malformed, error.message);
        if (!take_mistake(now)) return;
        if (error.number) return answer({*error.number, error.code, error.message, {}});
        reply([&](std::string& out) {
            json_object(out).text("type", "error").text("code", error.code).text("message", error.message);
        });
    }

    void on_request(request& r, rate_window::time_point now)
    {
        if (r.type == request_type::ping)
            return reply([&](std::string& out) { json_object(out).text("type", "pong").number("n", r.number); });
        if (!joined_) return answer({r.number, "busy", "still opening: repeat", {}});
        stay_signed_in(now);
        switch (r.type) {
        case request_type::available:
            place_->desk.set_available(me_.id, r.on);
            return answer({r.number, {}, {}, {}});
        case request_type::typing:
            if (auto chat = followed_.find(r.conversation); chat != followed_.end() && chat->second.conversation)
                chat->second.conversation->agent_typing(me_.id, r.on);
            return;
        case request_type::close:
            if (auto chat = followed_.find(r.conversation); chat != followed_.end()) {
                if (chat->second.conversation) chat->second.conversation->unfollow(this);
                followed_.erase(chat);
            }
            return answer({r.number, {}, {}, {}});
        case request_type::open:
            if (followed_.size() >= max_followed && !followed_.contains(r.conversation))
                return answer({r.number, "busy", "at most 50 chats at once: close some", {}});
            return spawn(open(shared(), r.conversation, r.number));
        default:
            return spawn(act(shared(), std::move(r)));
        }
    }

    // What the agent does keeps the session from idling out; the page's own pings do not.
    void stay_signed_in(rate_window::time_point now)
    {
        if (now - refreshed_ < session_refresh) return;
        refreshed_ = now;
        spawn(refresh(shared()));
    }

    asio::awaitable<void> refresh(std::shared_ptr<session> self)
    {
        boost::ignore_unused(self);
        auto who = co_await place_->accounts.check(secret_);
        if (!who) wire_->close(close_code::unauthorised, "the session has ended");
    }

    /// Follows a chat and tells all there is about it. `number` is the request to answer, if one asked.
    asio::awaitable<void> open(std::shared_ptr<session> self, conversation_id id, std::optional<std::int64_t> number)
    {
        const auto attempt = ++attempts_;
        followed_[id].begin_opening(attempt);
        auto found = co_await place_->conversations.find(id);
        if (!is_opening(id, attempt)) co_return;
        if (!found) {
            followed_.erase(id);
            if (number) answer({*number, "no_such_conversation", "there is no conversation with that id", {}});
            wire_->flush();
            co_return;
        }
        if (auto before = std::exchange(followed_[id].conversation, *found)) before->unfollow(this);
        auto view = co_await followed(*found, self);
        if (!is_opening(id, attempt)) {
            if (closed_ || !followed_.contains(id)) (*found)->unfollow(this);
            co_return;
        }
        auto lines = co_await place_->conversations.transcript(id, opened_lines);
        if (!is_opening(id, attempt)) co_return;
        if (!view || !lines) {
            (*found)->unfollow(this);
            followed_.erase(id);
            if (number) answer({*number, "unavailable", "the store could not be read: repeat later", {}});
            wire_->flush();
            co_return;
        }
        tell([&](std::string& out) { append_opened_frame(out, *view, *lines, names(*view)); });
        if (number) answer({*number, {}, {}, {}});
        const bool again = followed_[id].overflowed();
        for (auto& each : followed_[id].end_opening(*view, *lines)) take_news(each);
        wire_->flush();
        if (again) spawn(open(self, id, std::nullopt));
    }

    // False when the socket is gone, the chat was closed, or it is being opened anew.
    bool is_opening(conversation_id id, std::int64_t attempt) const
    {
        const auto chat = followed_.find(id);
        return !closed_ && chat != followed_.end() && chat->second.attempt() == attempt;
    }

    asio::awaitable<void> act(std::shared_ptr<session> self, request r)
    {
        auto found = co_await place_->conversations.find(r.conversation);
        if (closed_) co_return;
        if (!found) {
            answer({r.number, "no_such_conversation", "there is no conversation with that id", {}});
            wire_->flush();
            co_return;
        }
        const auto number = r.number;
        auto floor_done = [self, number](const bot::floor_answer& a) { self->hear(outcome_of(number, a)); };
        auto said_done = [self, number](const bot::said& a) { self->hear(outcome_of(number, a, self->me_.id)); };
        auto& conversation = **found;
        switch (r.type) {
        case request_type::take:
            conversation.take(me_, r.token, floor_done);
            break;
        case request_type::give_back:
            conversation.leave(me_.id, r.token, leave_reason::returned_to_bot, floor_done);
            break;
        case request_type::resolve:
            conversation.leave(me_.id, r.token, leave_reason::resolved, floor_done);
            break;
        case request_type::reply:
            conversation.reply(me_, r.token, std::move(r.id), std::move(r.text), said_done);
            break;
        case request_type::note:
            conversation.note(me_, std::move(r.id), std::move(r.text), said_done);
            break;
        default:
            break;
        }
    }

    void take_news(chat_news& news)
    {
        const auto found = followed_.find(news.id);
        if (found == followed_.end()) return;
        auto& chat = found->second;
        if (chat.hold(news)) return;
        std::visit(overloaded{
                       [&](const bot::spoken_line_ptr& line) {
                           if (chat.is_new(*line))
                               tell([&](std::string& out) { append_line_frame(out, news.id, *line); });
                       },
                       [&](const withdrawn_lines& w) {
                           tell([&](std::string& out) { append_withdrawn_frame(out, news.id, w.sequences); });
                       },
                       [&](const std::shared_ptr<const bot::conversation_view>& view) { tell_change(chat, *view); },
                       [&](const customer_types& t) {
                           tell([&](std::string& out) { append_typing_frame(out, news.id, t.on); });
                       },
                       [&](const customer_saw& w) {
                           tell([&](std::string& out) { append_seen_frame(out, news.id, w.sequence); });
                       },
                   },
                   news.what);
    }

    void tell_change(followed_chat& chat, const bot::conversation_view& view)
    {
        if (chat.floor_changed(view.floor))
            tell([&](std::string& out) { append_floor_frame(out, view.id, view.floor); });
        tell([&](std::string& out) { append_case_frame(out, view, names(view)); });
    }

    void tell_agents(const std::vector<bot::agent_presence>& agents)
    {
        for (const auto& each : agents) known_names_[each.id] = each.display;
        tell([&](std::string& out) { append_agents_frame(out, agents); });
    }

    name_of_user names(const bot::conversation_view& view)
    {
        if (view.floor.agent) known_names_[view.floor.agent] = view.floor.agent_name;
        known_names_[me_.id] = me_.display;
        return [this](user_id user) {
            const auto known = known_names_.find(user);
            return known == known_names_.end() ? std::string{} : known->second;
        };
    }

    void answer(const outcome& o)
    {
        reply([&](std::string& out) { append_result(out, o); });
    }

    // News: dropped when the page is behind; it will get everything anew.
    template <class Write> void tell(Write write)
    {
        if (!behind_ && send(write) == socket::sent::full) fall_behind();
    }

    void fall_behind()
    {
        if (behind_ || closed_) return;
        place_->runtime.metrics.add(bot::counter::resyncs);
        wire_->flush();
        behind_ = !wire_->drained();
        if (!behind_) recover();
    }

    void recover()
    {
        place_->desk.refresh(this);
        std::vector<conversation_id> ids;
        for (const auto& [id, chat] : followed_) ids.push_back(id);
        for (const auto id : ids) spawn(open(shared(), id, std::nullopt));
    }

    std::shared_ptr<const room> place_;
    std::string secret_;
    std::shared_ptr<void> ended_;
    bot::agent_identity me_;
    std::map<conversation_id, followed_chat> followed_;
    std::map<user_id, std::string> known_names_;
    rate_window::time_point refreshed_{};
    std::int64_t attempts_ = 0; ///< to open a chat
    bool joined_ = false;
    bool behind_ = false;
};

} // namespace

std::shared_ptr<socket_listener> open_session(std::shared_ptr<const room> place, std::shared_ptr<socket> wire,
                                              std::string secret)
{
    auto made = std::make_shared<session>(std::move(place), std::move(wire), std::move(secret));
    made->start();
    return made;
}

} // namespace amends::adapters::desk
