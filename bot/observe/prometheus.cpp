#include "bot/observe/prometheus.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <array>
#include <filesystem>
#include <fstream>

#include <unistd.h>

namespace amends::bot {
namespace {

struct series {
    const char* name;
    const char* help;
};

template <class Enum> constexpr std::size_t count_of = static_cast<std::size_t>(Enum::count_);

constexpr std::array<series, count_of<counter>> counters{{
    {"amends_connections_accepted_total", "Connections accepted"},
    {"amends_connections_refused_total", "Connections refused because a limit was reached"},
    {"amends_accept_errors_total", "Failures to accept, such as running out of descriptors"},
    {"amends_frames_in_total", "WebSocket messages received"},
    {"amends_frames_out_total", "WebSocket messages sent"},
    {"amends_protocol_errors_total", "Frames answered with an error"},
    {"amends_resyncs_total", "Slow readers sent back to the store"},
    {"amends_turns_committed_total", "Turns committed"},
    {"amends_turns_duplicate_total", "Messages that were stored before"},
    {"amends_turns_refused_total", "Messages refused because a mailbox was full"},
    {"amends_turns_failed_total", "Turns that the store would not take"},
    {"amends_poison_turns_total", "Turns replaced by an apology and a handoff"},
    {"amends_tree_defects_total", "Dialogs that could not go on"},
    {"amends_floor_conflicts_total", "Turns and takeovers refused for a stale floor token"},
    {"amends_takeovers_total", "Conversations taken by a person"},
    {"amends_agents_vanished_total", "Agents who lost the floor by being gone"},
    {"amends_timers_fired_total", "Timers that took effect"},
    {"amends_outbox_sent_total", "Lines handed to a platform"},
    {"amends_outbox_retried_total", "Sends that are tried again"},
    {"amends_outbox_unknown_total", "Sends without an answer"},
    {"amends_outbox_dead_total", "Lines that will not be sent"},
    {"amends_sign_ins_total", "Sign-ins"},
    {"amends_sign_ins_refused_total", "Sign-ins refused"},
}};

constexpr std::array<series, count_of<gauge>> gauges{{
    {"amends_connections", "Open connections"},
    {"amends_conversations_hot", "Conversations in memory"},
    {"amends_conversations_waiting", "Conversations waiting for a person"},
    {"amends_agents_online", "Agents signed in and present"},
    {"amends_store_queue", "Turns waiting for the store"},
    {"amends_timers_pending", "Timers that are armed"},
}};

constexpr std::array<series, count_of<duration>> durations{{
    {"amends_turn_seconds", "From a conversation's mailbox to the commit"},
    {"amends_step_seconds", "Understanding and deciding one event"},
    {"amends_commit_seconds", "From the store's queue to its completion"},
    {"amends_wait_for_human_seconds", "From asking for a person to a person taking over"},
}};

constexpr bool all_named()
{
    for (const auto& each : counters)
        if (!each.name) return false;
    for (const auto& each : gauges)
        if (!each.name) return false;
    for (const auto& each : durations)
        if (!each.name) return false;
    return true;
}
static_assert(all_named(), "every value of counter, gauge and duration has a row");

prometheus::Histogram::BucketBoundaries buckets(duration d)
{
    if (d == duration::wait_for_human) return {10, 30, 60, 120, 300, 600, 1800, 3600, 14400, 86400};
    return {0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};
}

std::int64_t resident_bytes()
{
    std::ifstream statm("/proc/self/statm");
    std::int64_t all = 0;
    std::int64_t resident = 0;
    statm >> all >> resident;
    return resident * ::sysconf(_SC_PAGESIZE);
}

std::int64_t open_descriptors()
{
    std::error_code error;
    std::int64_t count = 0;
    for (std::filesystem::directory_iterator each("/proc/self/fd", error), end; !error && each != end;
         each.increment(error))
        ++count;
    return count;
}

class prometheus_registry final : public prometheus_metrics {
public:
    prometheus_registry()
    {
        for (std::size_t i = 0; i < counters.size(); ++i)
            counters_[i] =
                &prometheus::BuildCounter().Name(counters[i].name).Help(counters[i].help).Register(registry_).Add({});
        for (std::size_t i = 0; i < gauges.size(); ++i) gauges_[i] = &add_gauge(gauges[i].name, gauges[i].help);
        for (std::size_t i = 0; i < durations.size(); ++i)
            durations_[i] = &prometheus::BuildHistogram()
                                 .Name(durations[i].name)
                                 .Help(durations[i].help)
                                 .Register(registry_)
                                 .Add({}, buckets(static_cast<duration>(i)));
        prometheus::BuildGauge()
            .Name("amends_build_info")
            .Help("The version that runs")
            .Register(registry_)
            .Add({{"version", AMENDS_VERSION}})
            .Set(1);
    }

    void add(counter c, std::int64_t n) override
    {
        counters_[static_cast<std::size_t>(c)]->Increment(static_cast<double>(n));
    }
    void set(gauge g, std::int64_t value) override
    {
        gauges_[static_cast<std::size_t>(g)]->Set(static_cast<double>(value));
    }
    void observe(duration d, double seconds) override { durations_[static_cast<std::size_t>(d)]->Observe(seconds); }

    std::string text(const storage::store::statistics* store) override
    {
        resident_.Set(static_cast<double>(resident_bytes()));
        descriptors_.Set(static_cast<double>(open_descriptors()));
        if (store) set(gauge::store_queue, static_cast<std::int64_t>(store->queued));
        auto families = registry_.Collect();
        if (store) {
            append(families, "amends_store_commits_total", "Transactions committed", store->commits);
            append(families, "amends_store_turns_total", "Turns in those transactions", store->turns);
            append(families, "amends_store_batch_reruns_total", "Batches rerun turn by turn", store->batch_reruns);
            append(families, "amends_store_reopened_total", "Reopenings after an unknown outcome", store->reopened);
            append(families, "amends_store_checkpoints_failed_total", "Checkpoints that moved nothing",
                   store->failed_checkpoints);
            append(families, "amends_store_wal_bytes", "Size of the write-ahead log", store->wal_bytes, true);
        }
        return prometheus::TextSerializer{}.Serialize(families);
    }

private:
    prometheus::Gauge& add_gauge(const char* name, const char* help)
    {
        return prometheus::BuildGauge().Name(name).Help(help).Register(registry_).Add({});
    }

    static void append(std::vector<prometheus::MetricFamily>& to, const char* name, const char* help,
                       std::uint64_t value, bool is_gauge = false)
    {
        prometheus::ClientMetric metric;
        (is_gauge ? metric.gauge.value : metric.counter.value) = static_cast<double>(value);
        to.push_back(
            {name, help, is_gauge ? prometheus::MetricType::Gauge : prometheus::MetricType::Counter, {metric}});
    }

    prometheus::Registry registry_;
    std::array<prometheus::Counter*, counters.size()> counters_{};
    std::array<prometheus::Gauge*, gauges.size()> gauges_{};
    std::array<prometheus::Histogram*, durations.size()> durations_{};
    prometheus::Gauge& resident_ = add_gauge("process_resident_memory_bytes", "Memory in use");
    prometheus::Gauge& descriptors_ = add_gauge("process_open_fds", "Open file descriptors");
};

} // namespace

std::unique_ptr<prometheus_metrics> make_prometheus_metrics() { return std::make_unique<prometheus_registry>(); }

} // namespace amends::bot
