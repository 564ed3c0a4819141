#pragma once

#include "adapters/net/ws_connection.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

#include <algorithm>
#include <array>
#include <optional>

namespace amends::adapters {

/// What comes before the first request: nothing in the clear, the TLS handshake in ws_tls.cpp.
inline boost::asio::awaitable<bool> shake_hands(tcp_socket&) { co_return true; }

/// A connection that speaks HTTP/1.1, request after request, until it closes or becomes a WebSocket.
template <class Stream>
class http_connection final : public connection, public std::enable_shared_from_this<http_connection<Stream>> {
public:
    static constexpr bool tls = !std::is_same_v<Stream, tcp_socket>;

    http_connection(service_ptr host, Stream&& stream, std::unique_ptr<seat> place)
        : host_(std::move(host)), stream_(std::move(stream)), place_(std::move(place)),
          executor_(stream_.get_executor()), buffer_(host_->limits.header_bytes + host_->limits.body_bytes)
    {
        boost::system::error_code error;
        const auto peer = boost::beast::get_lowest_layer(stream_).remote_endpoint(error);
        if (!error) peer_ = peer.address();
    }

    void start()
    {
        auto self = this->shared_from_this();
        host_->open->add(self);
        boost::asio::co_spawn(executor_, run(self), [self](std::exception_ptr thrown) {
            if (thrown) self->host_->runtime.log.write(bot::log_level::error, "http.exception");
        });
    }

    void on_due() override { on_abort(); }
    void on_abort() override
    {
        boost::asio::post(executor_, [self = this->shared_from_this()] { self->cut(); });
    }
    void on_stop() override
    {
        boost::asio::post(executor_, [self = this->shared_from_this()] {
            self->stopping_ = true;
            if (self->waiting_) self->cut();
        });
    }

private:
    using parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
    static constexpr auto token() { return boost::asio::as_tuple(boost::asio::use_awaitable); }

    void wait_until(std::chrono::milliseconds wait)
    {
        deadline_.store(host_->open->now() + wait.count(), std::memory_order_relaxed);
    }

    void cut()
    {
        if (upgraded_) return; // the socket is another's by now
        boost::system::error_code ignored;
        boost::beast::get_lowest_layer(stream_).close(ignored);
    }

    boost::asio::awaitable<void> run(std::shared_ptr<http_connection> self)
    {
        boost::ignore_unused(self);
        wait_until(host_->limits.header_wait);
        bool go_on = co_await shake_hands(stream_);
        if (!go_on) co_return;
        for (;;) {
            go_on = co_await serve_one();
            waiting_ = true;
            if (!go_on || stopping_) break;
            wait_until(host_->limits.keep_alive_wait);
            go_on = co_await next_request_begins();
            if (!go_on) break;
            wait_until(host_->limits.header_wait);
        }
        if (!upgraded_) co_await hang_up();
    }

    boost::asio::awaitable<bool> next_request_begins()
    {
        if (buffer_.size() > 0) co_return true;
        auto space = buffer_.prepare(1024);
        auto [error, size] = co_await stream_.async_read_some(space, token());
        buffer_.commit(size);
        co_return !error;
    }

    // One request and its answer; true when another may follow.
    boost::asio::awaitable<bool> serve_one()
    {
        namespace http = boost::beast::http;
        parser incoming;
        incoming.header_limit(static_cast<std::uint32_t>(host_->limits.header_bytes));
        // Which limit applies is known after the header; until then the largest.
        body_limit_ = std::max(host_->limits.body_bytes, host_->routes.largest_body());
        incoming.body_limit(body_limit_);
        auto [header_error, header_size] = co_await http::async_read_header(stream_, buffer_, incoming, token());
        boost::ignore_unused(header_size);
        waiting_ = false;
        if (header_error) co_return co_await refuse(header_error);

        wait_until(host_->limits.request_wait);
        if (boost::beast::websocket::is_upgrade(incoming.get())) {
            co_await upgrade(incoming);
            co_return false;
        }
        bool admitted = co_await admit_body(incoming);
        if (!admitted) co_return false;
        if (incoming.get()[http::field::expect] == "100-continue") {
            static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
            auto [error, size] = co_await boost::asio::async_write(stream_, boost::asio::buffer(go_on), token());
            boost::ignore_unused(size);
            if (error) co_return false;
        }
        auto [body_error, body_size] = co_await http::async_read(stream_, buffer_, incoming, token());
        boost::ignore_unused(body_size);
        if (body_error) co_return co_await refuse(body_error);

        const bool keep_alive = incoming.get().keep_alive() && !stopping_;
        auto request = translate(incoming.get());
        wait_until(host_->limits.handler_wait);
        auto response = co_await respond(request);
        co_return co_await write(std::move(response), std::move(request), keep_alive);
    }

