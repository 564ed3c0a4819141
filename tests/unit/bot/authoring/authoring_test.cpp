#include "bot/authoring/authoring.hpp"
#include "tests/support/bot_world.hpp"

#include <nlohmann/json.hpp>

#include <catch2/catch.hpp>

using namespace amends;
using namespace amends::testing;
using namespace amends::bot;
using nlohmann::json;

namespace {

const author li_na{user_id{7}, "li.na"};
const author wang{user_id{8}, "wang"};

/// A world with a room for authors.
struct authors_world : bot_world {
    authoring trees{runtime(), access(), &bot_world::trees(), {}};

    opened_tree open(const std::string& id = "retail-order")
    {
        auto opened = await(trees.open(id));
        if (!opened) throw std::runtime_error(opened.error().message);
        return *opened;
    }
    /// The tree with another greeting, saved over what is there.
    result<std::int64_t> save(const opened_tree& seen, const author& who, const std::string& greeting)
    {
        auto draft = seen.draft;
        auto tree = json::parse(draft.source);
        tree["greeting"]["en"] = greeting;
        draft.source = tree.dump(2);
        return await(trees.save(draft, who));
    }
};

} // namespace

TEST_CASE("a tree that nobody works on opens with what is published", "[bot][authoring]")
{
    authors_world world;
    const auto opened = world.open();
    CHECK_FALSE(opened.changed);
    CHECK(opened.draft.revision == 0);
    REQUIRE(opened.active);
    CHECK(opened.draft.source == opened.active->source);
    CHECK(opened.draft.based_on == opened.active->version);
    CHECK(world.await(world.trees.open("nothing")).error().code == "tree.unknown");
}

TEST_CASE("of two who saved the same revision the second is told, and neither text is lost", "[bot][authoring]")
{
    authors_world world;
    const auto seen = world.open();
    REQUIRE(world.save(seen, li_na, "Hello from Li Na, an automated assistant; ask for a person.").value() == 1);
    CHECK(world.save(seen, wang, "Hello from Wang, an automated assistant.").error().code == "draft.stale");
    const auto now = world.open();
    CHECK(now.changed);
    CHECK(now.draft.author == "li.na");
    CHECK(now.draft.source.find("from Li Na") != std::string::npos);
    CHECK(world.save(now, wang, "Hello from both, an automated assistant.").value() == 2);
}

TEST_CASE("a draft is published with author and reason; running conversations stay with their version",
          "[bot][authoring]")
{
    authors_world world;
    const auto before = world.await(world.bot_world::trees().active("retail-order"))->version();
    const auto revision = world.save(world.open(), li_na, "Hello, an automated assistant. A person? Just ask.").value();
    CHECK(world.await(world.trees.publish_draft("retail-order", revision, " ", li_na)).error().code ==
          "reason.missing");
    const auto done = world.await(world.trees.publish_draft("retail-order", revision, "friendlier", li_na)).value();
    REQUIRE_FALSE(done.version.empty());
    CHECK(world.await(world.bot_world::trees().active("retail-order"))->version() == done.version);
    const auto history = world.await(world.trees.history("retail-order")).value();
    REQUIRE(history.size() >= 2);
    CHECK(history[0].version == done.version);
    CHECK(history[0].author == "li.na");
    CHECK(history[0].reason == "friendlier");
    CHECK(history[1].version == before);
    CHECK_FALSE(world.open().changed);
}

TEST_CASE("a draft with mistakes is saved but not published, and every mistake has its place", "[bot][authoring]")
{
    authors_world world;
    auto draft = world.open().draft;
    auto tree = json::parse(draft.source);
    tree["nodes"]["listen"]["next"] = "nowhere";
    draft.source = tree.dump(2);
    const auto revision = world.await(world.trees.save(draft, li_na)).value();
    const auto refused = world.await(world.trees.publish_draft("retail-order", revision, "a try", li_na)).value();
    CHECK(refused.version.empty());
    REQUIRE_FALSE(refused.findings.empty());
    CHECK(refused.findings.front().what.node == "listen");
    CHECK(refused.findings.front().what.line > 0);
    CHECK(world.await(world.trees.findings(draft.source, "x")).front().what.node == "listen");
    CHECK(world.open().changed);
}

