#pragma once

#include "adapters/net/inbox.hpp"
#include "adapters/net/limits.hpp"
#include "adapters/net/rate.hpp"
#include "adapters/net/socket.hpp"
#include "bot/ports/runtime.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include <cstddef>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace amends::adapters {

/// What a session of either protocol does on its socket. `Heard` is what other strands tell it, by way of its inbox.
/// All members are used on the socket's strand, but for `hear`, which any thread may call.
template <class Heard>
class session_on_socket : public socket_listener, public std::enable_shared_from_this<session_on_socket<Heard>> {
protected:
    /// Expects a first frame. `runtime` and `bounds` outlive the session; `defect_event` is what the log calls an
    /// exception that no one expected.
    session_on_socket(std::shared_ptr<socket> wire, bot::runtime& runtime, const limits& bounds,
                      std::string_view defect_event)
        : wire_(std::move(wire)), runtime_(runtime), bounds_(bounds), defect_event_(defect_event)
    {
        wire_->expect(bounds_.hello_wait, close_code::silent);
    }

    /// Does what was heard since the last time.
    virtual void drain() = 0;

    /// Runs `work` on the socket's strand. An exception out of it ends this connection and nothing else.
    void spawn(boost::asio::awaitable<void> work)
    {
        boost::asio::co_spawn(wire_->executor(), std::move(work),
                              [self = this->shared_from_this()](std::exception_ptr thrown) {
                                  if (!thrown) return;
                                  self->runtime_.log.write(bot::log_level::error, self->defect_event_);
                                  self->wire_->close(close_code::internal, "internal error");
                              });
    }

    /// Leaves it in the inbox, unless that holds `limit` already: then the next batch has overflowed.
    void hear(Heard what, std::size_t limit = SIZE_MAX)
    {
        if (inbox_.push(std::move(what), limit) == inbox<Heard>::put::first)
            boost::asio::post(wire_->executor(), [self = this->shared_from_this()] { self->drain(); });
    }

    /// False when the client sends more frames than it may; it is then closed.
    bool take_frame(rate_window::time_point now) { return within(frames_, now, bounds_.frames_in_window); }
    /// The same for frames with a mistake.
    bool take_mistake(rate_window::time_point now) { return within(mistakes_, now, bounds_.errors_in_window); }

    void count_protocol_error() { runtime_.metrics.add(bot::counter::protocol_errors); }

    /// An answer to what the client asked, appended by `write(std::string&)`: never dropped.
    template <class Write> void reply(Write write) { wire_->answer(written(write)); }

    /// News, which may find the queue full.
    template <class Write> socket::sent send(Write write) { return wire_->send(written(write)); }

    std::shared_ptr<socket> wire_;
    inbox<Heard> inbox_;
    bool closed_ = false; ///< nothing more is to be sent

private:
    bool within(rate_window& window, rate_window::time_point now, int limit)
    {
        if (window.take(now, limit)) return true;
        count_protocol_error();
        wire_->close(close_code::too_fast, "too many frames");
        return false;
    }

    // One a thread: most sessions are silent most of the time.
    template <class Write> static const std::string& written(Write& write)
    {
        static thread_local std::string scratch;
        scratch.clear();
        write(scratch);
        return scratch;
    }

    bot::runtime& runtime_;
    const limits& bounds_;
    std::string_view defect_event_;
    rate_window frames_;
    rate_window mistakes_;
};

} // namespace amends::adapters
