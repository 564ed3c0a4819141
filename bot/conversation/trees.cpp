#include "bot/conversation/trees.hpp"

namespace amends::bot {

void tree_library::activate(dialogs::tree_ptr tree)
{
    std::scoped_lock lock(mutex_);
    versions_[{tree->id(), tree->version()}] = tree;
    active_[tree->id()] = std::move(tree);
}

dialogs::tree_ptr tree_library::active(const std::string& id) const
{
    std::scoped_lock lock(mutex_);
    if (auto found = active_.find(id); found != active_.end()) return found->second;
    if (auto found = active_.find(default_); found != active_.end()) return found->second;
    return active_.empty() ? nullptr : active_.begin()->second;
}

boost::asio::awaitable<dialogs::tree_ptr> tree_library::pinned(std::string id, std::string version)
{
    {
        std::scoped_lock lock(mutex_);
        if (auto found = versions_.find({id, version}); found != versions_.end()) co_return found->second;
    }
    auto question = [&](storage::reader& reader) { return reader.find_tree(id, version); };
    auto stored = co_await store_.read(question);
    if (!stored || !*stored) co_return nullptr;
    auto loaded = dialogs::load_tree((*stored)->source, id + "@" + version);
    if (!loaded.tree) co_return nullptr;
    std::scoped_lock lock(mutex_);
    co_return versions_.emplace(key{id, version}, loaded.tree).first->second;
}

} // namespace amends::bot
