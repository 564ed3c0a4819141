#include "adapters/chat/session.hpp"

#include "adapters/chat/frames.hpp"
#include "adapters/chat/visitor_token.hpp"
#include "adapters/net/rate.hpp"
#include "adapters/net/session.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/core/ignore_unused.hpp>

#include <algorithm>
#include <atomic>
#include <variant>

namespace amends::adapters::chat {

namespace asio = boost::asio;

namespace {

constexpr int page_size = 50;
constexpr int latest_on_reset = 50;
constexpr std::size_t max_inbox = 256; // lines and typing; the rest is bounded by what the client may ask
constexpr int store_attempts = 20;
constexpr std::chrono::milliseconds store_pause{250};

template <class... Ts> struct overloaded : Ts... {
    using Ts::operator()...;
};
template <class... Ts> overloaded(Ts...) -> overloaded<Ts...>;

// What the conversation tells, on its way to the session's strand.
struct heard_typing {
    speaker who;
    bool on;
};
struct answered {
    std::string id;
    bot::said what;
};

/// What the welcome needs, between the client's hello and the conversation's answer.
struct opening {
    hello frame;
    bot::dialog_welcome texts;
};
using heard = std::variant<bot::spoken_line_ptr, bot::floor_view, heard_typing, answered, bot::attached>;

/// The wire's side of the pull model: the store holds all lines, `sent_` is the last one put on the wire. A live line
/// that is the next one goes out at once. When one is not, or the queue is full, the session is behind: it reads
/// pages from the store, as fast as the client takes them, until it has caught up, and is live again.
class session final : public session_on_socket<heard>, public bot::customer_listener {
public:
    session(std::shared_ptr<const room> place, std::shared_ptr<socket> wire)
        : session_on_socket(std::move(wire), place->runtime, place->limits, "chat.exception"), place_(std::move(place))
    {}

    // socket_listener, on the socket's strand
    void on_text(std::string_view text) override
    {
        const auto now = std::chrono::steady_clock::now();
        if (!take_frame(now)) return;
        auto frame = parse_frame(text);
        if (!greeted_ && !std::holds_alternative<hello>(frame)) {
            const auto* wrong = std::get_if<frame_error>(&frame);
            return refuse(wrong ? std::string_view(wrong->message) : "the first frame is a hello");
        }
        std::visit(overloaded{
                       [&](hello& f) { on_hello(std::move(f)); },
                       [&](say& f) { on_say(std::move(f), now); },
                       [&](const typing& f) { on_typing_frame(f, now); },
                       [&](const seen& f) {
                           if (attached_) conversation_->seen(std::min(f.sequence, sent_));
                       },
                       [&](const history& f) { on_history(f); },
                       [&](const ping& f) { reply([&](std::string& out) { append_pong(out, f.n); }); },
                       [&](const frame_error& f) { on_bad_frame(f, now); },
                   },
                   frame);
        wire_->flush();
    }

    void on_drained() override
    {
        if (!attached_) return;
        if (!live_ && !paging_) return catch_up();
        if (floor_unsent_) take_floor(floor_);
        wire_->flush();
    }

    void on_closed() override
    {
        closed_ = true;
        if (conversation_) conversation_->detach(this);
        conversation_.reset();
    }

    // customer_listener, on the conversation's strand
    void on_line(bot::spoken_line_ptr line) override
    {
        latest_.store(line->sequence);
        hear(std::move(line), max_inbox);
    }
    void on_floor(const bot::floor_view& floor) override { hear(floor); }
    void on_typing(speaker who, bool on) override { hear(heard_typing{who, on}, max_inbox); }

private:
    std::shared_ptr<session> shared() { return std::static_pointer_cast<session>(shared_from_this()); }

    void drain() override
    {
        auto batch = inbox_.take();
        for (auto& each : batch.events) {
            if (closed_) return;
            std::visit(
                overloaded{
                    [&](const bot::spoken_line_ptr& line) { take_line(*line); },
                    [&](const bot::floor_view& floor) { take_floor(floor); },
                    [&](const heard_typing& t) { offer([&](std::string& out) { append_typing(out, t.who, t.on); }); },
                    [&](const answered& a) { take_answer(a); },
                    [&](const bot::attached& a) { take_attached(a); },
                },
                each);
        }
        if (batch.overflowed) {
            known_ = std::max(known_, latest_.load()); // what was refused is in the store
            fall_behind();
        }
        wire_->flush();
    }

