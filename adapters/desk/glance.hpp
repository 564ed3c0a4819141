#pragma once

#include "bot/conversation/conversation.hpp"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <memory>
#include <optional>

namespace amends::adapters {

/// Begins to follow and waits for the view; the coroutine goes on on its own executor.
inline boost::asio::awaitable<std::optional<bot::conversation_view>>
followed(bot::conversation_ptr conversation, std::shared_ptr<bot::agent_listener> listener)
{
    using answer = std::optional<bot::conversation_view>;
    // Named, and capturing by reference only: GCC 12 destroys the captures of a lambda made inside co_await twice.
    auto initiation = [&conversation, &listener](auto handler) {
        auto waiting = std::make_shared<decltype(handler)>(std::move(handler));
        conversation->follow(listener, [waiting](answer view) {
            const auto home = boost::asio::get_associated_executor(*waiting);
            boost::asio::post(home, [waiting, view = std::move(view)]() mutable { (*waiting)(std::move(view)); });
        });
    };
    co_return co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<>, void(answer)>(
        initiation, boost::asio::use_awaitable);
}

/// The view as it is now, without following any further.
boost::asio::awaitable<std::optional<bot::conversation_view>> glance(bot::conversation_ptr conversation);

} // namespace amends::adapters
