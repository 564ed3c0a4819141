#include "dialogs/step.hpp"
#include "dialogs/codec/codec.hpp"
#include "dialogs/text/render.hpp"
#include "dialogs/trees/shipped.hpp"
#include "dialogs/understand/understand.hpp"

#include "bytes.hpp"

using namespace amends;
using namespace amends::dialogs;

namespace {

const std::vector<tree_ptr>& trees()
{
    static const auto loaded = [] {
        std::vector<tree_ptr> made;
        for (const auto& source : shipped_trees())
            if (auto one = load_tree(source.text, source.file).tree) made.push_back(one);
        return made;
    }();
    return loaded;
}

event next_event(fuzz::bytes& in, const state& s, const facts& f)
{
    const auto kind = in.number();
    if (kind % 8 == 0) return timer_fired{std::string{in.line()}};
    if (kind % 8 == 1) return agent_joined{user_id{1}, std::string{in.line()}};
    if (kind % 8 == 2) return agent_left{user_id{1}, static_cast<leave_reason>(in.number() % 3)};
    if (kind % 16 == 4)
        return fact_arrived{kind & 16 ? s.lookup : std::string{in.line()},
                            "order",
                            static_cast<lookup_outcome>(in.number() % 3),
                            {{"status", std::string{in.line()}}, {"total", std::string{in.line()}}}};
    if (kind % 16 == 5)
        return remedy_decided{s.remedies.empty() ? std::string{} : s.remedies.begin()->first, (kind & 16) != 0};
    if (kind % 16 == 6)
        return remedy_executed{s.remedies.empty() ? std::string{} : s.remedies.begin()->first, (kind & 16) != 0};
    customer_message m;
    if (kind % 8 == 7) m.attachments = {{std::string{in.line()}, "image/png", 1000}};
    if (kind % 8 == 3) m.option = in.line(), m.question = kind & 16 ? s.question : "q1";
    m.text = in.line();
    m.meaning = understand(m.text, {s.language, f.zone, f.now});
    if (kind & 32) m.meaning.objection = static_cast<objection_kind>(kind >> 6);
    return m;
}

} // namespace

/// A conversation with a shipped tree: every line of the input is an event. I4, I5, I6.
// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::bytes in{data, size};
    if (trees().empty()) return 0;
    const auto& tree = *trees()[in.number() % trees().size()];
    state s;
    facts f;
    f.now = from_unix_ms(1'795'762'800'000);
    f.case_number = "A-1";
    for (int turn = 0; turn < 40 && !in.empty(); ++turn) {
        const auto world = in.number();
        f.business_open = (world & 3) != 0;
        f.agents_available = world >> 6;
        f.now += std::chrono::seconds{world};
        f.seed = world;
        if (world & 4) f.connectors = {"order", "customer"};
        f.attachments = (world & 8) != 0;
        f.buttons = (world & 16) == 0;
        const auto e = next_event(in, s, f);
        auto taken = step(tree, s, e, f);
        fuzz::must(taken == step(tree, s, e, f));
        bool spoken = false;
        bool person = false;
        for (const auto& each : taken.effects) {
            if (const auto* line = std::get_if<say>(&each)) spoken = true, render(tree, *line, f.zone);
            person = person || std::holds_alternative<request_human>(each);
        }
        const bool over_agent = s.floor == floor_holder::agent && !std::holds_alternative<agent_left>(e);
        fuzz::must(!spoken || (!over_agent && taken.state.floor != floor_holder::agent));
        fuzz::must(!std::holds_alternative<customer_message>(e) || s.floor != floor_holder::bot || spoken || person);
        const auto stored = decode_state(encode(taken.state));
        fuzz::must(stored.has_value());
        s = *stored;
    }
    return 0;
}
