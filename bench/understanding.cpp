#include "bench/benches.hpp"
#include "bench/failure.hpp"
#include "bench/public_sets.hpp"
#include "bench/statistics.hpp"
#include "dialogs/understand/opinion.hpp"
#include "dialogs/understand/scoreboard.hpp"
#include "dialogs/understand/understand.hpp"

#include <chrono>
#include <fstream>
#include <iterator>

namespace amends::bench {
namespace {

using dialogs::scoreboard;

struct language {
    std::string name;
    const char* tag;
    dialogs::cutting how;
};

const language languages[]{{"zh", "zh-Hans", dialogs::cutting::chinese}, {"en", "en", dialogs::cutting::english}};

/// Dates in the messages are read as of this day.
dialogs::message_surroundings surroundings(const language& of)
{
    return {of.tag, "UTC", from_unix_ms(1'795'762'800'000)};
}

/// The messages that nothing was learned from.
std::vector<dialogs::example> load(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    if (!in) throw failure(file.string() + " cannot be read; it is part of the source tree");
    const std::string content{std::istreambuf_iterator<char>(in), {}};
    auto read = dialogs::read_examples(content, {}, file.string());
    if (!read) throw failure(read.error().message);
    return std::move(*read);
}

void add(report& figures, const language& of, const scoreboard& s)
{
    const auto put = [&](const std::string& name, double value, const std::string& meaning) {
        figures.add(name + "_" + of.name, rounded(value, 4), meaning);
    };
    const auto both = [&](const std::string& name, const dialogs::tally& t, const std::string& meaning) {
        put(name + "_recall", t.recall(), meaning);
        put(name + "_precision", t.precision(), "");
    };
    both("complaint", s.complaint, "messages that are complaints");
    both("complaint_noticed", s.complaint_noticed, "the same with those that are to be confirmed");
    put("emotion_within_one", s.emotion_within_one.value(), "level of emotion off by one at most");
    both("human_wanted", s.signals[static_cast<std::size_t>(signal::human_wanted)], "a person is wanted");
    both("threats", s.threats, "safety, media, regulator, self-harm");
    put("kind_accuracy", s.kind.value(), "six kinds of message");
    put("class_accuracy", s.about.value(), "nine classes, of the complaints found");
    put("act_accuracy", s.act.value(), "seven acts");
}

/// Times `understand` on each message, one after the other on one core. A message's time is the median of
/// several, so that what else the machine does is not taken for the engine's tail.
void add_times(report& figures, const std::vector<dialogs::example> (&messages)[2])
{
    constexpr int rounds = 15;
    std::vector<std::int64_t> times;
    for (std::size_t i = 0; i < 2; ++i)
        for (const auto& each : messages[i]) {
            std::vector<std::int64_t> of_one;
            for (int round = 0; round < rounds; ++round) {
                const auto start = std::chrono::steady_clock::now();
                const auto understood = dialogs::understand(each.text, surroundings(languages[i]));
                const auto took = std::chrono::steady_clock::now() - start;
                if (understood.emotion.level <= 3) of_one.push_back(took.count());
            }
            times.push_back(percentile(of_one, 0.5));
        }
    const auto us = [&](double part) { return rounded(static_cast<double>(percentile(times, part)) / 1000, 1); };
    figures.add("p50_us", us(0.5), "one of these messages, on one core");
    figures.add("p99_us", us(0.99), "");
    std::string longest;
    while (longest.size() < 65'536) longest += messages[1][longest.size() % messages[1].size()].text + " ";
    const auto start = std::chrono::steady_clock::now();
    dialogs::understand(longest, surroundings(languages[1]));
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
    figures.add("longest_us", rounded(took.count(), 1), "64 KiB of them in one message");
}

} // namespace

report measure_understanding(const options& chosen)
{
    report figures("understanding");
    std::vector<dialogs::example> messages[2];
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < 2; ++i) {
        const auto& of = languages[i];
        messages[i] = load(chosen.data / "understanding" / (of.name + ".tsv"));
        scoreboard score;
        for (const auto& each : messages[i]) score.add(each.meant, dialogs::understand(each.text, surroundings(of)));
        add(figures, of, score);
        bytes += dialogs::shipped_model_bytes(of.how).size();
    }
    add_times(figures, messages);
    figures.add("model_mb", rounded(static_cast<double>(bytes) / 1e6, 2), "both languages");
    measure_public_sets(chosen.data, figures);
    figures.add_machine();
    return figures;
}

} // namespace amends::bench
