#include "bot/conversation/trees.hpp"

#include "bot/conversation/seed.hpp"
#include "dialogs/trees/shipped.hpp"
#include "tests/support/bot_world.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <catch2/catch.hpp>

#include <set>

using namespace amends;
using namespace amends::testing;

namespace {

class counting_log final : public bot::log_sink {
public:
    void write(bot::log_level, std::string_view event, std::initializer_list<bot::log_field>) override
    {
        std::scoped_lock lock(mutex_);
        ++seen_[std::string(event)];
    }
    int of(const std::string& event)
    {
        std::scoped_lock lock(mutex_);
        return seen_[event];
    }

private:
    std::mutex mutex_;
    std::map<std::string, int> seen_;
};

/// A store with the shipped trees, and the library over it.
struct seeded_library {
    seeded_library()
    {
        if (!bot::seed_trees(access, trees, clock, log)) throw std::runtime_error("seed_trees");
    }
    ~seeded_library()
    {
        store->stop();
        workers.join();
    }
    seeded_library(const seeded_library&) = delete;
    seeded_library& operator=(const seeded_library&) = delete;

    std::future<dialogs::tree_ptr> asked(const std::string& id)
    {
        return boost::asio::co_spawn(workers, trees.active(id), boost::asio::use_future);
    }

    temporary_directory directory;
    std::unique_ptr<storage::store> store = std::move(storage::open_sqlite({directory.path()}).value());
    boost::asio::thread_pool workers{4};
    set_clock clock;
    counting_log log;
    bot::store_access access{*store, workers};
    bot::tree_library trees{access, log, "retail-order"};
};

} // namespace

TEST_CASE("a shipped tree is known by its name and version without being compiled", "[trees]")
{
    for (const auto& source : dialogs::shipped_trees()) {
        const auto loaded = dialogs::load_tree(source.text, source.file);
        REQUIRE(loaded.tree);
        CHECK(loaded.tree->id() == source.id);
        CHECK(loaded.tree->version() == dialogs::version_of(source.text));
    }
}

TEST_CASE("a crowd that waits for the same tree is given the same one", "[trees]")
{
    seeded_library library;
    std::vector<std::future<dialogs::tree_ptr>> waiting;
    for (int i = 0; i < 64; ++i) waiting.push_back(library.asked("hotel-stay"));
    std::set<dialogs::tree_ptr> given;
    for (auto& each : waiting) given.insert(each.get());
    REQUIRE(given.size() == 1);
    CHECK((*given.begin())->id() == "hotel-stay");
}

TEST_CASE("a stored tree that this program can compile no more is told once, and the default one speaks", "[trees]")
{
    seeded_library library;
    storage::tree_version old{"museum", "0011223344556677", R"({"id": "museum", "nodes": []})", "lina", "", {}, true};
    bot_world::answer<result<storage::done>>(
        [&](auto done) { library.store->publish_tree({old}, {}, std::move(done)); });
    library.trees.activate("museum", "0011223344556677");
    for (int i = 0; i < 3; ++i) CHECK(library.asked("museum").get()->id() == "retail-order");
    CHECK(library.log.of("tree.stored_invalid") == 1);
}

TEST_CASE("an unknown tree is answered with the default one", "[trees]")
{
    seeded_library library;
    CHECK(library.trees.has("billing"));
    CHECK_FALSE(library.trees.has("museum"));
    CHECK(library.asked("museum").get()->id() == "retail-order");
    CHECK(library.asked("").get()->id() == "retail-order");
}
