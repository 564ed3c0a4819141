#include "bot/admin/seed.hpp"

#include "dialogs/trees/shipped.hpp"

#include <nlohmann/json.hpp>

#include <future>

namespace amends::bot {
namespace {

using nlohmann::json;

result<storage::done> publish(storage::store& store, storage::tree_version version)
{
    std::promise<result<storage::done>> answer;
    storage::audit_record audit{
        version.at, {}, "tree.ship", json{{"tree", version.id}, {"version", version.version}}.dump()};
    store.publish_tree({std::move(version)}, std::move(audit),
                       [&](result<storage::done> done) { answer.set_value(std::move(done)); });
    return answer.get_future().get();
}

} // namespace

result<void> seed_trees(store_access& store, tree_library& trees, const clock& time, log_sink& log)
{
    std::map<std::pair<std::string, std::string>, dialogs::tree_ptr> shipped;
    for (const auto& source : dialogs::shipped_trees()) {
        auto loaded = dialogs::load_tree(source.text, source.file);
        if (!loaded.tree) {
            log.write(log_level::error, "tree.shipped_invalid", {{"file", source.file}});
            continue;
        }
        const auto& tree = *loaded.tree;
        shipped[{tree.id(), tree.version()}] = loaded.tree;
        auto known = store.read_now([&](storage::reader& r) { return r.find_tree(tree.id(), tree.version()); });
        if (!known) return known.error();
        // Seen before: whether it is the active one has been decided since, by whoever runs the server.
        if (*known) continue;
        auto done = publish(store.store(), {tree.id(), tree.version(), std::string(source.text), "amends",
                                            "shipped with " AMENDS_VERSION, time.now(), true});
        if (!done) return done.error();
        log.write(log_level::info, "tree.published", {{"tree", tree.id()}, {"version", tree.version()}});
    }
    auto active = store.read_now([](storage::reader& r) { return r.active_trees(); });
    if (!active) return active.error();
    bool any = false;
    for (const auto& version : *active) {
        auto found = shipped.find({version.id, version.version});
        auto tree = found != shipped.end()
                        ? found->second
                        : dialogs::load_tree(version.source, version.id + "@" + version.version).tree;
        if (!tree) {
            log.write(log_level::error, "tree.stored_invalid", {{"tree", version.id}, {"version", version.version}});
            continue;
        }
        trees.activate(std::move(tree));
        any = true;
    }
    if (!any) return problem{"tree.none", "No dialog tree is usable; this program or its store is damaged."};
    return {};
}

} // namespace amends::bot
