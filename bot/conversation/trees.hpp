#pragma once

#include "bot/ports/store_access.hpp"
#include "dialogs/tree/tree.hpp"

#include <boost/asio/awaitable.hpp>

#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace amends::bot {

/// The compiled trees: the active version of each, and older ones that running conversations are pinned
/// to, loaded from the store when first needed. Thread-safe.
class tree_library {
public:
    tree_library(store_access& store, std::string default_tree) : store_(store), default_(std::move(default_tree)) {}

    /// Makes `tree` the one that new conversations of its id begin with.
    void activate(dialogs::tree_ptr tree);
    /// The active tree of that id; the default one when it is empty or unknown; null when there is none at all.
    dialogs::tree_ptr active(const std::string& id) const;
    /// A particular version. Null when the store has it no more or cannot be read.
    boost::asio::awaitable<dialogs::tree_ptr> pinned(std::string id, std::string version);

private:
    using key = std::pair<std::string, std::string>;

    store_access& store_;
    std::string default_;
    mutable std::mutex mutex_;
    std::map<std::string, dialogs::tree_ptr> active_;
    std::map<key, dialogs::tree_ptr> versions_; ///< bounded by the versions ever published
};

} // namespace amends::bot