    void on_hello(hello frame)
    {
        if (greeted_) {
            count_protocol_error();
            wire_->close(close_code::hello_twice, "hello twice");
            return;
        }
        greeted_ = true;
        wire_->heartbeat(place_->heartbeat);
        if (frame.token.empty()) {
            frame.token = make_visitor_token(place_->visitor_secret);
        } else if (!valid_visitor_token(place_->visitor_secret, frame.token)) {
            count_protocol_error();
            wire_->close(close_code::unauthorised, "the token is not one of this server's");
            return;
        }
        spawn(attach(shared(), std::move(frame)));
    }

    asio::awaitable<void> attach(std::shared_ptr<session> self, hello frame)
    {
        bot::arrival who{"web", visitor_key(frame.token), frame.locale, frame.zone, frame.tree};
        auto opened = co_await place_->conversations.open(std::move(who));
        if (closed_) co_return;
        if (!opened) {
            wire_->close(close_code::restarting, "unavailable");
            co_return;
        }
        auto texts = co_await place_->conversations.welcome(frame.tree, frame.locale);
        if (closed_) co_return;
        opening_ = std::make_unique<opening>(opening{std::move(frame), std::move(texts)});
        conversation_ = *opened;
        // Through the inbox, so that it keeps its place before the lines that follow it.
        conversation_->attach(self, [self](bot::attached answer) { self->hear(std::move(answer)); });
    }

    void take_attached(const bot::attached& answer)
    {
        if (!answer.ok) return wire_->close(close_code::restarting, "unavailable");
        const auto [frame, texts] = std::move(*std::exchange(opening_, nullptr));
        const auto& generation = place_->conversations.generation();
        const bool other_store = frame.after > 0 && frame.generation != generation;
        const bool reset = other_store || frame.after > answer.last;
        known_ = answer.last;
        sent_ = reset ? std::max<std::int64_t>(0, answer.last - latest_on_reset) : frame.after;
        floor_ = answer.floor;
        floor_unsent_ = false;
        attached_ = true;

        reply([&](std::string& out) {
            append_welcome(out, {frame.token, generation, answer.last, reset, texts.greeting, texts.title, answer.floor,
                                 place_->heartbeat.count()});
        });
        if (sent_ >= known_)
            live_ = true;
        else
            catch_up();
    }

    void on_say(say frame, rate_window::time_point now)
    {
        if (!attached_) return error({"busy", "still opening: repeat", frame.id});
        if (!messages_.take(now, place_->limits.messages_in_window))
            return error({"too_fast", "at most 20 messages in 10 s: repeat later", frame.id});
        auto done = [self = shared(), id = frame.id](bot::said what) mutable {
            self->hear(answered{std::move(id), std::move(what)});
        };
        conversation_->say(
            {std::move(frame.id), std::move(frame.text), std::move(frame.option), std::move(frame.question)},
            std::move(done));
    }

    void take_answer(const answered& a)
    {
        using kind = bot::said::kind;
        switch (a.what.result) {
        case kind::stored:
        case kind::repeated:
            return reply([&](std::string& out) { append_ack(out, a.id, a.what.sequence); });
        case kind::reused:
            return error({"id_reused", "that \"id\" already stands for another message", a.id});
        case kind::busy:
            return error({"busy", "too much at once: repeat later", a.id});
        case kind::unavailable:
        case kind::no_floor:
            return error({"unavailable", "not stored: repeat later", a.id});
        }
    }

    void on_typing_frame(const typing& frame, rate_window::time_point now)
    {
        if (!attached_) return;
        if (frame.on && now - typed_at_ < std::chrono::seconds(1)) return;
        if (frame.on) typed_at_ = now;
        conversation_->customer_typing(frame.on);
    }

    void on_history(const history& frame)
    {
        if (!attached_ || reading_history_) return error({"busy", "one history at a time: repeat later", {}});
        reading_history_ = true;
        spawn(read_history(shared(), frame));
    }

    asio::awaitable<void> read_history(std::shared_ptr<session> self, history frame)
    {
        boost::ignore_unused(self);
        auto lines = co_await place_->conversations.lines_before(conversation_->id(), frame.before, frame.limit);
        reading_history_ = false;
        if (closed_) co_return;
        if (!lines) {
            error({"unavailable", "the store could not be read: repeat later", {}});
        } else {
            reply([&](std::string& out) { append_history(out, *lines); });
        }
        wire_->flush();
    }

