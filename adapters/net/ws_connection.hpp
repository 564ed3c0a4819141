#pragma once

#include "adapters/net/cork.hpp"
#include "adapters/net/rate.hpp"
#include "adapters/net/stream.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <array>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace amends::adapters {

/// An upgraded connection: one read loop, a corked queue, deadlines by the common sweep. An idle one holds a small
/// chunk to read into and no other buffer.
template <class Stream>
class ws_connection final : public socket,
                            public connection,
                            public std::enable_shared_from_this<ws_connection<Stream>> {
public:
    ws_connection(service_ptr host, Stream&& stream, std::unique_ptr<seat> place)
        : host_(std::move(host)), place_(std::move(place)), ws_(std::move(stream))
    {}

    /// Answers the client's upgrade request. False when it was not a proper one; Beast has then said so.
    template <class Request> boost::asio::awaitable<bool> accept(const Request& request, const std::string& subprotocol)
    {
        namespace http = boost::beast::http;
        namespace websocket = boost::beast::websocket;
        ws_.next_layer().bind(this->weak_from_this(), [this] { on_drained(); });
        ws_.set_option(websocket::stream_base::decorator([&subprotocol](websocket::response_type& response) {
            response.set(http::field::sec_websocket_protocol, subprotocol);
            response.set(http::field::server, "Amends");
        }));
        auto [error] = co_await ws_.async_accept(request, boost::asio::as_tuple(boost::asio::use_awaitable));
        ws_.set_option(websocket::stream_base::decorator([](websocket::response_type&) {}));
        ws_.read_message_max(host_->limits.message_bytes);
        ws_.text(true);
        co_return !error;
    }

    void start(std::shared_ptr<socket_listener> listener)
    {
        listener_ = std::move(listener);
        host_->open->add(this->weak_from_this());
        read();
        flush();
    }

    // socket
    boost::asio::any_io_executor executor() override { return ws_.get_executor(); }

    sent send(std::string_view text) override
    {
        if (closing_) return sent::closed;
        if (full()) return sent::full;
        append_frame(text_frame, text);
        return sent::queued;
    }

    void answer(std::string_view text) override
    {
        if (!closing_) append_frame(text_frame, text);
    }

    void flush() override
    {
        wire().flush();
        if (wire().drained()) frames_ = 0;
    }

    bool drained() const override { return ws_.next_layer().drained(); }

    void expect(std::chrono::milliseconds wait, std::uint16_t code) override
    {
        beat_ = std::chrono::milliseconds{0};
        due_code_ = code;
        wait_until(wait);
    }

    void heartbeat(std::chrono::milliseconds beat) override
    {
        beat_ = beat;
        due_code_ = close_code::silent;
        touch();
    }

    void close(std::uint16_t code, std::string_view reason) override
    {
        if (closing_) return;
        closing_ = true;
        std::string body{static_cast<char>(code >> 8), static_cast<char>(code & 0xFF)};
        body += reason.substr(0, 120);
        append_frame(close_frame, body);
        wire().seal();
        wait_until(host_->limits.close_wait);
        flush();
    }

    // connection
    void on_due() override
    {
        boost::asio::post(ws_.get_executor(), [self = this->shared_from_this()] { self->overdue(); });
    }
    void on_stop() override
    {
        boost::asio::post(ws_.get_executor(),
                          [self = this->shared_from_this()] { self->close(close_code::restarting, "restarting"); });
    }
    void on_abort() override
    {
        boost::asio::post(ws_.get_executor(), [self = this->shared_from_this()] { self->cut(); });
    }

private:
    static constexpr unsigned char text_frame = 0x81;
    static constexpr unsigned char close_frame = 0x88;
    static constexpr unsigned char ping_frame = 0x89;

    cork<Stream>& wire() { return ws_.next_layer(); }

    bool full() const
    {
        return ws_.next_layer().queued() >= host_->limits.queue_bytes || frames_ >= host_->limits.queue_frames;
    }

    // A server's frames are not masked, so a header and the bytes are all there is to one (RFC 6455, 5.2).
    void append_frame(unsigned char opcode, std::string_view payload)
    {
        std::array<char, 10> header{static_cast<char>(opcode)};
        std::size_t size = 2;
        const auto length = payload.size();
        if (length < 126) {
            header[1] = static_cast<char>(length);
        } else {
            const std::size_t bytes = length <= 0xFFFF ? 2 : 8;
            header[1] = static_cast<char>(bytes == 2 ? 126 : 127);
            for (std::size_t i = 0; i < bytes; ++i) header[2 + i] = static_cast<char>(length >> (8 * (bytes - 1 - i)));
            size += bytes;
        }
        wire().append({header.data(), size});
        wire().append(payload);
        ++frames_;
        if (opcode == text_frame) host_->runtime.metrics.add(bot::counter::frames_out);
    }

    void wait_until(std::chrono::milliseconds wait)
    {
        deadline_.store(host_->open->now() + wait.count(), std::memory_order_relaxed);
    }

    // Something came from the client.
    void touch()
    {
        if (closing_ || beat_.count() == 0) return;
        pinged_ = false;
        wait_until(beat_);
    }

    void overdue()
    {
        if (closing_) return cut();
        if (beat_.count() == 0 || pinged_) return close(due_code_, "silent");
        pinged_ = true;
        append_frame(ping_frame, {});
        flush();
        wait_until(beat_);
    }

    void cut()
    {
        closing_ = true;
        boost::system::error_code ignored;
        boost::beast::get_lowest_layer(ws_).close(ignored);
    }

    void on_drained()
    {
        frames_ = 0;
        if (listener_) listener_->on_drained();
        if (paused_) {
            paused_ = false;
            read();
        }
    }

    void read()
    {
        auto self = this->shared_from_this();
        boost::asio::co_spawn(ws_.get_executor(), read_loop(self), [self](std::exception_ptr thrown) {
            if (thrown) self->host_->runtime.log.write(bot::log_level::error, "socket.exception");
            if (!self->paused_) self->finish();
        });
    }

    // `self` keeps the connection while the loop runs.
    boost::asio::awaitable<void> read_loop(std::shared_ptr<ws_connection> self)
    {
        boost::ignore_unused(self);
        ws_.control_callback([this](auto, auto) { on_control_frame(); });
        while (!full()) {
            auto [error, size] = co_await ws_.async_read_some(boost::asio::buffer(chunk_),
                                                              boost::asio::as_tuple(boost::asio::use_awaitable));
            if (error) {
                count_failure(error);
                co_return;
            }
            if (!ws_.is_message_done()) {
                const bool whole = co_await read_rest(size);
                if (!whole) co_return;
                take(message_);
                std::string().swap(message_);
            } else {
                take({chunk_.data(), size});
            }
        }
        paused_ = true;
    }

    // The rest of a message that did not fit into the chunk.
    boost::asio::awaitable<bool> read_rest(std::size_t have)
    {
        message_.assign(chunk_.data(), have);
        while (!ws_.is_message_done()) {
            message_.resize(have + 4096);
            auto [error, size] =
                co_await ws_.async_read_some(boost::asio::buffer(message_.data() + have, message_.size() - have),
                                             boost::asio::as_tuple(boost::asio::use_awaitable));
            if (error) {
                count_failure(error);
                co_return false;
            }
            have += size;
        }
        message_.resize(have);
        co_return true;
    }

    void on_control_frame()
    {
        touch();
        if (!control_frames_.take(std::chrono::steady_clock::now(), host_->limits.frames_in_window))
            close(close_code::too_fast, "too many control frames");
    }

    void count_failure(boost::system::error_code error)
    {
        namespace websocket = boost::beast::websocket;
        if (error != websocket::error::closed &&
            error.category() == make_error_code(websocket::error::closed).category())
            host_->runtime.metrics.add(bot::counter::protocol_errors);
    }

    void take(std::string_view message)
    {
        host_->runtime.metrics.add(bot::counter::frames_in);
        touch();
        if (closing_) return;
        if (ws_.got_binary()) {
            host_->runtime.metrics.add(bot::counter::protocol_errors);
            return close(close_code::not_text, "text frames only");
        }
        listener_->on_text(message);
    }

    void finish()
    {
        cut();
        if (auto listener = std::exchange(listener_, nullptr)) listener->on_closed();
        place_.reset();
    }

    service_ptr host_;
    std::unique_ptr<seat> place_;
    boost::beast::websocket::stream<cork<Stream>, false> ws_;
    std::shared_ptr<socket_listener> listener_;
    std::string message_;
    std::chrono::milliseconds beat_{0};
    rate_window control_frames_;
    std::size_t frames_ = 0; ///< queued since the queue was last empty
    std::uint16_t due_code_ = close_code::silent;
    bool pinged_ = false;
    bool closing_ = false;
    bool paused_ = false;
    std::array<char, 512> chunk_;
};

} // namespace amends::adapters
