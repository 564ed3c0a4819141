#include "bench/benches.hpp"
#include "bench/failure.hpp"
#include "bench/load/idlers.hpp"
#include "bench/machine.hpp"
#include "bench/server.hpp"

#include <algorithm>
#include <cmath>

namespace amends::bench {
namespace {

using namespace std::chrono_literals;

constexpr int spare_descriptors = 300; ///< of the server and of this process, for everything but connections
constexpr int still_samples = 5;

/// Resident memory once every connection has had a heartbeat and five samples, a second apart, differ by less
/// than a thousandth.
std::int64_t settled_memory(idlers& crowd, pid_t server)
{
    std::vector<std::int64_t> last;
    for (int second = 0; second < 180; ++second) {
        crowd.run_for(1s);
        last.push_back(resident_bytes(server));
        if (last.size() > still_samples) last.erase(last.begin());
        const auto [least, most] = std::minmax_element(last.begin(), last.end());
        if (last.size() == still_samples && (*most - *least) * 1000 < *most && crowd.whole_rounds() > 0)
            return last.back();
    }
    throw failure("the server's memory did not settle within 180 s");
}

} // namespace

report measure_idle(const options& chosen)
{
    const int connections = std::min(chosen.connections, raise_descriptor_limit() - spare_descriptors);
    const auto words = load_script(chosen.script);
    const scratch_folder folder;
    server amends(chosen.server, folder.path() / "data",
                  {"log.level=warning", "server.max_connections=" + std::to_string(connections + 100),
                   "server.max_connections_per_address=" + std::to_string(connections + 100)});
    const auto empty = resident_bytes(amends.id());
    const auto chat = chat_endpoint(amends.port());
    loop on;
    idlers crowd(on, chat, words, connections);
    const auto full = settled_memory(crowd, amends.id());
    const int rounds = crowd.whole_rounds();
    crowd.prove_all_alive();
    const auto after = resident_bytes(amends.id());
    amends.stop();

    report figures("idle");
    figures.add("connections", std::int64_t{connections}, "welcomed, heartbeats on, all answering at the end");
    figures.add("bytes_per_connection", rounded(static_cast<double>(full - empty) / connections, 0),
                "of the server's resident memory");
    figures.add("rss_at_0_bytes", empty, "");
    figures.add("rss_at_n_bytes", full, "when it had settled");
    figures.add("rss_after_ping_bytes", after, "after everybody was pinged at once");
    figures.add("heartbeats", std::int64_t{rounds}, "that every connection had, besides");
    figures.add_machine();
    return figures;
}

} // namespace amends::bench
