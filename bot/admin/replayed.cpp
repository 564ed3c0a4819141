#include "bot/admin/replayed.hpp"

#include "bot/admin/page.hpp"
#include "bot/ports/run_on.hpp"
#include "dialogs/replay/replay.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace amends::bot {
namespace {

using boost::asio::awaitable;
using nlohmann::json;

/// The stored versions of trees, each loaded once.
class stored_trees {
public:
    dialogs::tree_ptr find(storage::reader& reader, const std::string& id, const std::string& version)
    {
        const auto [at, fresh] = known_.try_emplace({id, version});
        if (!fresh) return at->second;
        const auto stored = reader.find_tree(id, version);
        if (stored && *stored) at->second = dialogs::load_tree((*stored)->source, id + "@" + version).tree;
        return at->second;
    }

private:
    std::map<std::pair<std::string, std::string>, dialogs::tree_ptr> known_;
};

json spell(const dialogs::replay_side& side)
{
    json out{{"node", side.node},         {"ended", side.ended},     {"lines", json::array()},
             {"promises", json::array()}, {"offers", json::array()}, {"handoffs", json::array()}};
    for (const auto& each : side.said) {
        json line{{"id", each.text}, {"text", each.shown.text}};
        for (const auto& option : each.shown.options) line["options"].push_back(option.label);
        out["lines"].push_back(std::move(line));
    }
    for (const auto& each : side.promises)
        out["promises"].push_back({{"what", each.what}, {"owner", each.owner}, {"due", to_unix_ms(each.due)}});
    for (const auto& each : side.offers)
        out["offers"].push_back({{"remedy", each.remedy}, {"kind", each.kind}, {"amount", each.amount}});
    for (const auto& each : side.calls) out["handoffs"].push_back({{"queue", each.queue}, {"priority", each.priority}});
    return out;
}

json spell(const dialogs::replay_count& count)
{
    return {{"kept", count.kept}, {"gone", count.gone}, {"new", count.added}};
}

json spell(const dialogs::replayed_turn& turn)
{
    json out{{"event", dialogs::name_of(turn.what)}, {"at", to_unix_ms(turn.at)}, {"same", turn.same()}};
    if (const auto* message = std::get_if<customer_message>(&turn.what)) out["text"] = message->text;
    if (const auto* timer = std::get_if<timer_fired>(&turn.what)) out["timer"] = timer->name;
    out["then"] = spell(turn.then);
    if (!turn.same()) out["now"] = spell(turn.now);
    return out;
}

json spell(const dialogs::replayed_talk& talk)
{
    json out{{"same", talk.same()},           {"turns", json::array()},
             {"lines", spell(talk.lines)},    {"promises", spell(talk.promises)},
             {"offers", spell(talk.offers)},  {"handoffs", spell(talk.calls)},
             {"ended_then", talk.ended_then}, {"ended_now", talk.ended_now}};
    if (!talk.same())
        for (const auto& each : talk.turns) out["turns"].push_back(spell(each));
    return out;
}

problem refusal(const std::vector<dialogs::diagnostic>& problems)
{
    std::string all = "The draft cannot be replayed:";
    for (const auto& each : problems) all += "\n" + to_string(each);
    return {"tree.invalid", all};
}

awaitable<result<json_text>> replay_page(runtime& runtime, store_access& store, json request)
{
    const auto source = text_member(request, "source");
    const auto file = text_member(request, "file");
    auto load = [&] { return dialogs::load_tree(source, file); };
    const auto draft = co_await run_on(runtime.workers.get_executor(), load);
    if (!draft.tree) co_return refusal(draft.problems);
    auto question = [&](storage::reader& reader) -> result<json_text> {
        stored_trees versions;
        std::string conversations;
        const auto find = [&](const std::string& id, const std::string& version) {
            return versions.find(reader, id, version);
        };
        const auto each = [&](conversation_id id) -> result<bool> {
            auto replayed = replay_conversation(reader, id, *draft.tree, find);
            if (!replayed) return replayed.error();
            if (!conversations.empty() && !replayed->text.empty()) conversations += ',';
            conversations += replayed->text;
            return conversations.size() < largest_answer;
        };
        auto next = page(reader, request, each);
        if (!next) return next.error();
        return json_text{R"({"next":)" + or_null(*next).dump() + R"(,"conversations":[)" + conversations + "]}"};
    };
    co_return co_await store.read(question);
}

} // namespace

result<json_text> replay_conversation(storage::reader& reader, conversation_id id, const dialogs::tree& draft,
                                      const tree_source& trees)
{
    auto read = read_talk(reader, id, trees);
    if (!read) return read.error();
    const auto& all = read->happenings;
    const bool of_draft =
        std::any_of(all.begin(), all.end(), [&](const auto& each) { return each.tree->id() == draft.id(); });
    if (!of_draft) return json_text{};
    auto out = spell(dialogs::replay(all, draft));
    out["conversation"] = id.value;
    if (!read->broken.empty()) out["broken"] = read->broken;
    return to_text(out);
}

admin_commands replay_commands(runtime& runtime, store_access& store)
{
    return {{"tree.replay", [&](json request) { return replay_page(runtime, store, std::move(request)); }}};
}

} // namespace amends::bot
