#pragma once

#include "storage/store.hpp"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace amends::bot {

/// The store as coroutines see it: writes complete on the awaiting strand, reads run on the workers with a
/// pooled reader each. Thread-safe; outlives every coroutine that uses it.
class store_access {
public:
    store_access(storage::store& store, boost::asio::thread_pool& workers) : store_(store), workers_(workers) {}

    storage::store& store() { return store_; }

    boost::asio::awaitable<storage::commit_result> commit(storage::turn turn)
    {
        auto start = [this, &turn](std::function<void(storage::commit_result)> done) {
            store_.commit(std::move(turn), std::move(done));
        };
        co_return co_await await_callback<storage::commit_result>(start);
    }

    /// Notes that a write succeeded or that the store could not take one; true when that is news.
    bool note_write(bool stored, instant now)
    {
        (stored ? wrote_at_ : failed_at_) = now;
        return failing_.exchange(!stored) == stored;
    }
    bool wrote_since(instant then) const { return wrote_at_.load() > then; }
    bool failed_since(instant then) const { return failed_at_.load() > then; }

    /// Awaits one of the store's callback functions:
    /// `co_await access.write<user_id>([&](auto done) { store.add_user(user, audit, std::move(done)); })`.
    template <class T, class Start> boost::asio::awaitable<result<T>> write(Start start)
    {
        co_return co_await await_callback<result<T>>(start);
    }

    /// Runs `question(reader)` on a worker thread; it returns a `result<T>`.
    template <class Question>
    auto read(Question question) -> boost::asio::awaitable<std::invoke_result_t<Question&, storage::reader&>>
    {
        using answer = std::invoke_result_t<Question&, storage::reader&>;
        auto start = [this, &question](std::function<void(answer)> done) {
            boost::asio::post(workers_, [this, &question, done = std::move(done)] { done(ask<answer>(question)); });
        };
        co_return co_await await_callback<answer>(start);
    }

    /// The same for a caller that may block.
    template <class Question> auto read_now(Question question)
    {
        return ask<std::invoke_result_t<Question&, storage::reader&>>(question);
    }

private:
    template <class T, class Start> static boost::asio::awaitable<T> await_callback(Start& start)
    {
        auto initiation = [&start](auto&& handler) {
            using handler_type = std::decay_t<decltype(handler)>;
            // std::function wants a copyable target; the completion handler of a coroutine is not.
            auto shared = std::make_shared<handler_type>(std::forward<decltype(handler)>(handler));
            start([shared](T value) {
                auto executor = boost::asio::get_associated_executor(*shared);
                boost::asio::post(
                    executor, [shared, value = std::move(value)]() mutable { (std::move(*shared))(std::move(value)); });
            });
        };
        co_return co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<>, void(T)>(
            initiation, boost::asio::use_awaitable);
    }

    template <class Answer, class Question> Answer ask(Question& question)
    {
        std::unique_ptr<storage::reader> reader;
        {
            std::scoped_lock lock(mutex_);
            if (!idle_.empty()) {
                reader = std::move(idle_.back());
                idle_.pop_back();
            }
        }
        if (!reader) {
            auto opened = store_.open_reader();
            if (!opened) return opened.error();
            reader = std::move(*opened);
        }
        auto answer = question(*reader);
        // A reader that failed may have lost its file: the next question opens a new one.
        if (answer) {
            std::scoped_lock lock(mutex_);
            idle_.push_back(std::move(reader));
        }
        return answer;
    }

    storage::store& store_;
    boost::asio::thread_pool& workers_;
    std::atomic<instant> wrote_at_{instant::min()};
    std::atomic<instant> failed_at_{instant::min()};
    std::atomic<bool> failing_{false};
    std::mutex mutex_;
    std::vector<std::unique_ptr<storage::reader>> idle_; ///< at most one a worker thread and blocking caller
};

} // namespace amends::bot
