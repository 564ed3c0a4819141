#include "tests/support/bot_world.hpp"

#include "dialogs/codec/codec.hpp"

#include <catch2/catch.hpp>

using namespace amends;
using namespace amends::testing;

namespace {

const char* const opening = "上周买的耳机左边没有声音,我要退款";

/// Fails turns whose customer line contains `mark`, a given number of times, as a store would.
class failing_store final : public wrapped_store {
public:
    failing_store(std::unique_ptr<storage::store> inner, std::string mark, std::string code, int times)
        : wrapped_store(std::move(inner)), mark_(std::move(mark)), code_(std::move(code)), times_(times)
    {}
    void commit(storage::turn t, std::function<void(storage::commit_result)> done) override
    {
        bool marked = !t.lines.empty() && t.lines.front().text.find(mark_) != std::string::npos;
        if (marked && times_-- > 0) {
            storage::commit_result failed;
            failed.error = {code_, "injected"};
            done(failed);
            return;
        }
        wrapped_store::commit(std::move(t), std::move(done));
    }

private:
    std::string mark_;
    std::string code_;
    std::atomic<int> times_;
};

/// A store in which nothing can be written while it is `full`.
class troubled_store final : public wrapped_store {
public:
    struct trouble {
        std::atomic<bool> full{false};
    };
    troubled_store(std::unique_ptr<storage::store> inner, trouble& now) : wrapped_store(std::move(inner)), now_(now) {}
    void commit(storage::turn t, std::function<void(storage::commit_result)> done) override
    {
        if (!now_.full) return wrapped_store::commit(std::move(t), std::move(done));
        storage::commit_result failed;
        failed.error = {"disk_full", "injected"};
        done(failed);
    }
    void try_writing(storage::completion<storage::done> done) override
    {
        now_.full ? done(problem{"disk_full", "injected"}) : wrapped_store::try_writing(std::move(done));
    }

private:
    trouble& now_;
};

bot_world::options troubled(troubled_store::trouble& now)
{
    bot_world::options chosen;
    chosen.wrap = [&](std::unique_ptr<storage::store> inner) {
        return std::make_unique<troubled_store>(std::move(inner), now);
    };
    return chosen;
}

bot_world::options failing(std::string mark, std::string code, int times)
{
    bot_world::options chosen;
    chosen.wrap = [=](std::unique_ptr<storage::store> inner) {
        return std::make_unique<failing_store>(std::move(inner), mark, code, times);
    };
    return chosen;
}

} // namespace

TEST_CASE("a complaint is stored, acknowledged and answered with a case number (B1, I1)", "[bot]")
{
    bot_world world;
    auto c = world.open("visitor");
    auto page = std::make_shared<screen>();
    world.attach(c, page);
    auto receipt = world.say(c, "m1", opening);

    REQUIRE(receipt.result == bot::said::kind::stored);
    CHECK(receipt.sequence == 1);
    auto stored = world.stored_lines(c->id());
    REQUIRE(page->wait([&](const auto& lines) { return lines.size() == stored.size(); }));
    auto shown = page->lines();
    REQUIRE(stored.size() == shown.size());
    for (std::size_t i = 0; i < stored.size(); ++i) {
        CHECK(stored[i].sequence == static_cast<std::int64_t>(i + 1));
        CHECK(shown[i]->sequence == stored[i].sequence);
        CHECK(shown[i]->text == stored[i].text);
    }
    auto row = world.stored(c->id());
    REQUIRE(row.open_case);
    CHECK(row.open_case->fields.count("complaint_class") == 1);
    CHECK(shown[1]->text.find(row.open_case->number) != std::string::npos);
    CHECK(shown[1]->text.find("自动") != std::string::npos); // says that it is automated (AI Act, Art. 50)
}