TEST_CASE("who publishes learns that another revision or another version is there by now", "[bot][authoring]")
{
    authors_world world;
    const auto revision = world.save(world.open(), li_na, "Hello, an automated assistant; ask for a person.").value();
    CHECK(world.await(world.trees.publish_draft("retail-order", revision + 1, "why", li_na)).error().code ==
          "draft.stale");
    auto other = json::parse(world.open().active->source);
    other["title"]["en"] = "Orders";
    REQUIRE(world.await(world.trees.publish_text(other.dump(), "other.json", "", wang)).has_value());
    CHECK(world.await(world.trees.publish_draft("retail-order", revision, "why", li_na)).error().code == "tree.moved");
    auto draft = world.open().draft;
    draft.based_on = world.open().active->version; // having looked at both
    const auto next = world.await(world.trees.save(draft, li_na)).value();
    CHECK_FALSE(world.await(world.trees.publish_draft("retail-order", next, "why", li_na)).value().version.empty());
}

TEST_CASE("an older version is taken up again, with a reason, over what its author has seen", "[bot][authoring]")
{
    authors_world world;
    const auto first = world.open().active->version;
    const auto revision = world.save(world.open(), li_na, "Hello, an automated assistant; ask for a person.").value();
    const auto second = world.await(world.trees.publish_draft("retail-order", revision, "why", li_na)).value().version;
    const auto back = [&](const std::string& to, const std::string& over) {
        return world.await(world.trees.roll_back("retail-order", to, over, "customers were asked twice", wang));
    };
    CHECK(back(first, first).error().code == "tree.moved");
    CHECK(back("0123456789abcdef", second).error().code == "tree.unknown");
    CHECK(back(first, second).value().version == first);
    CHECK(world.await(world.bot_world::trees().active("retail-order"))->version() == first);
    CHECK(world.await(world.trees.history("retail-order")).value().front().author == "wang");
}

TEST_CASE("the list tells what is published and where somebody works", "[bot][authoring]")
{
    authors_world world;
    const auto begun = world.await(world.trees.list()).value();
    REQUIRE(begun.size() >= 3);
    for (const auto& each : begun) CHECK((each.active && !each.draft));
    REQUIRE(world.save(world.open(), li_na, "Hello, an automated assistant.").has_value());
    storage::tree_draft fresh;
    fresh.id = "garden-centre";
    fresh.source = "{";
    REQUIRE(world.await(world.trees.save(fresh, wang)).has_value());
    fresh.id = "../etc";
    CHECK(world.await(world.trees.save(fresh, wang)).error().code == "tree.bad_id");
    std::map<std::string, std::string> drafted;
    for (const auto& each : world.await(world.trees.list()).value())
        if (each.draft) drafted[each.id] = each.draft->author;
    CHECK(drafted == std::map<std::string, std::string>{{"garden-centre", "wang"}, {"retail-order", "li.na"}});
}

TEST_CASE("an older version is taken up again also when newer rules object to it", "[bot][authoring]")
{
    authors_world world;
    auto tree = json::parse(world.open().active->source);
    const auto first = world.open().active->version;
    tree["texts"][tree["while_waiting"].get<std::string>()]["en"] =
        "We are sorry if you feel that something went wrong.";
    const auto text = tree.dump(2);
    const auto objections = world.await(world.trees.findings(text, "x"));
    REQUIRE_FALSE(objections.empty());
    CHECK(objections.front().severity == severity::error);
    CHECK(world.await(world.trees.publish_text(text, "x", "", wang)).value().version.empty());
    // It was published before there were such rules.
    const auto old = dialogs::load_tree(text, "x").tree->version();
    bot_world::answer<result<storage::done>>([&](auto done) {
        world.access().store().publish_tree({{"retail-order", old, text, "wang", "once", world.clock.now(), true}}, {},
                                            done);
    });
    bot_world::answer<result<storage::done>>([&](auto done) {
        auto source = world.access().read_now([&](storage::reader& r) { return r.find_tree("retail-order", first); });
        world.access().store().publish_tree({**source}, {}, done);
    });
    CHECK(world.await(world.trees.roll_back("retail-order", old, first, "back", wang)).value().version == old);
}