    void take_line(const bot::spoken_line& line)
    {
        known_ = std::max(known_, line.sequence);
        if (!live_ || line.sequence <= sent_) return;
        if (line.sequence != sent_ + 1 || !put_line(line)) fall_behind();
    }

    bool put_line(const bot::spoken_line& line)
    {
        const auto outcome = send([&](std::string& out) { append_line(out, line); });
        if (outcome == socket::sent::queued) sent_ = line.sequence;
        if (outcome == socket::sent::closed) closed_ = true; // nothing more will be taken
        return outcome == socket::sent::queued;
    }

    void take_floor(const bot::floor_view& floor)
    {
        floor_ = floor;
        floor_unsent_ = !attached_ || !offer([&](std::string& out) { append_floor(out, floor); });
    }

    // The client will be told so, and gets the missing lines from the store, once it has read what is queued.
    void fall_behind()
    {
        if (!attached_ || !live_ || closed_) return;
        live_ = false;
        resync_ = true;
        place_->runtime.metrics.add(bot::counter::resyncs);
        wire_->flush(); // or nothing would tell that the queue is empty
        if (wire_->drained()) catch_up();
    }

    void catch_up()
    {
        paging_ = true;
        spawn(pages(shared()));
    }

    // Pages from the store until the client has all there is, or until its queue is full: on_drained goes on.
    asio::awaitable<void> pages(std::shared_ptr<session> self)
    {
        boost::ignore_unused(self);
        if (std::exchange(resync_, false)) reply([&](std::string& out) { append_resync(out, sent_); });
        if (floor_unsent_) take_floor(floor_);
        bool room_left = true;
        for (int failures = 0; !closed_ && room_left && sent_ < known_;) {
            auto lines = co_await place_->conversations.lines_after(conversation_->id(), sent_, page_size);
            if (closed_) co_return;
            if (!lines || lines->empty()) {
                if (++failures == store_attempts) {
                    wire_->close(close_code::restarting, "the store could not be read");
                    co_return;
                }
                asio::steady_timer pause(wire_->executor(), store_pause);
                co_await pause.async_wait(asio::as_tuple(asio::use_awaitable));
                continue;
            }
            failures = 0;
            for (auto line = lines->begin(); room_left && line != lines->end(); ++line)
                room_left = (*line)->sequence <= sent_ || put_line(**line);
            wire_->flush();
            if (!wire_->drained()) room_left = false;
        }
        paging_ = false;
        live_ = sent_ >= known_;
        wire_->flush();
        // The queue may have drained before this strand came to say that it was full.
        if (!live_ && !closed_ && wire_->drained()) catch_up();
    }

    void on_bad_frame(const frame_error& f, rate_window::time_point now)
    {
        if (f.code == "malformed") return refuse(f.message);
        count_protocol_error();
        if (take_mistake(now)) error(f);
    }

    void refuse(std::string_view why)
    {
        count_protocol_error();
        wire_->close(close_code::malformed, why);
    }

    void error(const frame_error& what)
    {
        reply([&](std::string& out) { append_error(out, what); });
    }

    // News that a slow client may miss.
    template <class Write> bool offer(Write write) { return attached_ && send(write) == socket::sent::queued; }

    std::shared_ptr<const room> place_;
    std::unique_ptr<opening> opening_;
    bot::conversation_ptr conversation_;
    bot::floor_view floor_;
    std::int64_t sent_ = 0;  ///< last line put on the wire
    std::int64_t known_ = 0; ///< last line known to be stored
    rate_window messages_;
    rate_window::time_point typed_at_{};
    std::atomic<std::int64_t> latest_{0}; ///< last line heard of, be it refused by the inbox
    bool greeted_ = false;
    bool attached_ = false;
    bool live_ = false;
    bool paging_ = false;
    bool resync_ = false;
    bool floor_unsent_ = false;
    bool reading_history_ = false;
};

} // namespace

std::shared_ptr<socket_listener> open_session(std::shared_ptr<const room> place, std::shared_ptr<socket> wire)
{
    return std::make_shared<session>(std::move(place), std::move(wire));
}

} // namespace amends::adapters::chat
