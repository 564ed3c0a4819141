#include "bench/benches.hpp"
#include "bench/failure.hpp"
#include "bench/machine.hpp"
#include "bench/rehearsal.hpp"
#include "bench/server.hpp"
#include "bench/statistics.hpp"
#include "bench/store_load.hpp"

#include <algorithm>

namespace amends::bench {
namespace {

/// Whole conversations of the script, until the store holds that many transcript lines.
std::int64_t fill(const std::filesystem::path& data, const script& words, std::int64_t messages)
{
    const rehearsal turns(words);
    auto store = storage::open_sqlite({data, 500});
    if (!store) throw failure(store.error().message);
    store_load(**store, turns, 500).fill(messages);
    auto reader = (*store)->open_reader();
    if (!reader) throw failure(reader.error().message);
    const auto count = (*reader)->message_count();
    reader->reset();
    (*store)->stop();
    return count ? *count : 0;
}

enum class ending { in_order, killed };

/// Median of the starts of a new process that follow one that ended like that.
double ready_ms(const options& chosen, const std::filesystem::path& data, ending before, int starts)
{
    std::vector<double> took;
    for (int i = 0; i <= starts; ++i) {
        server amends(chosen.server, data, {"log.level=warning"});
        if (i > 0) took.push_back(amends.ready_after().count());
        before == ending::killed ? amends.kill() : amends.stop();
    }
    return rounded(median(std::move(took)), 1);
}

/// Each in a new folder.
double ready_ms_of_a_new_store(const options& chosen, const std::filesystem::path& folder, int starts)
{
    std::vector<double> took;
    for (int i = 0; i < starts; ++i) {
        server amends(chosen.server, folder / ("new" + std::to_string(i)), {"log.level=warning"});
        took.push_back(amends.ready_after().count());
        amends.stop();
    }
    return rounded(median(std::move(took)), 1);
}

} // namespace

report measure_start(const options& chosen)
{
    const auto words = load_script(chosen.script);
    const scratch_folder folder;
    const auto data = folder.path() / "data";
    const auto messages = fill(data, words, chosen.messages);
    const int starts = std::max(5, chosen.runs);

    report figures("start");
    figures.add("messages", messages, "in the store");
    figures.add("ready_ms", ready_ms(chosen, data, ending::in_order, starts), "from exec until /readyz answers 200");
    figures.add("ready_after_kill_ms", ready_ms(chosen, data, ending::killed, starts), "the same after kill -9");
    figures.add("ready_new_store_ms", ready_ms_of_a_new_store(chosen, folder.path(), starts),
                "the same when the store has to be made");
    figures.add("runs", std::int64_t{starts}, "starts of each kind; the figures are their medians");
    figures.add_machine();
    return figures;
}

} // namespace amends::bench
