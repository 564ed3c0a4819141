#include "faulty_disk.hpp"
#include "fixture.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

using namespace amends;
using namespace amends::storage;
using namespace amends::storage::testing;

namespace {

turn poisoned(std::int64_t conversation, const std::string& key)
{
    auto t = next_turn(conversation, key);
    t.changed_case = a_case("AM-1", conversation);
    t.changed_case->first_owner = {2}; // set to 1 before: the schema refuses
    return t;
}

/// Conversations 1 to 4; the first has a case that somebody owns.
void begin_conversations(store& s)
{
    for (std::int64_t c = 1; c <= 4; ++c) {
        auto t = first_turn(c, "first-" + std::to_string(c));
        if (c == 1) {
            t.changed_case = a_case("AM-1", 1);
            t.changed_case->owner = t.changed_case->first_owner = {1};
        }
        REQUIRE(commit(s, t).verdict == verdict::committed);
    }
}

struct told {
    std::string key;
    commit_result answer;
};

/// One batch: three good turns, a poisoned one among them, and a user; then one more turn by itself.
std::vector<told> write_something(store& s, std::optional<result<user_id>>& user)
{
    std::vector<std::pair<std::string, std::future<commit_result>>> waiting;
    std::promise<result<user_id>> user_added;
    auto user_answer = user_added.get_future();
    const auto hand_in = [&](turn t) {
        auto key = t.inbound->key;
        waiting.emplace_back(std::move(key), commit_later(s, std::move(t)));
    };
    held_writer held{s}; // also when the job that holds it fails: the others are behind it in one batch
    hand_in(next_turn(2, "good-1"));
    hand_in(poisoned(1, "poison"));
    hand_in(first_turn(9, "good-2"));
    s.add_user({{}, "li.na", "李娜", role::agent, "$argon2id$x", false}, {at(0), {}, "user.add", "{}"},
               [&](result<user_id> r) { user_added.set_value(std::move(r)); });
    hand_in(next_turn(3, "good-3"));
    held.release();

    std::vector<told> all;
    all.reserve(waiting.size() + 1);
    for (auto& [key, answer] : waiting) all.push_back({key, answer.get()});
    user = user_answer.get();
    all.push_back({"alone", commit(s, next_turn(4, "alone"))});
    return all;
}

void check_store(const std::filesystem::path& directory, store& s, const std::vector<told>& answers,
                 const std::optional<result<user_id>>& user)
{
    const auto r = reader_of(s);
    for (const auto& [key, answer] : answers) {
        INFO(key << " was told " << static_cast<int>(answer.verdict) << " " << answer.error.code << " "
                 << answer.error.message);
        const auto stored =
            sql(directory, "SELECT conversation || ' ' || ordinal FROM events WHERE inbound_key = '" + key + "'");
        if (answer.verdict == verdict::committed) {
            REQUIRE(stored.size() == 1);
            CHECK(stored[0].ends_with(" " + std::to_string(answer.event)));
        } else if (answer.error.code != "unknown") {
            CHECK(stored.empty());
        }
    }
    if (user && *user) CHECK(r->user(**user).value()->name == "li.na");
    if (user && !*user && user->error().code != "unknown") CHECK_FALSE(r->user_named("li.na").value());
    for (const auto id : r->conversations({0}, 100).value()) {
        CHECK_FALSE(r->first_broken_link(id).value());
        const auto c = r->conversation(id).value().value();
        CHECK(std::ssize(r->lines_after(id, 0, 100).value()) == c.last_sequence);
        CHECK(std::ssize(r->events(id).value()) == c.last_event);
    }
    CHECK(sql(directory, "PRAGMA integrity_check") == std::vector<std::string>{"ok"});
}

} // namespace

TEST_CASE("a poisoned turn fails alone and its neighbours in the batch commit", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    begin_conversations(*s);
    std::optional<result<user_id>> user;
    const auto before = s->stats();
    const auto answers = write_something(*s, user);
    const auto after = s->stats();
    for (const auto& [key, answer] : answers) {
        INFO(key);
        CHECK((answer.verdict == verdict::committed) == (key != "poison"));
        if (key == "poison") CHECK(answer.error.code == "poison");
    }
    CHECK(after.turns - before.turns == 4);
    CHECK(after.commits - before.commits == 3); // the job that held, the batch, the turn alone
    CHECK(after.batch_reruns == 0);
    check_store(directory.path(), *s, answers, user);
}

