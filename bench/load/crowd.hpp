#pragma once

#include "bench/load/visitor.hpp"

#include <chrono>
#include <memory>
#include <random>
#include <vector>

namespace amends::bench {

struct answered_turn {
    std::chrono::nanoseconds took{};
    bool free_text = false; ///< the opening of a conversation
};

/// Visitors at the server, a fixed number at any moment: who has said everything leaves and another, new one comes.
/// Every connection, hello and goodbye is part of the load.
class crowd final : private visitor::watcher {
public:
    /// All arguments outlive it.
    crowd(loop& on, const endpoint& to, const script& words, const answer_lengths& expected, int conversations);

    /// Waits until every place is taken by a welcomed visitor and nobody waits for an answer.
    void settle();

    /// Closed loop: who was answered speaks again at once. The turns of `window`, after `warm_up`.
    std::vector<answered_turn> speak_at_once(std::chrono::milliseconds warm_up, std::chrono::milliseconds window);

    /// Open loop: texts are due at `rate` a second whatever the server does, each said by any visitor who waits for nothing.
    /// Time is taken from when a text was due, so a late answer also counts against those that had to wait for it.
    /// The turns due in `window`, after `warm_up`.
    std::vector<answered_turn> speak_on_schedule(double rate, std::chrono::milliseconds warm_up,
                                                 std::chrono::milliseconds window);

    /// Turns answered so far, in and out of windows.
    std::int64_t answered() const { return answered_; }

private:
    enum class mode : std::uint8_t { gather, at_once, on_schedule };

    void on_ready(visitor& who) override;
    void on_answered(visitor& who) override;
    void on_gone(visitor& who) override;
    void arrive(std::size_t place);
    void next_word(visitor& who);
    void spread_out();
    visitor* take_one_waiting();
    void say_what_is_due(moment now);

    loop& loop_;
    const endpoint& to_;
    const script& script_;
    const answer_lengths& expected_;
    std::vector<std::unique_ptr<visitor>> places_;
    std::vector<std::unique_ptr<visitor>> leaving_;
    std::vector<visitor*> waiting_; ///< welcomed, and not waiting for an answer
    mode mode_ = mode::gather;
    unsigned arrivals_ = 0;
    std::minstd_rand random_{1};

    moment from_; ///< of the window
    moment until_;
    std::vector<answered_turn> turns_;
    std::int64_t said_ = 0;
    std::int64_t answered_ = 0;
    std::chrono::nanoseconds pace_{};
    moment schedule_;
    moment last_news_;
};

/// Holds one conversation of each part and returns how many lines of the bot answer each text. `show` prints the
/// conversations to standard error. Throws `failure` when an answer is a repetition: then the text did not fit.
answer_lengths learn_answers(loop& on, const endpoint& to, const script& words, bool show);

} // namespace amends::bench
