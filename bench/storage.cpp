#include "bench/benches.hpp"
#include "bench/failure.hpp"
#include "bench/limits/bare_sqlite.hpp"
#include "bench/machine.hpp"
#include "bench/rehearsal.hpp"
#include "bench/statistics.hpp"
#include "bench/store_load.hpp"

namespace amends::bench {

report measure_storage(const options& chosen)
{
    using namespace std::chrono_literals;
    const auto words = load_script(chosen.script);
    const std::chrono::milliseconds window = std::chrono::seconds{chosen.seconds};
    const scratch_folder folder;
    const rehearsal turns(words);
    bare_sqlite sqlite(folder.path() / "reference.db");
    auto store = storage::open_sqlite({folder.path() / "data", 500});
    if (!store) throw failure(store.error().message);
    store_load load(**store, turns, chosen.conversations);

    std::vector<double> rates, limits, batches;
    std::vector<std::int64_t> waits;
    for (int run = 0; run < chosen.runs; ++run) {
        limits.push_back(sqlite.measure(run == 0 ? 1500ms : 200ms, window));
        const auto seen = load.measure(run == 0 ? 2000ms : 500ms, window);
        const auto count = static_cast<double>(seen.waits_us.size());
        rates.push_back(count / seen.took.count());
        batches.push_back(count / static_cast<double>(std::max<std::uint64_t>(1, seen.commits)));
        waits.insert(waits.end(), seen.waits_us.begin(), seen.waits_us.end());
    }
    (*store)->stop();

    report figures("storage");
    figures.add("conversations", std::int64_t{chosen.conversations}, "each with one turn at the store at any moment");
    figures.add("turns_per_s", rounded(median(rates), 0), "through the store alone, durable");
    figures.add("sqlite_limit_per_s", rounded(median(limits), 0), "bare SQLite, 500 turns a commit");
    figures.add("ratio_to_sqlite", rounded(median(rates) / median(limits), 3), "turns_per_s / sqlite_limit_per_s");
    figures.add("turns_a_commit", rounded(median(batches), 0), "");
    figures.add("wait_p50_ms", rounded(static_cast<double>(percentile(waits, 0.5)) / 1000, 3),
                "from handing in to completion; queueing, mostly");
    figures.add("wait_p99_ms", rounded(static_cast<double>(percentile(waits, 0.99)) / 1000, 3), "");
    figures.add("runs", std::int64_t{chosen.runs},
                "windows of " + std::to_string(chosen.seconds) + " s; rates are their medians");
    figures.add_machine();
    return figures;
}

} // namespace amends::bench
