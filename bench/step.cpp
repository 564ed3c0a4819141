#include "dialogs/step.hpp"
#include "bench/benches.hpp"
#include "bench/rehearsal.hpp"
#include "bench/statistics.hpp"
#include "dialogs/codec/codec.hpp"
#include "dialogs/text/render.hpp"
#include "dialogs/understand/understand.hpp"

#include <chrono>

namespace amends::bench {
namespace {

using times = std::vector<std::int64_t>; ///< nanoseconds

struct stages {
    times understand_free_text;
    times understand_answer;
    times step;
    times render; ///< a line
    times encode; ///< state, event and facts
    times decode; ///< the state
};

template <class Work> auto timed(times& into, Work work)
{
    const auto start = std::chrono::steady_clock::now();
    auto made = work();
    into.push_back((std::chrono::steady_clock::now() - start).count());
    return made;
}

void converse(const dialogs::tree& tree, const part& words, std::uint64_t seed, stages& spent)
{
    dialogs::state state;
    for (std::size_t i = 0; i < words.texts.size(); ++i) {
        const auto& text = words.texts[i];
        const auto f =
            facts_for(words, std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now()), seed);
        customer_message message{text, {}, {}, {}};
        message.meaning = timed(i == 0 ? spent.understand_free_text : spent.understand_answer, [&] {
            return dialogs::understand(text, {state.language, words.zone, f.now});
        });
        const event e = message;
        auto outcome = timed(spent.step, [&] { return dialogs::step(tree, state, e, f); });
        for (const auto& each : outcome.effects)
            if (const auto* line = std::get_if<say>(&each))
                timed(spent.render, [&] { return dialogs::render(tree, *line, words.zone); });
        state = std::move(outcome.state);
        const auto text_form =
            timed(spent.encode, [&] { return dialogs::encode(state) + dialogs::encode(e) + dialogs::encode(f); });
        const auto stored = dialogs::encode(state);
        timed(spent.decode, [&] { return dialogs::decode_state(stored); });
    }
}

void add(report& figures, const std::string& name, times& spent, const std::string& meaning)
{
    const auto us = [&](double part) { return rounded(static_cast<double>(percentile(spent, part)) / 1000, 2); };
    figures.add(name + "_p50_us", us(0.5), meaning);
    figures.add(name + "_p99_us", us(0.99), "");
}

} // namespace

report measure_step(const options& chosen)
{
    const auto words = load_script(chosen.script);
    const auto tree = tree_of(words);
    constexpr int warm_up = 200;
    constexpr int conversations = 2000;
    stages spent;
    for (int i = 0; i < warm_up + conversations; ++i) {
        if (i == warm_up) spent = {};
        for (const auto& part : words.parts) converse(*tree, part, static_cast<std::uint64_t>(i), spent);
    }

    report figures("step");
    add(figures, "understand_free_text", spent.understand_free_text, "the opening of a conversation");
    add(figures, "understand_answer", spent.understand_answer, "a short answer");
    add(figures, "step", spent.step, "deciding one message");
    add(figures, "render", spent.render, "one line of the bot");
    add(figures, "encode", spent.encode, "state, event and facts of a turn");
    add(figures, "decode", spent.decode, "the state");
    figures.add("conversations", std::int64_t{2} * conversations, "of the script, half in each language");
    figures.add_machine();
    return figures;
}

} // namespace amends::bench
