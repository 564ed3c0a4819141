#include "bench/rehearsal.hpp"

#include "bench/failure.hpp"
#include "bot/conversation/draft.hpp"
#include "dialogs/codec/codec.hpp"
#include "dialogs/step.hpp"
#include "dialogs/trees/shipped.hpp"
#include "dialogs/understand/understand.hpp"

namespace amends::bench {
namespace {

instant now() { return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now()); }

/// Sixteen bytes of hex text that differ for each number, as random ids would.
std::string spread(std::int64_t number)
{
    auto z = static_cast<std::uint64_t>(number) * 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    std::string text(16, '0');
    for (auto& digit : text) {
        digit = "0123456789abcdef"[z & 15];
        z >>= 4;
    }
    return text;
}

bot::draft decide(const dialogs::tree& tree, const storage::stored_conversation& head, const dialogs::state& state,
                  const part& words, const std::string& text)
{
    const auto f = facts_for(words, now(), static_cast<std::uint64_t>(head.last_event));
    customer_message e{text, {}, {}, dialogs::understand(text, {state.language, words.zone, f.now})};
    auto outcome = dialogs::step(tree, state, e, f);
    auto d = bot::begin_draft(head, state, f.now);
    bot::set_event(d, e, f, tree);
    bot::spoken_line said;
    said.from = speaker::customer;
    said.text = text;
    said.client_id = spread(1) + spread(2) + "1234";
    bot::add_line(d, std::move(said));
    const auto holder = outcome.state.floor;
    bot::apply_outcome(d, head, tree, std::move(outcome), f);
    bot::change_floor(d, head, holder);
    d.turn.state = dialogs::encode(d.state);
    d.turn.inbound = storage::inbound_key{"web", "", 1};
    return d;
}

/// What the store would answer.
storage::commit_result receipt_of(const bot::draft& d, const storage::stored_conversation& head)
{
    storage::commit_result receipt;
    receipt.verdict = storage::verdict::committed;
    receipt.event = head.last_event + 1;
    auto next = head.last_sequence;
    for (const auto& line : d.turn.lines) receipt.lines.push_back({line.audience, ++next});
    return receipt;
}

} // namespace

dialogs::tree_ptr tree_of(const script& words)
{
    for (const auto& source : dialogs::shipped_trees()) {
        const auto loaded = dialogs::load_tree(source.text, source.file);
        if (loaded.tree && loaded.tree->id() == words.tree) return loaded.tree;
    }
    throw failure("there is no usable shipped tree named " + words.tree);
}

facts facts_for(const part& words, instant now, std::uint64_t seed)
{
    facts f;
    f.now = now;
    f.zone = words.zone;
    f.locale = words.locale;
    f.seed = seed;
    f.case_number = "C-000001";
    return f;
}

rehearsal::rehearsal(const script& words)
{
    const auto tree = tree_of(words);
    for (std::size_t number = 0; number < words.parts.size(); ++number) {
        const auto& part = words.parts[number];
        storage::stored_conversation head;
        head.id = conversation_id{1};
        head.zone = part.zone;
        head.locale = part.locale;
        dialogs::state state;
        for (const auto& text : part.texts) {
            auto d = decide(*tree, head, state, part, text);
            if (turns_[number].empty())
                d.turn.created = storage::new_conversation{{}, {"web", ""}, part.zone, part.locale};
            state = d.state;
            turns_[number].push_back(d.turn);
            bot::advance(head, d, receipt_of(d, head));
        }
    }
}

int rehearsal::lines(std::size_t part) const
{
    std::size_t count = 0;
    for (const auto& each : turns_[part]) count += each.lines.size();
    return static_cast<int>(count);
}

storage::turn rehearsal::turn(std::int64_t id, std::size_t step) const
{
    auto made = turns_[static_cast<std::size_t>(id % 2)][step];
    const auto customer = spread(id) + spread(id + 1);
    made.conversation = conversation_id{id};
    made.at = now();
    if (made.created) {
        made.created->customer = customer_id{id};
        made.created->who.key = customer;
    }
    made.inbound->key = customer + "/" + spread(id * 16 + static_cast<std::int64_t>(step));
    if (made.changed_case) {
        made.changed_case->number = "C-" + std::to_string(id);
        made.changed_case->conversation = made.conversation;
    }
    for (auto& timer : made.timers) timer.conversation = made.conversation;
    return made;
}

} // namespace amends::bench