TEST_CASE("the same message twice takes effect once and is acknowledged the same (I2)", "[bot]")
{
    bot_world world;
    auto c = world.open("visitor");
    auto first = world.say(c, "m1", opening);
    auto count = world.stored_lines(c->id()).size();
    auto second = world.say(c, "m1", opening);
    CHECK(second.result == bot::said::kind::repeated);
    CHECK(second.sequence == first.sequence);
    CHECK(world.stored_lines(c->id()).size() == count);

    SECTION("also after a restart")
    {
        c.reset(); // as every session is gone when a server has stopped
        world.restart();
        c = world.open("visitor");
        CHECK(world.say(c, "m1", opening).result == bot::said::kind::repeated);
    }
    SECTION("but the same id with other words is refused")
    {
        CHECK(world.say(c, "m1", "something else").result == bot::said::kind::reused);
        CHECK(world.stored_lines(c->id()).size() == count);
    }
    SECTION("and another customer's equal id is another message")
    {
        auto other = world.open("somebody else");
        CHECK(world.say(other, "m1", opening).result == bot::said::kind::stored);
    }
}

TEST_CASE("a duplicate of a message that is not committed yet waits for that commit (I2)", "[bot]")
{
    bot_world world;
    auto c = world.open("visitor");
    std::promise<bot::said> first;
    std::promise<bot::said> second;
    c->say({"m1", opening, {}, {}}, [&](bot::said s) { first.set_value(s); });
    c->say({"m1", opening, {}, {}}, [&](bot::said s) { second.set_value(s); });
    CHECK(first.get_future().get().result == bot::said::kind::stored);
    auto repeated = second.get_future().get();
    CHECK(repeated.result == bot::said::kind::repeated);
    CHECK(repeated.sequence == 1);
}

TEST_CASE("a poison turn is replaced by one that keeps the words, apologises and asks for a person", "[bot]")
{
    bot_world world(failing("毒", "poison", 2));
    auto c = world.open("visitor");
    auto page = std::make_shared<screen>();
    world.attach(c, page);
    auto receipt = world.say(c, "m1", "毒 message");
    CHECK(receipt.result == bot::said::kind::stored);
    REQUIRE(page->wait_for_text("很抱歉"));
    auto lines = world.stored_lines(c->id());
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].text == "毒 message");
    CHECK(world.stored(c->id()).floor.holder == floor_holder::waiting);
    CHECK(world.metrics.value(bot::counter::poison_turns) == 1);
    // The conversation goes on.
    CHECK(world.say(c, "m2", opening).result == bot::said::kind::stored);
}

TEST_CASE("a turn that fails once for its own reason is tried again and succeeds", "[bot]")
{
    bot_world world(failing("毒", "poison", 1));
    auto c = world.open("visitor");
    CHECK(world.say(c, "m1", "毒 message").result == bot::said::kind::stored);
    CHECK(world.metrics.value(bot::counter::poison_turns) == 0);
    CHECK(world.stored_lines(c->id()).size() >= 2);
}

TEST_CASE("a full disk is answered honestly, and the repeated message is then stored once", "[bot]")
{
    auto code = GENERATE(as<std::string>{}, "disk_full", "io", "busy", "unknown");
    bot_world world(failing("耳机", code, 1));
    auto c = world.open("visitor");
    CHECK(world.say(c, "m1", opening).result == bot::said::kind::unavailable);
    CHECK(world.say(c, "m1", opening).result == bot::said::kind::stored);
    auto lines = world.stored_lines(c->id());
    CHECK(lines.front().text == opening);
    CHECK(std::count_if(lines.begin(), lines.end(), [](const auto& l) { return l.from == speaker::customer; }) == 1);
}

TEST_CASE("readiness tells whether turns can be stored, before one has failed and after", "[bot]")
{
    troubled_store::trouble now;
    bot_world world(troubled(now));
    CHECK(world.await(world.registry().ready()));
    now.full = true;
    world.clock.advance(2s);
    CHECK_FALSE(world.await(world.registry().ready()));
    now.full = false;
    world.clock.advance(11s);
    CHECK(world.await(world.registry().ready()));

    now.full = true;
    auto c = world.open("visitor");
    CHECK(world.say(c, "m1", opening).result == bot::said::kind::unavailable);
    now.full = false;
    CHECK_FALSE(world.await(world.registry().ready())); // a moment ago it could not
    world.clock.advance(11s);
    CHECK(world.await(world.registry().ready()));
    CHECK(world.say(c, "m1", opening).result == bot::said::kind::stored);
}

