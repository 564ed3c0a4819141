#include "bench/benches.hpp"
#include "bench/failure.hpp"
#include "bench/limits/echo_server.hpp"
#include "bench/machine.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <iostream>
#include <map>

namespace amends::bench {
namespace {

using bench_function = report (*)(const options&);

const std::map<std::string, bench_function> benches{
    {"turns", measure_turns}, {"idle", measure_idle},       {"start", measure_start},
    {"step", measure_step},   {"storage", measure_storage}, {"understanding", measure_understanding},
};

void print(const std::vector<report>& reports, bool as_json)
{
    if (!as_json) {
        for (const auto& each : reports) std::cout << each.table() << '\n';
        return;
    }
    if (reports.size() == 1) {
        std::cout << reports.front().json() << '\n';
        return;
    }
    std::string members;
    for (const auto& each : reports) members += (members.empty() ? "\"" : ",\"") + each.bench() + "\":" + each.json();
    std::cout << '{' << members << "}\n";
}

int run(int argc, char** argv)
{
    CLI::App app("Measures Amends on this machine, beside what the machine can do at most.");
    options chosen;
    chosen.server = own_folder().parent_path() / "amends";
    chosen.script = AMENDS_BENCH_SCRIPT;
    chosen.data = AMENDS_BENCH_DATA;
    std::vector<std::string> names;
    bool as_json = false;
    app.add_option("bench", names, "turns, idle, start, storage, step, understanding; none: turns, idle and start");
    app.add_flag("--json", as_json, "one JSON object on standard output");
    app.add_option("--conversations", chosen.conversations, "at the same moment (turns, storage)")
        ->check(CLI::Range(1, 15'000));
    app.add_option("--connections", chosen.connections, "(idle)")->check(CLI::Range(1, 1'000'000));
    app.add_option("--rate", chosen.rate, "turns a second of the open loop; default: half of the closed loop's");
    app.add_option("--seconds", chosen.seconds, "length of a measured window")->check(CLI::Range(1, 600));
    app.add_option("--runs", chosen.runs, "windows; figures are their medians")->check(CLI::Range(1, 100));
    app.add_option("--messages", chosen.messages, "in the store (start)")->check(CLI::Range(0, 100'000'000));
    app.add_option("--server", chosen.server, "the amends program");
    app.add_option("--set", chosen.settings, "key=value of the server's configuration (turns)")
        ->allow_extra_args(false);
    app.add_option("--script", chosen.script, "what visitors say");
    app.add_flag("--show", chosen.show, "print the conversations of the script (turns)");
    std::uint16_t port = 0;
    auto* echo = app.add_subcommand("echo-server", "")->group("");
    echo->add_option("port", port)->required();
    CLI11_PARSE(app, argc, argv);
    if (echo->parsed()) {
        serve_echo(port);
        return 0;
    }

    if (names.empty()) names = {"turns", "idle", "start"};
    std::vector<report> reports;
    for (const auto& name : names) {
        const auto found = benches.find(name);
        if (found == benches.end())
            throw failure("there is no bench named " + name +
                          "; there are turns, idle, start, storage, step and "
                          "understanding");
        reports.push_back(found->second(chosen));
    }
    print(reports, as_json);
    return 0;
}

} // namespace
} // namespace amends::bench

int main(int argc, char** argv)
{
    try {
        return amends::bench::run(argc, argv);
    } catch (const std::exception& wrong) {
        std::fprintf(stderr, "amends_bench: %s\n", wrong.what());
        return 1;
    }
}
