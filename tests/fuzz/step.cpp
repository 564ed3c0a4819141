#include "dialogs/trees/shipped.hpp"
#include "dialogs/understand/understand.hpp"

#include "bytes.hpp"
#include "talk.hpp"

#include <fstream>
#include <iterator>

using namespace amends;
using namespace amends::dialogs;

namespace {

/// The shipped trees, and those of the tests, which use more of the language.
std::vector<tree_ptr> load_trees()
{
    std::vector<tree_ptr> made;
    for (const auto& source : shipped_trees()) made.push_back(load_tree(source.text, source.file).tree);
    for (const auto* name : {"shop.json", "workshop.json"}) {
        std::ifstream file{std::string{AMENDS_SOURCE_DIR} + "/tests/unit/dialogs/data/" + name, std::ios::binary};
        const std::string text{std::istreambuf_iterator<char>{file}, {}};
        made.push_back(load_tree(text, name).tree);
    }
    for (const auto& each : made) fuzz::must(each != nullptr);
    return made;
}

/// As long as connectors and accounts let a value be.
std::string value(fuzz::bytes& in) { return std::string{in.text().substr(0, 500)}; }

std::string accepted_remedy(const state& s) { return s.remedies.empty() ? std::string{} : s.remedies.begin()->first; }

event next_event(fuzz::bytes& in, const state& s, const facts& f)
{
    const auto kind = in.number();
    if (kind % 8 == 0) return timer_fired{value(in)};
    if (kind % 8 == 1) return agent_joined{user_id{1}, value(in)};
    if (kind % 8 == 2) return agent_left{user_id{1}, static_cast<leave_reason>(in.number() % 3)};
    if (kind % 16 == 4)
        return fact_arrived{kind & 16 ? s.lookup : value(in),
                            "order",
                            static_cast<lookup_outcome>(in.number() % 3),
                            {{"status", value(in)}, {"total", value(in)}}};
    if (kind % 16 == 5) return remedy_decided{accepted_remedy(s), (kind & 16) != 0};
    if (kind % 16 == 6) return remedy_executed{accepted_remedy(s), (kind & 16) != 0};
    customer_message m;
    if (kind % 8 == 7) m.attachments = {{value(in), "image/png", 1000}};
    if (kind % 8 == 3) m.option = value(in), m.question = kind & 16 ? s.question : "q1";
    m.text = in.text();
    m.meaning = understand(m.text, {s.language, f.zone, f.now});
    if (kind & 32) m.meaning.objection = static_cast<objection_kind>(kind >> 6);
    return m;
}

void turn_the_world(facts& f, std::uint8_t world)
{
    f.business_open = (world & 3) != 0;
    f.agents_available = world >> 6;
    f.now += std::chrono::seconds{world};
    f.seed = world;
    if (world & 4) f.connectors = {"order", "customer"};
    f.attachments = (world & 8) != 0;
    f.buttons = (world & 16) == 0;
}

} // namespace

/// A conversation: for each event what the world is like, what happens, its texts.
// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const auto trees = load_trees();
    fuzz::bytes in{data, size};
    const auto& tree = *trees[in.number() % trees.size()];
    state s;
    facts f;
    f.now = from_unix_ms(1'795'762'800'000);
    f.case_number = "A-1";
    for (int turn = 0; turn < 40 && !in.empty(); ++turn) {
        turn_the_world(f, in.number());
        s = fuzz::happen(tree, s, next_event(in, s, f), f);
    }
    return 0;
}