TEST_CASE("a defect after a message was answered does not answer it again, and the next is taken (I5)", "[bot]")
{
    struct defective final : bot::customer_listener {
        void on_line(bot::spoken_line_ptr) override { throw std::runtime_error("a defect"); }
        void on_floor(const bot::floor_view&) override {}
        void on_typing(speaker, bool) override {}
    };
    bot_world world;
    auto c = world.open("visitor");
    c->attach(std::make_shared<defective>(), [](bot::attached) {});
    std::atomic<int> answers{0};
    std::promise<void> next_answered;
    c->say({"m1", opening, {}, {}}, [&](bot::said s) {
        CHECK(s.result == bot::said::kind::stored);
        ++answers;
    });
    c->say({"m2", "订单号 AB12345678", {}, {}}, [&](bot::said s) {
        CHECK(s.result == bot::said::kind::stored);
        ++answers;
        next_answered.set_value();
    });
    REQUIRE(next_answered.get_future().wait_for(patience) == std::future_status::ready);
    CHECK(answers == 2);
}

TEST_CASE("two tabs of one customer share the conversation and both see every line", "[bot]")
{
    bot_world world;
    auto one = world.open("visitor");
    auto two = world.open("visitor");
    REQUIRE(one == two);
    auto first = std::make_shared<screen>();
    auto second = std::make_shared<screen>();
    world.attach(one, first);
    world.attach(two, second);
    world.say(one, "m1", opening);
    world.say(two, "m2", "订单号 AB12345678");
    auto all = world.stored_lines(one->id()).size();
    auto complete = [&](const auto& lines) { return lines.size() == all; };
    REQUIRE(first->wait(complete));
    REQUIRE(second->wait(complete));
    for (std::size_t i = 0; i < all; ++i) CHECK(first->lines()[i] == second->lines()[i]);
}

TEST_CASE("what a client lacks after a break is what the store has after its cursor", "[bot]")
{
    bot_world world;
    auto c = world.open("visitor");
    world.say(c, "m1", opening);
    auto before = world.stored_lines(c->id()).size();
    c.reset();
    world.restart();
    c = world.open("visitor");
    world.say(c, "m2", "订单号 AB12345678");
    auto page = std::make_shared<screen>();
    auto mark = world.attach(c, page);
    auto missed = world.await(world.registry().lines_after(c->id(), static_cast<std::int64_t>(before), 100));
    REQUIRE(missed.has_value());
    REQUIRE_FALSE(missed->empty());
    CHECK(missed->front()->sequence == static_cast<std::int64_t>(before + 1));
    CHECK(missed->front()->client_id == "m2");
    CHECK(missed->back()->sequence == mark.last);
    CHECK(page->lines().empty()); // later lines only
}

TEST_CASE("a full mailbox refuses, and every message is answered exactly once (I10)", "[bot]")
{
    bot_world world;
    auto c = world.open("visitor");
    constexpr int burst = 400;
    std::atomic<int> stored{0};
    std::atomic<int> busy{0};
    std::promise<void> all;
    for (int i = 0; i < burst; ++i)
        c->say({"m" + std::to_string(i), "消息 " + std::to_string(i), {}, {}}, [&](bot::said s) {
            (s.result == bot::said::kind::stored ? stored : busy)++;
            if (stored + busy == burst) all.set_value();
        });
    REQUIRE(all.get_future().wait_for(patience) == std::future_status::ready);
    CHECK(busy > 0);
    CHECK(stored >= 64);
    auto lines = world.stored_lines(c->id());
    auto customers =
        std::count_if(lines.begin(), lines.end(), [](const auto& l) { return l.from == speaker::customer; });
    CHECK(customers == stored);
}

TEST_CASE("a running conversation stays pinned to its tree's version across a restart", "[bot]")
{
    bot_world world;
    auto c = world.open("visitor", "hotel-stay", "en");
    world.say(c, "m1", "My room at your hotel was filthy");
    auto row = world.stored(c->id());
    auto state = dialogs::decode_state(row.state);
    REQUIRE(state.has_value());
    CHECK(state->tree == "hotel-stay");
    c.reset();
    world.restart();
    c = world.open("visitor", "retail-order", "en");
    world.say(c, "m2", "It was room 204");
    auto later = dialogs::decode_state(world.stored(c->id()).state);
    REQUIRE(later.has_value());
    CHECK(later->tree == "hotel-stay");
    CHECK(later->tree_version == state->tree_version);
}