    // Sets the limit of the body that is to come. A large one is for those whom its route admits, the others are answered
    // here: then false.
    boost::asio::awaitable<bool> admit_body(parser& incoming)
    {
        namespace http = boost::beast::http;
        const auto usual = host_->limits.body_bytes;
        const auto length = incoming.content_length();
        body_limit_ = usual;
        if (length ? *length > usual : incoming.chunked()) {
            auto head = translate(incoming.get());
            const auto found = host_->routes.find(head.method, head.path);
            if (found.bodies && found.bodies->bytes > usual) {
                auto refusal = co_await found.bodies->admit(head);
                if (refusal) {
                    co_await write(std::move(*refusal), std::move(head), false);
                    co_return false;
                }
                body_limit_ = found.bodies->bytes;
            }
        }
        incoming.body_limit(body_limit_);
        if (!length || *length <= body_limit_) co_return true;
        co_return co_await refuse(make_error_code(http::error::body_limit));
    }

    // Answers what cannot be read, then gives the connection up.
    boost::asio::awaitable<bool> refuse(boost::system::error_code error)
    {
        namespace http = boost::beast::http;
        http_response response;
        if (error == http::error::header_limit || error == http::error::buffer_overflow)
            response = problem_response(431, "header_too_large", "the request's header is over 16 KiB");
        else if (error == http::error::body_limit)
            response = problem_response(413, "body_too_large",
                                        "the request's body is over the limit of " +
                                            std::to_string(body_limit_ / 1024) + " KiB");
        else if (error.category() == make_error_code(http::error::bad_method).category() &&
                 error != http::error::end_of_stream && error != http::error::partial_message)
            response = problem_response(400, "bad_request", "not an HTTP/1.1 request");
        else
            co_return false;
        host_->runtime.metrics.add(bot::counter::protocol_errors);
        http_request unread;
        co_return co_await write(std::move(response), std::move(unread), false);
    }