TEST_CASE("whatever the disk does, what was reported stored is there and nothing else (I1, I2)", "[storage]")
{
    const auto kind = GENERATE(fault::full, fault::torn_write, fault::failed_sync, fault::failed_read);
    const auto times = GENERATE(1, 2, faulty_disk::lasting);
    const bool reader_open = GENERATE(true, false);
    const scratch begun;
    begin_conversations(*open_at(begun.path()));
    std::set<std::string> codes;
    std::uint64_t reruns = 0;
    std::uint64_t reopened = 0;
    int n = 1;
    for (bool failed = true; failed; ++n) {
        REQUIRE(n < 1000);
        INFO("fault " << static_cast<int>(kind) << " at " << n << ", " << times << " times, reader " << reader_open);
        const scratch directory;
        std::filesystem::copy_file(begun / "amends.db", directory / "amends.db");
        faulty_disk disk;
        std::optional<result<user_id>> user;
        std::vector<told> answers;
        {
            const auto s = open_at(directory.path());
            std::unique_ptr<reader> r;
            if (reader_open) {
                r = reader_of(*s);
                REQUIRE(r->users().value().empty());
            }
            disk.break_at(kind, n, times);
            answers = write_something(*s, user);
            failed = disk.has_failed();
            disk.mend();
            for (const auto& each : answers)
                if (each.answer.verdict == verdict::failed) codes.insert(each.answer.error.code);
            reruns += s->stats().batch_reruns;
            reopened += s->stats().reopened;

            answers.push_back({"later", commit(*s, next_turn(2, "later"))});
            REQUIRE(answers.back().answer.verdict == verdict::committed);
            check_store(directory.path(), *s, answers, user);
            for (const auto& each : answers) { // what failed can be said again
                if (each.answer.verdict != verdict::failed || each.key == "poison") continue;
                auto again = each.key == "good-2" ? first_turn(9, each.key) : next_turn(3, each.key);
                const auto verdict_now = commit(*s, again).verdict;
                CHECK((verdict_now == verdict::committed ||
                       (verdict_now == verdict::duplicate && each.answer.error.code == "unknown")));
            }
        }
        std::erase_if(answers, [](const told& each) { return each.answer.verdict == verdict::failed; });
        const auto s = open_at(directory.path());
        check_store(directory.path(), *s, answers, user);
    }
    INFO("fault " << static_cast<int>(kind) << ", " << times << " times, reader " << reader_open << ", " << n - 2
                  << " ways");
    CHECK(n > 3);
    codes.erase("poison");
    codes.erase("unknown");
    if (kind == fault::full && times == faulty_disk::lasting) CHECK(codes == std::set<std::string>{"disk_full"});
    if (kind == fault::torn_write && times == faulty_disk::lasting) CHECK(codes == std::set<std::string>{"io"});
    if (kind == fault::failed_sync) CHECK(reopened > 0);
    if (kind != fault::failed_read && reader_open) CHECK(reruns > 0);
}

TEST_CASE("a store that cannot be opened says why, and opens when the disk is whole again", "[storage]")
{
    const auto kind =
        GENERATE(fault::full, fault::torn_write, fault::failed_sync, fault::failed_read, fault::failed_open);
    std::set<std::string> codes;
    int n = 1;
    for (bool failed = true; failed; ++n) {
        REQUIRE(n < 1000);
        INFO("fault " << static_cast<int>(kind) << " at " << n);
        const scratch directory;
        faulty_disk disk;
        disk.break_at(kind, n, faulty_disk::lasting);
        {
            const auto s = open_sqlite({directory.path(), 10});
            failed = disk.has_failed();
            if (!s) {
                codes.insert(s.error().code);
                CHECK(s.error().message.find((directory / "amends.db").string()) != std::string::npos);
            }
        }
        disk.mend();
        const auto s = open_at(directory.path());
        CHECK(commit(*s, first_turn(1, "k")).verdict == verdict::committed);
    }
    CHECK(n > 2);
    CHECK(codes == std::set<std::string>{kind == fault::full ? "store.full" : "store.io"});
}

TEST_CASE("another program that holds the database makes turns fail as busy, and only while it does", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    REQUIRE(commit(*s, first_turn(1, "k1")).verdict == verdict::committed);
    {
        const foreign_writer shell{directory.path()};
        const auto r = commit(*s, next_turn(1, "k2"));
        CHECK(r.verdict == verdict::failed);
        CHECK(r.error.code == "busy");
        CHECK(r.error.message.find((directory / "amends.db").string()) != std::string::npos);
        CHECK(r.error.message.find("Close it") != std::string::npos);
    }
    CHECK(commit(*s, next_turn(1, "k2")).verdict == verdict::committed);
}

TEST_CASE("a question that the disk cannot answer names the file and the mend", "[storage]")
{
    const scratch directory;
    faulty_disk disk;
    const auto s = open_at(directory.path());
    REQUIRE(commit(*s, first_turn(1, "k1")).verdict == verdict::committed);
    const auto r = reader_of(*s);
    disk.break_at(fault::failed_read, 1, faulty_disk::lasting);
    const auto answer = r->message_count();
    disk.mend();
    REQUIRE_FALSE(answer.has_value());
    CHECK(answer.error().code == "io");
    CHECK(answer.error().message.find((directory / "amends.db").string()) != std::string::npos);
    CHECK(answer.error().message.find("Check the disk") != std::string::npos);
}

TEST_CASE("a stopped store finishes what was handed in and refuses the rest", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path(), 2);
    REQUIRE(commit(*s, first_turn(1, "k1")).verdict == verdict::committed);
    std::vector<std::future<commit_result>> answers;
    answers.reserve(50);
    for (int i = 0; i < 50; ++i) answers.push_back(commit_later(*s, first_turn(i + 2, "k" + std::to_string(i + 2))));
    s->stop();
    s->stop();
    for (auto& answer : answers) CHECK(answer.get().verdict == verdict::committed);
    const auto late = commit(*s, next_turn(1, "late"));
    CHECK(late.verdict == verdict::failed);
    CHECK(late.error.code == "stopped");
    CHECK(s->reserve(id_kind::customer, 1).error().code == "stopped");
    CHECK(s->open_reader().error().code == "stopped");
    CHECK(s->backup(directory / "copy.db").error().code == "stopped");
}
