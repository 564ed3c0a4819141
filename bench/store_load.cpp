#include "bench/store_load.hpp"

#include "bench/failure.hpp"

#include <utility>

namespace amends::bench {

using steady = std::chrono::steady_clock;

store_load::store_load(storage::store& into, const rehearsal& turns, int conversations)
    : store_(into), turns_(turns), talks_(static_cast<std::size_t>(conversations))
{
    // Customers get their conversations' numbers.
    constexpr int more_than_anybody_stores = 100'000'000;
    const auto first = store_.reserve(storage::id_kind::conversation, more_than_anybody_stores);
    const auto same = store_.reserve(storage::id_kind::customer, more_than_anybody_stores);
    if (!first || !same) throw failure("the store has no numbers for conversations");
    last_id_ = *first - 1;
}

void store_load::begin(talk& one)
{
    one.id = ++last_id_;
    one.step = 0;
    hand_in(one);
}

void store_load::hand_in(talk& one)
{
    one.handed_in = steady::now();
    ++under_way_;
    store_.commit(turns_.turn(one.id, one.step), [this, &one](const storage::commit_result& result) {
        const std::lock_guard lock{mutex_};
        if (result.verdict != storage::verdict::committed)
            trouble_ = {"bench", "a turn was not stored, verdict " + std::to_string(static_cast<int>(result.verdict)) +
                                     " " + result.error.code + ": " + result.error.message};
        stored_.push_back(&one);
        if (stored_.size() == 1) some_.notify_one();
    });
}

/// Those whose turn was stored since the last call, at least one.
std::vector<store_load::talk*> store_load::stored()
{
    std::unique_lock lock{mutex_};
    if (!some_.wait_for(lock, std::chrono::seconds{30}, [this] { return !stored_.empty(); }))
        throw failure("the store has not answered for 30 s");
    if (!trouble_.code.empty()) throw failure(trouble_.message);
    auto taken = std::exchange(stored_, {});
    under_way_ -= taken.size();
    return taken;
}

void store_load::finish_all()
{
    while (under_way_ > 0) stored();
}

store_load::figures store_load::measure(std::chrono::milliseconds warm_up, std::chrono::milliseconds window)
{
    figures f;
    const auto from = steady::now() + warm_up;
    const auto until = from + window;
    for (auto& each : talks_) begin(each);
    std::uint64_t commits_before = 0;
    bool started = false;
    auto now = steady::now();
    auto first = from;
    for (; now < until; now = steady::now()) {
        if (!started && now >= from) {
            started = true;
            first = now;
            commits_before = store_.stats().commits;
        }
        for (auto* each : stored()) {
            if (started)
                f.waits_us.push_back(
                    std::chrono::duration_cast<std::chrono::microseconds>(steady::now() - each->handed_in).count());
            if (++each->step == turns_.steps())
                begin(*each);
            else
                hand_in(*each);
        }
    }
    f.took = now - first;
    f.commits = store_.stats().commits - commits_before;
    finish_all();
    return f;
}

void store_load::fill(std::int64_t messages)
{
    std::int64_t lines = 0;
    const auto next = [&](talk& one) {
        if (lines >= messages) return;
        begin(one);
        lines += turns_.lines(static_cast<std::size_t>(one.id % 2));
    };
    for (auto& each : talks_) next(each);
    while (under_way_ > 0)
        for (auto* each : stored()) {
            if (++each->step == turns_.steps())
                next(*each);
            else
                hand_in(*each);
        }
}

} // namespace amends::bench