    template <class Message> http_request translate(Message& message)
    {
        http_request request;
        request.method = std::string(message.method_string());
        const std::string_view target{message.target().data(), message.target().size()};
        const auto question = target.find('?');
        request.path = std::string(target.substr(0, question));
        if (question != std::string_view::npos) request.query = std::string(target.substr(question + 1));
        std::vector<std::string_view> forwarded;
        for (const auto& field : message) {
            std::string name(field.name_string());
            std::transform(name.begin(), name.end(), name.begin(),
                           [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
            if (name == "x-forwarded-for") forwarded.emplace_back(field.value().data(), field.value().size());
            request.headers.emplace_back(std::move(name), std::string(field.value()));
        }
        const auto client = host_->proxies.resolve(peer_, tls, forwarded, request.header("x-forwarded-proto"));
        request.remote = client.address;
        request.secure = client.secure;
        request.body = std::move(message.body());
        return request;
    }

    boost::asio::awaitable<http_response> respond(http_request& request)
    {
        if (place_->over()) {
            auto refusal = problem_response(503, "too_many_connections", "too many connections; try again later");
            refusal.headers.emplace_back("Retry-After", "10");
            co_return refusal;
        }
        if (!request.path.starts_with('/'))
            co_return problem_response(400, "bad_request", "the request's target is not a path");
        auto found = host_->routes.find(request.method, request.path);
        if (found.handler) {
            request.captures = std::move(found.captures);
            co_return co_await (*found.handler)(request);
        }
        if (!found.allowed.empty()) {
            auto refusal = problem_response(405, "method_not_allowed", "allowed here: " + found.allowed);
            refusal.headers.emplace_back("Allow", found.allowed);
            co_return refusal;
        }
        for (const auto& endpoint : host_->sockets) {
            if (endpoint.path != request.path) continue;
            auto refusal = problem_response(426, "upgrade_required", "this address speaks WebSocket only");
            refusal.headers.emplace_back("Upgrade", "websocket");
            co_return refusal;
        }
        if (request.method != "GET" && request.method != "HEAD") {
            auto refusal = problem_response(405, "method_not_allowed", "allowed here: GET, HEAD");
            refusal.headers.emplace_back("Allow", "GET, HEAD");
            co_return refusal;
        }
        co_return host_->front_end(request);
    }

    boost::asio::awaitable<bool> write(http_response response, http_request request, bool keep_alive)
    {
        wait_until(host_->limits.request_wait);
        const auto head = response_head(response, request, keep_alive, host_->runtime.time.now());
        const auto body = request.method == "HEAD" ? std::string_view{} : response.content();
        const std::array<boost::asio::const_buffer, 2> parts{boost::asio::buffer(head), boost::asio::buffer(body)};
        auto [error, size] = co_await boost::asio::async_write(stream_, parts, token());
        boost::ignore_unused(size);
        co_return !error && keep_alive;
    }

    boost::asio::awaitable<void> upgrade(parser& incoming)
    {
        auto request = translate(incoming.get());
        const auto endpoint = std::find_if(host_->sockets.begin(), host_->sockets.end(),
                                           [&](const auto& each) { return each.path == request.path; });
        std::optional<http_response> refusal;
        if (endpoint == host_->sockets.end())
            refusal = problem_response(404, "not_found", "no WebSocket is served here");
        else if (!offers(request, endpoint->subprotocol))
            refusal = problem_response(400, "subprotocol_required", "offer the subprotocol " + endpoint->subprotocol);
        else if (buffer_.size() > 0)
            refusal = problem_response(400, "bad_request", "nothing may follow an upgrade request before its answer");
        else
            refusal = endpoint->refuse(request);
        if (refusal) {
            co_await write(std::move(*refusal), std::move(request), false);
            co_return;
        }

        upgraded_ = true;
        deadline_.store(never);
        const bool over = place_->over();
        auto socket = std::make_shared<ws_connection<Stream>>(host_, std::move(stream_), std::move(place_));
        const bool open = co_await socket->accept(incoming.get(), endpoint->subprotocol);
        if (!open) co_return;
        if (over) {
            host_->runtime.metrics.add(bot::counter::connections_refused);
            socket->start(std::make_shared<deaf_listener>());
            socket->close(close_code::too_many, "too many connections");
        } else {
            socket->start(endpoint->open(socket, std::move(request)));
        }
    }

    // For a socket that is closed as soon as it opens.
    struct deaf_listener final : socket_listener {
        void on_text(std::string_view) override {}
        void on_drained() override {}
        void on_closed() override {}
    };

    static bool offers(const http_request& request, std::string_view subprotocol)
    {
        std::string_view list = request.header("sec-websocket-protocol");
        while (!list.empty()) {
            const auto comma = list.find(',');
            auto each = list.substr(0, comma);
            each.remove_prefix(std::min(each.find_first_not_of(' '), each.size()));
            each = each.substr(0, each.find_last_not_of(' ') + 1);
            if (each == subprotocol) return true;
            list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
        }
        return false;
    }

    // Closes so that the answer arrives: closing with unread bytes would reset the connection under it.
    boost::asio::awaitable<void> hang_up()
    {
        auto& wire = boost::beast::get_lowest_layer(stream_);
        boost::system::error_code ignored;
        wire.shutdown(boost::asio::socket_base::shutdown_send, ignored);
        wait_until(host_->limits.close_wait);
        std::array<char, 1024> rest;
        for (std::size_t read = 0; read < 256 * 1024;) {
            auto [error, size] = co_await wire.async_read_some(boost::asio::buffer(rest), token());
            if (error) break;
            read += size;
        }
        cut();
    }

    service_ptr host_;
    Stream stream_;
    std::unique_ptr<seat> place_;
    connection_strand executor_;
    boost::beast::flat_buffer buffer_;
    ip_address peer_;
    std::size_t body_limit_ = host_->limits.body_bytes; ///< of the request in hand
    bool waiting_ = true;                               ///< no request is in hand
    bool stopping_ = false;
    bool upgraded_ = false;
};

} // namespace amends::adapters
