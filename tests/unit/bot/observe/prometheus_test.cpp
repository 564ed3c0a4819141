#include "bot/observe/prometheus.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>
#include <thread>
#include <vector>

using namespace amends;

namespace {

bool has_line(const std::string& text, const std::string& line)
{
    return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

} // namespace

TEST_CASE("the names of everything that is measured are agreed upon", "[observe]")
{
    auto metrics = bot::make_prometheus_metrics();
    storage::store::statistics store;
    std::istringstream text(metrics->text(&store));
    std::set<std::string> series;
    for (std::string line; std::getline(text, line);)
        if (line.starts_with("# TYPE ")) series.insert(line.substr(7));
    std::string found;
    for (const auto& each : series) found += each + "\n";

    const std::string golden = AMENDS_SOURCE_DIR "/tests/unit/bot/observe/metric_names.txt";
    if (const char* accept = std::getenv("AMENDS_ACCEPT"); accept && std::string_view(accept) == "1") {
        std::ofstream(golden) << found;
        WARN("rewrote " << golden);
        return;
    }
    std::ifstream in(golden);
    const std::string expected(std::istreambuf_iterator<char>(in), {});
    CHECK(found == expected);
}

TEST_CASE("what is counted, set and observed is shown", "[observe]")
{
    auto metrics = bot::make_prometheus_metrics();
    metrics->add(bot::counter::turns_committed);
    metrics->add(bot::counter::turns_committed, 41);
    metrics->set(bot::gauge::connections, 7);
    metrics->set(bot::gauge::connections, 5);
    metrics->observe(bot::duration::turn, 0.003);
    const auto text = metrics->text();
    CHECK(has_line(text, "amends_turns_committed_total 42"));
    CHECK(has_line(text, "amends_connections 5"));
    CHECK(has_line(text, "amends_turn_seconds_count 1"));
    CHECK(has_line(text, "amends_turn_seconds_bucket{le=\"0.0025\"} 0"));
    CHECK(has_line(text, "amends_turn_seconds_bucket{le=\"0.005\"} 1"));
    CHECK(has_line(text, "amends_build_info{version=\"" AMENDS_VERSION "\"} 1"));
}

TEST_CASE("the store's own numbers are shown when there is a store", "[observe]")
{
    auto metrics = bot::make_prometheus_metrics();
    CHECK(metrics->text().find("amends_store_commits_total") == std::string::npos);
    storage::store::statistics store;
    store.commits = 3;
    store.turns = 900;
    store.queued = 12;
    store.wal_bytes = 4096;
    const auto text = metrics->text(&store);
    CHECK(has_line(text, "amends_store_commits_total 3"));
    CHECK(has_line(text, "amends_store_turns_total 900"));
    CHECK(has_line(text, "amends_store_queue 12"));
    CHECK(has_line(text, "amends_store_wal_bytes 4096"));
}

TEST_CASE("counting from many threads loses nothing", "[observe]")
{
    auto metrics = bot::make_prometheus_metrics();
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 10000; ++i) metrics->add(bot::counter::frames_in);
        });
    for (auto& each : threads) each.join();
    CHECK(has_line(metrics->text(), "amends_frames_in_total 40000"));
}
