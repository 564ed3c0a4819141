#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <type_traits>

namespace amends::bot {

/// Runs `work()`, which may block but not throw, on `elsewhere` (the workers, or a strand of theirs) and
/// comes back to the awaiting coroutine's executor with its answer.
template <class Executor, class Work>
boost::asio::awaitable<std::invoke_result_t<Work&>> run_on(Executor elsewhere, Work work)
{
    namespace asio = boost::asio;
    const auto home = co_await asio::this_coro::executor;
    co_await asio::post(asio::bind_executor(elsewhere, asio::use_awaitable));
    auto answer = work();
    co_await asio::post(asio::bind_executor(home, asio::use_awaitable));
    co_return answer;
}

} // namespace amends::bot
