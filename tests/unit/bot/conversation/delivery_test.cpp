#include "tests/support/bot_world.hpp"

#include <catch2/catch.hpp>

#include <deque>

using namespace amends;
using namespace amends::testing;

namespace {

using kind = bot::send_outcome::kind;

const char* const opening = "上周买的耳机左边没有声音,我要退款";

/// A platform that answers as the test says, and remembers what it was sent.
class scripted_platform final : public bot::channel {
public:
    const std::string& name() const override { return name_; }
    bot::channel_capabilities capabilities() const override { return {true, false, true}; }
    boost::asio::awaitable<bot::send_outcome> send(bot::outgoing line) override
    {
        std::scoped_lock lock(mutex_);
        sent_.push_back(line);
        bot::send_outcome outcome;
        outcome.result = kind::sent;
        if (!answers_.empty()) {
            outcome.result = answers_.front();
            answers_.pop_front();
        }
        outcome.wait = 1ms;
        changed_.notify_all();
        co_return outcome;
    }

    void answer_with(std::deque<kind> answers)
    {
        std::scoped_lock lock(mutex_);
        answers_ = std::move(answers);
    }
    bool wait_sent(std::size_t count)
    {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, patience, [&] { return sent_.size() >= count; });
    }
    std::vector<bot::outgoing> sent() const
    {
        std::scoped_lock lock(mutex_);
        return sent_;
    }

private:
    std::string name_ = "pigeon";
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<kind> answers_;
    std::vector<bot::outgoing> sent_;
};

struct post_office {
    post_office() : platform(std::make_shared<scripted_platform>()), world(chosen()) {}

    bot_world::options chosen()
    {
        bot_world::options o;
        o.channels = {{"pigeon", platform}};
        o.delivery = {1ms, 4ms, 15min, 1ms, 10s};
        return o;
    }
    bot::conversation_ptr open(const std::string& key) { return world.open(key, {}, "zh-CN", "pigeon"); }

    /// Waits until no row of the conversation is pending or being sent.
    std::vector<storage::outbox_row> settled(conversation_id id)
    {
        auto deadline = std::chrono::steady_clock::now() + patience;
        for (;;) {
            auto rows = world.access().read_now([&](storage::reader& r) { return r.outbox_of(id); });
            if (!rows) throw std::runtime_error(rows.error().message);
            bool open = std::any_of(rows->begin(), rows->end(), [](const auto& row) {
                return row.state == storage::outbox_state::pending || row.state == storage::outbox_state::sending;
            });
            if (!open && !rows->empty()) return *rows;
            if (std::chrono::steady_clock::now() > deadline) throw std::runtime_error("the outbox does not settle");
            std::this_thread::yield();
        }
    }

    std::shared_ptr<scripted_platform> platform;
    bot_world world;
};

int in_state(const std::vector<storage::outbox_row>& rows, storage::outbox_state state)
{
    return static_cast<int>(
        std::count_if(rows.begin(), rows.end(), [&](const auto& row) { return row.state == state; }));
}

} // namespace

TEST_CASE("lines for a platform are sent in order, each once, after they are stored", "[bot]")
{
    post_office office;
    auto c = office.open("anna");
    office.world.say(c, "m1", opening);
    office.world.say(c, "m2", "订单号 AB12345678");
    auto rows = office.settled(c->id());
    auto sent = office.platform->sent();
    REQUIRE(sent.size() == rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        CHECK(rows[i].state == storage::outbox_state::sent);
        CHECK(sent[i].text == rows[i].text);
        CHECK(sent[i].to == "anna");
    }
}

TEST_CASE("a platform that says not now is asked again, and later lines wait their turn", "[bot]")
{
    post_office office;
    office.platform->answer_with({kind::not_before, kind::not_before});
    auto c = office.open("anna");
    office.world.say(c, "m1", opening);
    auto rows = office.settled(c->id());
    CHECK(in_state(rows, storage::outbox_state::sent) == static_cast<int>(rows.size()));
    auto sent = office.platform->sent();
    REQUIRE(sent.size() == rows.size() + 2);
    CHECK(sent[0].text == sent[1].text);
    CHECK(sent[1].idempotency_key == sent[2].idempotency_key);
    CHECK(sent[2].text == rows[0].text);
}

TEST_CASE("a rejected line is given up and the next one goes", "[bot]")
{
    post_office office;
    office.platform->answer_with({kind::rejected});
    auto c = office.open("anna");
    office.world.say(c, "m1", opening);
    auto rows = office.settled(c->id());
    CHECK(rows.front().state == storage::outbox_state::dead);
    CHECK(in_state(rows, storage::outbox_state::sent) == static_cast<int>(rows.size()) - 1);
}

TEST_CASE("when the recipient is gone every waiting line is given up", "[bot]")
{
    post_office office;
    office.platform->answer_with({kind::recipient_gone});
    auto c = office.open("anna");
    office.world.say(c, "m1", opening);
    auto rows = office.settled(c->id());
    CHECK(in_state(rows, storage::outbox_state::dead) == static_cast<int>(rows.size()));
    CHECK(office.platform->sent().size() == 1);
}

TEST_CASE("an unknown outcome is never repeated blindly, and is visible (I12)", "[bot]")
{
    post_office office;
    auto c = office.open("anna");
    office.world.say(c, "m1", "你好");
    auto first = office.settled(c->id());
    std::vector<kind> all(20, kind::unknown);
    office.platform->answer_with({all.begin(), all.end()});
    office.world.say(c, "m2", "我要投诉");
    auto rows = office.settled(c->id());
    auto unknown = in_state(rows, storage::outbox_state::unknown);
    CHECK(unknown > 0);
    CHECK(unknown == static_cast<int>(rows.size() - first.size()));
    CHECK(office.platform->sent().size() == rows.size());
    CHECK(office.world.metrics.value(bot::counter::outbox_unknown) == unknown);
}

TEST_CASE("rows found half sent at start are unknown, those not yet sent are sent (I12)", "[bot]")
{
    post_office office;
    std::vector<kind> later(1000, kind::not_before);
    office.platform->answer_with({later.begin(), later.end()});
    auto c = office.open("anna");
    office.world.say(c, "m1", opening);
    REQUIRE(office.platform->wait_sent(1));
    auto id = c->id();
    c.reset();
    office.world.restart();
    office.platform->answer_with({});
    auto rows = office.settled(id);
    for (const auto& row : rows)
        CHECK((row.state == storage::outbox_state::sent || row.state == storage::outbox_state::unknown));
    CHECK(in_state(rows, storage::outbox_state::sent) > 0);
}

TEST_CASE("takeover withdraws what was not handed to the platform yet (I4)", "[bot]")
{
    post_office office;
    std::vector<kind> later(100'000, kind::not_before);
    office.platform->answer_with({later.begin(), later.end()});
    auto agent = bot::agent_identity{office.world.add_user("li"), "Li"};
    auto c = office.open("anna");
    office.world.say(c, "m1", opening);
    REQUIRE(office.platform->wait_sent(1));
    auto taken = office.world.take(c, agent, office.world.stored(c->id()).floor.token);
    REQUIRE(taken.result == bot::floor_answer::kind::done);
    office.platform->answer_with({});
    auto rows = office.settled(c->id());
    CHECK(in_state(rows, storage::outbox_state::withdrawn) > 0);
    auto withdrawn = rows.back();
    for (const auto& row : rows)
        if (row.state == storage::outbox_state::withdrawn)
            for (const auto& line : office.world.stored_lines(c->id()))
                if (line.audience == storage::audience::customer && line.sequence == row.sequence)
                    CHECK(line.state == storage::line_state::withdrawn);
}
