#include "bot/admin/tree_commands.hpp"

#include "bot/ports/run_on.hpp"

#include <nlohmann/json.hpp>

namespace amends::bot {
namespace {

using boost::asio::awaitable;
using nlohmann::json;

problem refusal(const std::vector<dialogs::diagnostic>& problems)
{
    std::string all = "The tree was not published:";
    for (const auto& each : problems) all += "\n" + to_string(each);
    return {"tree.invalid", all};
}

awaitable<result<json_text>> publish(runtime& runtime, store_access& store, tree_library* running, json request)
{
    auto source = text_member(request, "source");
    const auto file = text_member(request, "file");
    // A large tree takes long to check: not on an I/O thread.
    auto work = [&] { return dialogs::load_tree(source, file); };
    auto loaded = co_await run_on(runtime.workers.get_executor(), work);
    if (!loaded.tree) co_return refusal(loaded.problems);
    const auto& tree = *loaded.tree;
    storage::tree_version version{tree.id(),
                                  tree.version(),
                                  std::move(source),
                                  "amends tree publish",
                                  text_member(request, "reason"),
                                  runtime.time.now(),
                                  true};
    auto start = [&](auto done) { store.store().publish_tree(version, std::move(done)); };
    auto stored = co_await store.write<storage::done>(start);
    if (!stored) co_return stored.error();
    if (running != nullptr) running->activate(loaded.tree);
    runtime.log.write(log_level::info, "tree.published", {{"tree", tree.id()}, {"version", tree.version()}});
    co_return to_text({{"tree", tree.id()}, {"version", tree.version()}});
}

awaitable<result<json_text>> list(store_access& store)
{
    auto question = [](storage::reader& reader) { return reader.active_trees(); };
    auto active = co_await store.read(question);
    if (!active) co_return active.error();
    auto rows = json::array();
    for (const auto& each : *active)
        rows.push_back({{"tree", each.id},
                        {"version", each.version},
                        {"author", each.author},
                        {"reason", each.reason},
                        {"at", to_unix_ms(each.at)}});
    co_return to_text({{"trees", std::move(rows)}});
}

} // namespace

admin_commands tree_commands(runtime& runtime, store_access& store, tree_library* running)
{
    return {{"tree.publish", [&runtime, &store,
                              running](json request) { return publish(runtime, store, running, std::move(request)); }},
            {"tree.list", [&store](const json&) { return list(store); }}};
}

} // namespace amends::bot
