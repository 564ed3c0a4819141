#pragma once

#include "bot/ports/log.hpp"
#include "bot/ports/store_access.hpp"
#include "dialogs/tree/tree.hpp"

#include <boost/asio/awaitable.hpp>

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace amends::bot {

/// The compiled trees: the active version of each, and older ones that running conversations are pinned
/// to. Each is read from the store and compiled when first needed, so that a start waits for none.
/// Thread-safe.
class tree_library {
public:
    tree_library(store_access& store, log_sink& log, std::string default_tree)
        : store_(store), log_(log), default_(std::move(default_tree))
    {}

    /// Makes `tree` the one that new conversations of its id begin with.
    void activate(dialogs::tree_ptr tree);
    /// The same for a version that the store has.
    void activate(std::string id, std::string version);
    bool has(const std::string& id) const;
    /// The active tree of that id; the default one when it is empty, unknown or cannot be compiled any more;
    /// null when there is none at all.
    boost::asio::awaitable<dialogs::tree_ptr> active(std::string id);
    /// A particular version. Null when the store has it no more or cannot be read.
    boost::asio::awaitable<dialogs::tree_ptr> pinned(std::string id, std::string version);

private:
    struct key {
        std::string id;
        std::string version;
        auto operator<=>(const key&) const = default;
    };

    /// The active versions, best first, for who asks for `id`.
    std::vector<key> candidates(const std::string& id) const;
    /// Nothing when it was not compiled yet, null when it cannot be.
    std::optional<dialogs::tree_ptr> compiled(const key& which) const;
    result<dialogs::tree_ptr> compile(const key& which, storage::reader& reader);

    store_access& store_;
    log_sink& log_;
    std::string default_;
    mutable std::mutex mutex_;
    std::map<std::string, std::string> active_; ///< id to version
    std::map<key, dialogs::tree_ptr> versions_; ///< bounded by the versions ever published
    std::mutex compiling_; ///< one at a time: a crowd that waits for the same tree has it compiled once
};

} // namespace amends::bot
