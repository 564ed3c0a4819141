#pragma once

#include "bot/authoring/check.hpp"
#include "bot/authoring/simulator.hpp"
#include "bot/authoring/tests.hpp"
#include "bot/conversation/trees.hpp"
#include "bot/ports/runtime.hpp"
#include "bot/ports/store_access.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>
#include <vector>

namespace amends::bot {

/// Who changes a tree; kept with what was changed.
struct author {
    user_id user; ///< 0: somebody at the server's own command line
    std::string name;
};

/// A tree in the list: what new conversations begin with, and what is being worked on. Both without their texts.
struct tree_summary {
    std::string id;
    std::optional<storage::tree_version> active;
    std::optional<storage::tree_draft> draft; ///< only while it differs from what is published
};

/// A tree as it is opened for work.
struct opened_tree {
    std::string id;
    std::optional<storage::tree_version> active;
    storage::tree_draft draft; ///< without one of its own: the active version's text
    bool changed = false;      ///< the draft differs from the version that it is based on
};

/// A version, or the findings that keep it from being published.
struct publish_answer {
    std::string tree;
    std::string version; ///< empty when refused
    std::vector<finding> findings;
};

/// What a text's simulation tells, or the findings that keep it from being walked.
struct simulated_text {
    std::optional<simulation> told;
    std::vector<finding> findings;
};

/// How a text fares in the tree's tests, or the findings that keep it from being walked.
struct tested_text {
    std::optional<played_tests> told;
    std::vector<finding> findings;
};

/// Where trees are written: drafts, versions, publishing, going back. Two people never overwrite each other: a save names
/// the revision that it was made from, a publication the version that it takes the place of. Thread-safe; all that it is
/// made with outlives it. Errors beside those named are the store's.
class authoring {
public:
    /// `running` is the server's library, null without a server; `hours` are those of simulations.
    authoring(runtime& runtime, store_access& store, tree_library* running, business_hours hours)
        : runtime_(runtime), store_(store), running_(running), hours_(std::move(hours))
    {}

    boost::asio::awaitable<result<std::vector<tree_summary>>> list();
    /// "tree.unknown": neither published nor drafted.
    boost::asio::awaitable<result<opened_tree>> open(std::string id);
    /// A version's text. "tree.unknown".
    boost::asio::awaitable<result<storage::tree_version>> version(std::string id, std::string version);
    /// The latest publications, the latest first.
    boost::asio::awaitable<result<std::vector<storage::published_version>>> history(std::string id);
    /// The findings of `check`, on a worker.
    boost::asio::awaitable<std::vector<finding>> findings(std::string text, std::string file);

    /// Walks a text from the beginning through `inputs`, on a worker. "simulation.too_long"; findings when the text does
    /// not compile.
    boost::asio::awaitable<result<simulated_text>> simulate(std::string text, simulated_world world,
                                                            std::vector<simulated_input> inputs);

    /// Saves a draft over `draft.revision`; returns its new revision. The text need not be a tree that works. Errors:
    /// "draft.stale", "tree.bad_id", "tree.too_long".
    boost::asio::awaitable<result<std::int64_t>> save(storage::tree_draft draft, author who);
    /// The dialog tests of a tree; those that were withdrawn too.
    boost::asio::awaitable<result<std::vector<tree_test>>> tests(std::string id);
    /// Saves a test over `test.revision`; returns its new revision. An empty text withdraws it. Errors: "test.stale",
    /// "test.bad_name", "test.too_long", "test.too_many", "tree.bad_id".
    boost::asio::awaitable<result<std::int64_t>> save_test(storage::tree_test test, author who);
    /// Plays a tree's tests with `text`, on a worker; `written` stands for what is saved under its name.
    boost::asio::awaitable<result<tested_text>> play(std::string id, std::string text,
                                                     std::optional<tree_test> written = std::nullopt);
    /// Publishes revision `revision` of the draft, when neither the linter nor the tree's tests object. Errors: "draft.stale", "tree.moved", "tree.unknown", "reason.missing".
    boost::asio::awaitable<result<publish_answer>> publish_draft(std::string id, std::int64_t revision,
                                                                 std::string reason, author who);
    /// Publishes a text as it is, over whatever is active.
    boost::asio::awaitable<result<publish_answer>> publish_text(std::string text, std::string file, std::string reason,
                                                                author who);
    /// Makes an older version the active one again, over `over`, whatever newer rules object to in it. Errors: "tree.moved", "tree.unknown", "reason.missing".
    boost::asio::awaitable<result<publish_answer>> roll_back(std::string id, std::string version, std::string over,
                                                             std::string reason, author who);

private:
    struct request {
        std::string text;
        std::string file;
        std::string id; ///< that the text must have; empty: any
        std::string reason;
        std::optional<std::string> over;
        const char* action;
        bool older = false; ///< was in use before: it need only compile
    };
    boost::asio::awaitable<result<publish_answer>> publish(request what, author who);
    /// A worker's task: what the linter says, and for a text that was never in use what the tests say.
    result<checked_tree> judge(const request& what);

    runtime& runtime_;
    store_access& store_;
    tree_library* running_;
    business_hours hours_;
};

} // namespace amends::bot
