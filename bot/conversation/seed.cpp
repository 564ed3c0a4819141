#include "bot/conversation/seed.hpp"

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
    for (const auto& source : dialogs::shipped_trees()) {
        const std::string id(source.id);
        const auto version = dialogs::version_of(source.text);
        auto known = store.read_now([&](storage::reader& r) { return r.find_tree(id, version); });
        if (!known) return known.error();
        // Seen before: whether it is the active one has been decided since, by whoever runs the server.
        if (*known) continue;
        auto done = publish(store.store(), {id, version, std::string(source.text), "amends",
                                            "shipped with " AMENDS_VERSION, time.now(), true});
        if (!done) return done.error();
        log.write(log_level::info, "tree.published", {{"tree", id}, {"version", version}});
    }
    auto active = store.read_now([](storage::reader& r) { return r.active_trees(); });
    if (!active) return active.error();
    for (auto& version : *active) trees.activate(std::move(version.id), std::move(version.version));
    return {};
}

} // namespace amends::bot
