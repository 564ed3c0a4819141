#include "bench/benches.hpp"
#include "bench/limits/bare_sqlite.hpp"
#include "bench/load/crowd.hpp"
#include "bench/load/echo_load.hpp"
#include "bench/machine.hpp"
#include "bench/server.hpp"
#include "bench/statistics.hpp"

#include <algorithm>
#include <thread>
#include <unistd.h>

namespace amends::bench {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t echoed_bytes = 300; ///< about a line with its quick replies

/// The bare echo server in a process of its own, with as many connections as there are conversations.
class echo_peer {
public:
    echo_peer(loop& on, const std::filesystem::path& folder, int connections)
        : to_{free_port(), "/", ""},
          server_({(own_folder() / "amends_bench").string(), "echo-server", std::to_string(to_.port)},
                  folder / "echo.log"),
          load_(connect(on, connections))
    {}

    double measure(std::chrono::milliseconds window) { return load_->measure(500ms, window); }

private:
    std::unique_ptr<echo_load> connect(loop& on, int connections)
    {
        const auto deadline = steady::now() + 10s;
        while (!listens(to_.port) && steady::now() < deadline) std::this_thread::sleep_for(5ms);
        return std::make_unique<echo_load>(on, to_, connections, echoed_bytes);
    }

    endpoint to_;
    process server_;
    std::unique_ptr<echo_load> load_;
};

std::vector<std::int64_t> microseconds(const std::vector<answered_turn>& turns, bool free_text_only)
{
    std::vector<std::int64_t> took;
    for (const auto& each : turns)
        if (each.free_text || !free_text_only)
            took.push_back(std::chrono::duration_cast<std::chrono::microseconds>(each.took).count());
    return took;
}

double ms(std::vector<std::int64_t>& microseconds, double part)
{
    return rounded(static_cast<double>(percentile(microseconds, part)) / 1000, 3);
}

/// What the closed loop and the limits showed, window by window.
struct rates {
    std::vector<double> turns;
    std::vector<double> echo;
    std::vector<double> sqlite;
    std::chrono::milliseconds server_time{};
    std::chrono::milliseconds client_time{};
    std::int64_t answered = 0;
};

/// One closed-loop window.
void speak(crowd& visitors, pid_t server, std::chrono::milliseconds warm_up, std::chrono::milliseconds window,
           rates& seen)
{
    const auto server_before = processor_time(server);
    const auto client_before = processor_time(getpid());
    const auto answered_before = visitors.answered();
    const auto turns = visitors.speak_at_once(warm_up, window).size();
    seen.turns.push_back(static_cast<double>(turns) / std::chrono::duration<double>(window).count());
    seen.server_time += processor_time(server) - server_before;
    seen.client_time += processor_time(getpid()) - client_before;
    seen.answered += visitors.answered() - answered_before;
}

double us_a_turn(std::chrono::milliseconds spent, std::int64_t turns)
{
    return rounded(static_cast<double>(spent.count()) * 1000 / static_cast<double>(std::max<std::int64_t>(1, turns)),
                   1);
}

void add_latencies(report& figures, double rate, const std::vector<answered_turn>& turns)
{
    auto all = microseconds(turns, false);
    auto openings = microseconds(turns, true);
    figures.add("open_loop_rate_per_s", rounded(rate, 0), "turns due a second in the open loop");
    figures.add("p50_ms", ms(all, 0.5), "from when a text was due to the last line of its answer");
    figures.add("p99_ms", ms(all, 0.99), "");
    figures.add("p999_ms", ms(all, 0.999), "");
    figures.add("turns_timed", static_cast<std::int64_t>(all.size()), "in the open loop");
    figures.add(
        "free_text_share",
        rounded(static_cast<double>(openings.size()) / static_cast<double>(std::max<std::size_t>(1, all.size())), 3),
        "of turns that open a conversation with free text");
    figures.add("free_text_p50_ms", ms(openings, 0.5), "the same for those alone");
    figures.add("free_text_p99_ms", ms(openings, 0.99), "");
}

} // namespace

report measure_turns(const options& chosen)
{
    raise_descriptor_limit();
    const auto words = load_script(chosen.script);
    const std::chrono::milliseconds window = std::chrono::seconds{chosen.seconds};
    const scratch_folder folder;
    loop on;

    bare_sqlite sqlite(folder.path() / "reference.db");
    echo_peer echo(on, folder.path(), chosen.conversations);
    auto settings = chosen.settings;
    settings.emplace_back("log.level=warning");
    server amends(chosen.server, folder.path() / "data", settings);
    const auto chat = chat_endpoint(amends.port());
    const auto answers = learn_answers(on, chat, words, chosen.show);
    crowd visitors(on, chat, words, answers, chosen.conversations);

    // In turn, so that what else the machine does meanwhile meets all three.
    rates seen;
    for (int run = 0; run < chosen.runs; ++run) {
        seen.sqlite.push_back(sqlite.measure(run == 0 ? 1500ms : 200ms, window));
        seen.echo.push_back(echo.measure(window));
        speak(visitors, amends.id(), run == 0 ? 3000ms : 1000ms, window, seen);
    }
    const auto rate = chosen.rate > 0 ? chosen.rate : median(seen.turns) / 2;
    const auto timed = visitors.speak_on_schedule(rate, 1000ms, window * chosen.runs);
    const auto resident = resident_bytes(amends.id());
    amends.stop();

    report figures("turns");
    figures.add("conversations", std::int64_t{chosen.conversations},
                "at any moment; each is opened anew after its last turn");
    figures.add("turns_per_s", rounded(median(seen.turns), 0), "durable turns, closed loop");
    figures.add("sqlite_limit_per_s", rounded(median(seen.sqlite), 0), "bare SQLite, 500 turns a commit");
    figures.add("echo_limit_per_s", rounded(median(seen.echo), 0), "messages through a bare Beast echo server");
    figures.add("ratio_to_sqlite", rounded(median(seen.turns) / median(seen.sqlite), 3),
                "turns_per_s / sqlite_limit_per_s");
    figures.add("server_cpu_us_a_turn", us_a_turn(seen.server_time, seen.answered),
                "processor time, connecting and leaving included");
    figures.add("client_cpu_us_a_turn", us_a_turn(seen.client_time, seen.answered),
                "of the load client, on the same cores");
    add_latencies(figures, rate, timed);
    figures.add("server_rss_bytes", resident, "after all of it");
    figures.add("runs", std::int64_t{chosen.runs},
                "windows of " + std::to_string(chosen.seconds) + " s; rates are their medians");
    figures.add_machine();
    return figures;
}

} // namespace amends::bench
