#include "bot/conversation/talk.hpp"

#include "dialogs/codec/codec.hpp"

#include <limits>
#include <map>
#include <optional>

namespace amends::bot {
namespace {

/// What customers see of the conversation, by its number there.
result<std::map<std::int64_t, std::string>> words_of(storage::reader& reader, conversation_id id)
{
    auto lines = reader.transcript(id, std::numeric_limits<int>::max());
    if (!lines) return lines.error();
    std::map<std::int64_t, std::string> words;
    for (auto& each : *lines)
        if (each.audience == storage::audience::customer) words[each.sequence] = std::move(each.text);
    return words;
}

/// Agents' words and notes are no events of the dialog.
bool takes_no_step(const std::string& kind) { return kind == "agent_message" || kind == "agent_note"; }

} // namespace

result<talk> read_talk(storage::reader& reader, conversation_id id, const tree_source& trees)
{
    auto events = reader.events(id);
    if (!events) return events.error();
    const auto words = words_of(reader, id);
    if (!words) return words.error();
    talk made;
    for (const auto& stored : *events) {
        if (takes_no_step(stored.event.kind)) continue;
        auto what = dialogs::decode_event(stored.event.payload);
        auto facts = dialogs::decode_facts(stored.event.facts);
        auto tree = trees(stored.event.tree, stored.event.tree_version);
        if (!what || !facts)
            made.broken = "event " + std::to_string(stored.ordinal) + " (" + stored.event.kind + ") cannot be read";
        else if (!tree)
            made.broken = "version " + stored.event.tree_version + " of \"" + stored.event.tree + "\" is not there";
        if (!made.broken.empty()) break;
        if (auto* message = std::get_if<customer_message>(&*what); message && stored.line)
            if (const auto at = words->find(*stored.line); at != words->end()) message->text = at->second;
        made.happenings.push_back({std::move(*what), std::move(*facts), std::move(tree)});
    }
    return made;
}

} // namespace amends::bot
