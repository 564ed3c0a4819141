#include "bench/load/crowd.hpp"

#include "bench/failure.hpp"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace amends::bench {
namespace {

using namespace std::chrono_literals;

constexpr auto patience = 15s; ///< a server that answers nobody for so long is taken for dead
constexpr unsigned arriving_at_once = 200;

} // namespace

crowd::crowd(loop& on, const endpoint& to, const script& words, const answer_lengths& expected, int conversations)
    : loop_(on), to_(to), script_(words), expected_(expected), places_(static_cast<std::size_t>(conversations))
{
    for (std::size_t place = 0; place < places_.size(); ++place) {
        arrive(place);
        loop_.run_until([&] { return arrivals_ - waiting_.size() < arriving_at_once; }, patience,
                        "visitors wait for a welcome");
    }
    settle();
    spread_out();
}

/// As many at each step, as if they had come at different times.
void crowd::spread_out()
{
    for (std::size_t step = 1; step < script_.steps(); ++step) {
        waiting_.clear();
        for (std::size_t place = 0; place < places_.size(); ++place) {
            const bool further = place / script_.parts.size() % script_.steps() >= step;
            further ? places_[place]->say(steady::now()) : waiting_.push_back(places_[place].get());
        }
        settle();
    }
}

void crowd::arrive(std::size_t place)
{
    watcher& told = *this;
    places_[place] =
        std::make_unique<visitor>(loop_, to_, arrivals_, script_, place % script_.parts.size(), expected_, told);
    ++arrivals_;
}

void crowd::settle()
{
    mode_ = mode::gather;
    loop_.run_until([this] { return waiting_.size() == places_.size() && leaving_.empty(); }, patience,
                    "visitors wait for an answer or a welcome");
}

void crowd::on_ready(visitor& who)
{
    last_news_ = steady::now();
    next_word(who);
}

void crowd::on_answered(visitor& who)
{
    const auto now = steady::now();
    last_news_ = now;
    ++answered_;
    const auto counted = mode_ == mode::on_schedule ? who.due() : now;
    if (mode_ != mode::gather && counted >= from_ && counted < until_)
        turns_.push_back({now - who.due(), who.step() == 0});
    if (!who.done()) return next_word(who);
    const auto place =
        std::find_if(places_.begin(), places_.end(), [&](const auto& each) { return each.get() == &who; });
    leaving_.push_back(std::move(*place));
    who.close();
    arrive(static_cast<std::size_t>(place - places_.begin()));
}

void crowd::on_gone(visitor& who)
{
    const auto at =
        std::find_if(leaving_.begin(), leaving_.end(), [&](const auto& each) { return each.get() == &who; });
    loop_.bury(std::move(*at));
    *at = std::move(leaving_.back());
    leaving_.pop_back();
}

void crowd::next_word(visitor& who)
{
    if (mode_ == mode::at_once) return who.say(steady::now());
    waiting_.push_back(&who);
    if (mode_ == mode::on_schedule) say_what_is_due(steady::now());
}

std::vector<answered_turn> crowd::speak_at_once(std::chrono::milliseconds warm_up, std::chrono::milliseconds window)
{
    settle();
    turns_.clear();
    const auto start = steady::now();
    last_news_ = start;
    from_ = start + warm_up;
    until_ = from_ + window;
    mode_ = mode::at_once;
    for (const auto& each : std::exchange(waiting_, {})) each->say(steady::now());
    while (steady::now() < until_) {
        loop_.run_once(until_);
        if (steady::now() - last_news_ > patience) throw failure("nobody was answered for 15 s");
    }
    settle();
    return std::exchange(turns_, {});
}

/// Anybody: in turn, all would begin and end their conversations together.
visitor* crowd::take_one_waiting()
{
    std::swap(waiting_[random_() % waiting_.size()], waiting_.back());
    auto* who = waiting_.back();
    waiting_.pop_back();
    return who;
}

void crowd::say_what_is_due(moment now)
{
    while (!waiting_.empty() && schedule_ <= now && schedule_ < until_) {
        auto* who = take_one_waiting();
        const auto due = schedule_;
        schedule_ += pace_;
        ++said_;
        who->say(due);
    }
}

std::vector<answered_turn> crowd::speak_on_schedule(double rate, std::chrono::milliseconds warm_up,
                                                    std::chrono::milliseconds window)
{
    settle();
    turns_.clear();
    said_ = answered_;
    schedule_ = last_news_ = steady::now();
    from_ = schedule_ + warm_up;
    until_ = from_ + window;
    pace_ = std::chrono::nanoseconds{static_cast<std::int64_t>(1e9 / rate)};
    mode_ = mode::on_schedule;
    while (schedule_ < until_ || answered_ < said_) {
        const auto now = steady::now();
        say_what_is_due(now);
        const bool can_speak = !waiting_.empty() && schedule_ < until_;
        loop_.run_once(can_speak ? schedule_ : now + 100ms);
        if (steady::now() - last_news_ > patience) throw failure("nobody was answered for 15 s");
    }
    settle();
    return std::exchange(turns_, {});
}

namespace {

/// Keeps one conversation going, step by step.
struct learner final : visitor::watcher {
    void on_ready(visitor&) override {}
    void on_answered(visitor&) override {}
    void on_gone(visitor&) override { gone = true; }
    bool gone = false;
};

/// Lines of one turn leave the server together: nothing more comes after a pause that long.
void wait_for_whole_answer(loop& on, const visitor& who)
{
    on.run_until([&] { return who.answers() > 0; }, 15s, "no answer to the first conversation");
    int seen = 0;
    while (std::exchange(seen, who.answers()) != who.answers()) {
        const auto until = steady::now() + 300ms;
        while (steady::now() < until) on.run_once(until);
    }
}

} // namespace

answer_lengths learn_answers(loop& on, const endpoint& to, const script& words, bool show)
{
    const answer_lengths unknown;
    answer_lengths learned;
    for (std::size_t number = 0; number < words.parts.size(); ++number) {
        learner ears;
        auto who = std::make_unique<visitor>(on, to, static_cast<unsigned>(number), words, number, unknown, ears);
        on.run_until([&] { return who->welcomed(); }, 15s, "no welcome");
        std::string before;
        while (!who->done()) {
            who->say(steady::now());
            wait_for_whole_answer(on, *who);
            learned[number].push_back(who->answers());
            const std::string answer(string_member(who->last_line(), "text"));
            if (show)
                std::fprintf(stderr, "> %s\n  (%d lines) %s\n", words.parts[number].texts[who->step()].c_str(),
                             who->answers(), who->last_line().c_str());
            if (answer == before)
                throw failure("the bot repeated itself, so the script does not fit the tree: " + answer);
            before = answer;
        }
        who->close();
        on.run_until([&] { return ears.gone; }, 15s, "no goodbye");
    }
    return learned;
}

} // namespace amends::bench
