#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace amends;
using namespace amends::storage;
using namespace amends::storage::testing;

namespace {

result<done> publish(store& s, std::string version, std::string source, std::optional<std::string> over = {},
                     std::string author = "shipped", std::string reason = "first")
{
    return wait_for<done>([&](auto done) {
        s.publish_tree({{"retail", version, source, author, reason, at(1), false}, over},
                       {at(1), {7}, "tree.publish", "{}"}, done);
    });
}

result<std::int64_t> save(store& s, std::int64_t revision, std::string source, std::string based_on = "1.0.0")
{
    return wait_for<std::int64_t>([&](auto done) {
        s.save_draft({"retail", revision, based_on, source, "li.na", at(2)}, {at(2), {7}, "tree.save", "{}"}, done);
    });
}

} // namespace

TEST_CASE("a published tree is the active one of its name, and a version never changes its text", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    const auto r = reader_of(*s);
    REQUIRE(publish(*s, "1.0.0", "{1}"));
    REQUIRE(publish(*s, "1.1.0", "{2}"));
    REQUIRE(r->active_trees().value().size() == 1);
    CHECK(r->active_trees().value()[0].version == "1.1.0");
    CHECK(r->find_tree("retail", "1.0.0").value()->source == "{1}");
    CHECK_FALSE(r->find_tree("retail", "1.0.0").value()->active);
    CHECK(publish(*s, "1.0.0", "{other}").error().code == "tree.changed");
    REQUIRE(publish(*s, "1.0.0", "{1}")); // going back
    CHECK(r->active_trees().value()[0].version == "1.0.0");
    CHECK_FALSE(r->find_tree("hotel", "1.0.0").value());
}

TEST_CASE("a dialog test is kept with its tree, and a save over another revision changes nothing", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    const auto r = reader_of(*s);
    const auto keep = [&](const char* tree, std::int64_t revision, const char* source) {
        return wait_for<std::int64_t>([&](auto done) {
            s->save_test({tree, "late", revision, source, "wang", at(3)}, {at(3), {8}, "tree.save_test", "{}"}, done);
        });
    };
    CHECK(keep("retail", 0, "== a").value() == 1);
    CHECK(keep("retail", 1, "== b").value() == 2);
    CHECK(keep("retail", 1, "== c").error().code == "test.stale");
    CHECK(keep("retail", 0, "== d").error().code == "test.stale");
    CHECK(keep("hotel", 0, "").value() == 1);
    const auto kept = r->tests_of("retail").value();
    REQUIRE(kept.size() == 1);
    CHECK(kept[0].source == "== b");
    CHECK(kept[0].revision == 2);
    CHECK(kept[0].author == "wang");
    CHECK(r->audit(10).value().size() == 3); // what was refused leaves no trace
}

TEST_CASE("every publication is kept with its author and reason, going back included", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    const auto r = reader_of(*s);
    REQUIRE(publish(*s, "1.0.0", "{1}"));
    REQUIRE(publish(*s, "1.1.0", "{2}", "1.0.0", "li.na", "asks for the number first"));
    REQUIRE(publish(*s, "1.0.0", "{1}", "1.1.0", "wang", "customers were asked twice"));
    const auto history = r->publications("retail", 10).value();
    REQUIRE(history.size() == 3);
    CHECK(history[0].version == "1.0.0");
    CHECK(history[0].author == "wang");
    CHECK(history[0].reason == "customers were asked twice");
    CHECK(history[1].author == "li.na");
    CHECK(history[2].reason == "first");
    CHECK(r->publications("retail", 1).value().size() == 1);
    CHECK(r->publications("hotel", 10).value().empty());
    CHECK(r->audit(10).value().size() == 3);
}

TEST_CASE("who publishes over a version that is no longer the active one is refused, and nothing changes", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    const auto r = reader_of(*s);
    CHECK(publish(*s, "1.0.0", "{1}", "0.9.0").error().code == "tree.moved");
    REQUIRE(publish(*s, "1.0.0", "{1}", ""));
    CHECK(publish(*s, "1.1.0", "{2}", "").error().code == "tree.moved");
    CHECK_FALSE(r->find_tree("retail", "1.1.0").value());
    CHECK(r->publications("retail", 10).value().size() == 1);
    CHECK(r->audit(10).value().size() == 1);
}

TEST_CASE("a draft is saved over the revision it was made from, and over no other", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    const auto r = reader_of(*s);
    CHECK_FALSE(r->find_draft("retail").value());
    CHECK(save(*s, 3, "{x}").error().code == "draft.stale");
    REQUIRE(save(*s, 0, "{mine}").value() == 1);
    CHECK(save(*s, 0, "{other}").error().code == "draft.stale"); // somebody else began it too
    REQUIRE(save(*s, 1, "{mine, longer}").value() == 2);
    CHECK(save(*s, 1, "{other}").error().code == "draft.stale");
    const auto draft = r->find_draft("retail").value();
    REQUIRE(draft);
    CHECK(draft->revision == 2);
    CHECK(draft->source == "{mine, longer}");
    CHECK(draft->author == "li.na");
    CHECK(draft->at == at(2));
    REQUIRE(r->drafts().value().size() == 1);
    CHECK(r->drafts().value()[0].source.empty());
    CHECK(r->audit(10).value().size() == 2); // what was refused leaves no trail
}

TEST_CASE("a draft is based on the version that has its text, once it is published; another stays on its own",
          "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    const auto r = reader_of(*s);
    REQUIRE(publish(*s, "1.0.0", "{1}"));
    REQUIRE(save(*s, 0, "{2}").value() == 1);
    REQUIRE(publish(*s, "1.0.1", "{somebody else's}"));
    CHECK(r->find_draft("retail").value()->based_on == "1.0.0");
    REQUIRE(publish(*s, "1.1.0", "{2}"));
    CHECK(r->find_draft("retail").value()->based_on == "1.1.0");
    CHECK(r->find_draft("retail").value()->revision == 1);
}

TEST_CASE("a store of the first schema keeps the author and reason of what was published", "[storage]")
{
    const scratch directory;
    {
        const auto s = open_at(directory.path());
        REQUIRE(publish(*s, "1.0.0", "{1}", {}, "wang", "the old days"));
    }
    sql(directory.path(),
        "DROP TABLE tree_publications; DROP TABLE tree_drafts; DROP TABLE tree_tests; PRAGMA user_version = 1");
    const auto s = open_at(directory.path());
    const auto history = reader_of(*s)->publications("retail", 10).value();
    REQUIRE(history.size() == 1);
    CHECK(history[0].author == "wang");
    CHECK(history[0].reason == "the old days");
}
