#include "bot/conversation/trees.hpp"

namespace amends::bot {

using dialogs::tree_ptr;

void tree_library::activate(tree_ptr tree)
{
    std::scoped_lock lock(mutex_);
    active_[tree->id()] = tree->version();
    key which{tree->id(), tree->version()};
    versions_[std::move(which)] = std::move(tree);
}

void tree_library::activate(std::string id, std::string version)
{
    std::scoped_lock lock(mutex_);
    active_[std::move(id)] = std::move(version);
}

bool tree_library::has(const std::string& id) const
{
    std::scoped_lock lock(mutex_);
    return active_.contains(id);
}

boost::asio::awaitable<tree_ptr> tree_library::active(std::string id)
{
    for (const auto& each : candidates(id)) {
        auto tree = co_await pinned(each.id, each.version);
        if (tree) co_return tree;
    }
    co_return nullptr;
}

boost::asio::awaitable<tree_ptr> tree_library::pinned(std::string id, std::string version)
{
    const key which{std::move(id), std::move(version)};
    if (auto known = compiled(which)) co_return *known;
    // On a worker: compiling takes tens of milliseconds.
    auto question = [&](storage::reader& reader) { return compile(which, reader); };
    auto made = co_await store_.read(question);
    if (!made) co_return nullptr;
    co_return *made;
}

std::vector<tree_library::key> tree_library::candidates(const std::string& id) const
{
    std::vector<key> found;
    std::scoped_lock lock(mutex_);
    found.reserve(active_.size() + 2);
    for (const auto& wanted : {id, default_})
        if (auto each = active_.find(wanted); each != active_.end()) found.push_back({each->first, each->second});
    for (const auto& [other, version] : active_) found.push_back({other, version});
    return found;
}

std::optional<tree_ptr> tree_library::compiled(const key& which) const
{
    std::scoped_lock lock(mutex_);
    const auto found = versions_.find(which);
    if (found == versions_.end()) return std::nullopt;
    return found->second;
}

result<tree_ptr> tree_library::compile(const key& which, storage::reader& reader)
{
    std::scoped_lock one_at_a_time(compiling_);
    if (auto known = compiled(which)) return *known;
    auto stored = reader.find_tree(which.id, which.version);
    if (!stored) return stored.error();
    if (!*stored) return tree_ptr{};
    auto loaded = dialogs::load_tree((*stored)->source, which.id + "@" + which.version);
    if (!loaded.tree)
        log_.write(log_level::error, "tree.stored_invalid", {{"tree", which.id}, {"version", which.version}});
    std::scoped_lock lock(mutex_);
    return versions_.emplace(which, std::move(loaded.tree)).first->second;
}

} // namespace amends::bot
