#pragma once

#include "adapters/net/stream.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/core/stream_traits.hpp>
#include <boost/beast/websocket/teardown.hpp>

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace amends::adapters {

/// The layer under a WebSocket stream through which everything written passes: it gathers whole frames, ours and
/// those that Beast writes of its own accord (pong, close), and writes them together. So many messages cost one
/// system call, control frames never land inside a message, and nothing is held while nothing is queued.
/// Belongs to the connection's strand.
template <class Next> class cork {
public:
    using next_layer_type = Next;
    using executor_type = typename Next::executor_type;

    explicit cork(Next&& next) : next_(std::move(next)) {}

    executor_type get_executor() noexcept { return next_.get_executor(); }
    Next& next_layer() noexcept { return next_; }
    const Next& next_layer() const noexcept { return next_; }

    /// `owner` is kept alive by writes in flight; `drained` is called when a queue that had to wait is empty, or lost
    /// with the connection.
    void bind(std::weak_ptr<void> owner, std::function<void()> drained)
    {
        owner_ = std::move(owner);
        drained_ = std::move(drained);
    }

    void append(std::string_view bytes)
    {
        if (!sealed_) filling_ += bytes;
    }
    /// Nothing more is taken: our close frame is the last (RFC 6455, 5.5.1).
    void seal() { sealed_ = true; }
    std::size_t queued() const { return filling_.size() + writing_.size(); }
    bool drained() const { return filling_.empty() && writing_.empty(); }

    void flush()
    {
        if (!writing_.empty() || filling_.empty()) return;
        writing_.swap(filling_);
        std::size_t done = 0;
        if constexpr (std::is_same_v<Next, tcp_socket>) {
            // The socket is non-blocking: mostly the kernel takes all of it here and now.
            boost::system::error_code error;
            done = next_.write_some(boost::asio::buffer(writing_), error);
            if (error && error != boost::asio::error::would_block) {
                std::string().swap(writing_);
                return fail();
            }
            if (done == writing_.size()) {
                std::string().swap(writing_);
                return;
            }
        }
        boost::asio::async_write(
            next_, boost::asio::buffer(writing_) + done,
            [this, owner = owner_.lock()](boost::system::error_code error, std::size_t) { on_written(error); });
    }

    template <class Buffers, class Token> auto async_read_some(const Buffers& buffers, Token&& token)
    {
        return next_.async_read_some(buffers, std::forward<Token>(token));
    }

    template <class Buffers, class Token> auto async_write_some(const Buffers& buffers, Token&& token)
    {
        return boost::asio::async_initiate<Token, void(boost::system::error_code, std::size_t)>(
            [this](auto handler, const Buffers& frame) {
                for (auto part : boost::beast::buffers_range_ref(frame))
                    append({static_cast<const char*>(part.data()), part.size()});
                flush();
                boost::system::error_code error;
                unasked_ = drained() ? 0 : unasked_ + boost::asio::buffer_size(frame);
                if (unasked_ > max_unasked) {
                    fail();
                    error = boost::asio::error::no_buffer_space;
                }
                boost::asio::post(get_executor(), boost::beast::bind_handler(std::move(handler), error,
                                                                             boost::asio::buffer_size(frame)));
            },
            token, buffers);
    }

private:
    // Of Beast's own frames, while the other side does not read: whoever sends pings and reads no pongs is cut off.
    static constexpr std::size_t max_unasked = 16 * 1024;

    void on_written(boost::system::error_code error)
    {
        std::string().swap(writing_);
        if (error) return fail();
        flush();
        if (drained() && drained_) drained_();
    }

    void fail()
    {
        seal();
        std::string().swap(filling_);
        boost::system::error_code ignored;
        boost::beast::get_lowest_layer(next_).close(ignored); // the pending read ends, and with it the connection
        if (!writing_.empty()) return;                        // the write in flight will come to know
        boost::asio::post(get_executor(), [this, owner = owner_.lock()] {
            if (owner && drained_) drained_();
        });
    }

    Next next_;
    std::string filling_;
    std::string writing_;
    std::size_t unasked_ = 0;
    bool sealed_ = false;
    std::weak_ptr<void> owner_;
    std::function<void()> drained_;
};

/// Beast's end of a failed stream. The TCP layer's own: a TLS shutdown after the close frame tells nobody anything.
template <class Next, class Handler>
void async_teardown(boost::beast::role_type role, cork<Next>& stream, Handler&& handler)
{
    using boost::beast::websocket::async_teardown;
    async_teardown(role, boost::beast::get_lowest_layer(stream), std::forward<Handler>(handler));
}

template <class Next> void teardown(boost::beast::role_type role, cork<Next>& stream, boost::system::error_code& error)
{
    using boost::beast::websocket::teardown;
    teardown(role, boost::beast::get_lowest_layer(stream), error);
}

} // namespace amends::adapters
