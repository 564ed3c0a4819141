#include "tests/support/bot_world.hpp"

#include "dialogs/codec/codec.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

using namespace amends;
using namespace amends::testing;

namespace {

/// A connector whose answers the test gives, or withholds.
class told_connector final : public bot::connector {
public:
    boost::asio::awaitable<bot::connector_answer> look_up(bot::connector_request request) override
    {
        {
            std::scoped_lock lock(mutex_);
            asked_.push_back(std::move(request));
        }
        boost::asio::steady_timer pause(co_await boost::asio::this_coro::executor);
        while (!ready_) {
            pause.expires_after(5ms);
            co_await pause.async_wait(boost::asio::use_awaitable);
        }
        std::scoped_lock lock(mutex_);
        co_return answer_;
    }
    void answer(bot::connector_answer with)
    {
        std::scoped_lock lock(mutex_);
        answer_ = std::move(with);
        ready_ = true;
    }
    std::vector<bot::connector_request> asked() const
    {
        std::scoped_lock lock(mutex_);
        return asked_;
    }

private:
    mutable std::mutex mutex_;
    std::vector<bot::connector_request> asked_;
    bot::connector_answer answer_;
    std::atomic<bool> ready_{false};
};

bot_world::options with_orders(const std::shared_ptr<told_connector>& orders)
{
    std::ifstream file{std::string{AMENDS_SOURCE_DIR} + "/tests/unit/dialogs/data/workshop.json"};
    std::ostringstream source;
    source << file.rdbuf();
    bot_world::options chosen;
    chosen.tree_source = source.str();
    chosen.connectors = {{"order", orders}};
    return chosen;
}

/// A page on which the order's number has just been told.
std::shared_ptr<screen> told_number(bot_world& world, const bot::conversation_ptr& c)
{
    auto page = std::make_shared<screen>();
    world.attach(c, page);
    world.say(c, "m1", "The coffee machine I bought leaks all over the kitchen");
    world.say(c, "m2", "AB123456");
    REQUIRE(page->wait_for_text("looking for order AB123456"));
    return page;
}

} // namespace

TEST_CASE("what a connector knows reaches the dialog as an event of its own, stored for replay (I6)", "[bot]")
{
    auto orders = std::make_shared<told_connector>();
    bot_world world(with_orders(orders));
    auto c = world.open("visitor", "test-workshop", "en");
    auto page = told_number(world, c);
    orders->answer({lookup_outcome::found, {{"total", "320.00 USD"}, {"status", "delivered"}}, {}});
    REQUIRE(page->wait_for_text("Found it: paid $320.00"));

    auto asked = orders->asked();
    REQUIRE(asked.size() == 1);
    CHECK(asked[0].arguments.at("order_number") == "AB123456");
    CHECK(asked[0].limit == 8s);
    auto row = world.stored(c->id());
    REQUIRE(row.open_case);
    CHECK(row.open_case->fields.at("order_status") == "delivered");
    CHECK(row.timers.empty());
    auto events = world.access().read_now([&](storage::reader& r) { return r.events(c->id()); });
    REQUIRE(events.has_value());
    CHECK(events->back().event.kind == "fact_arrived");
    auto stored = dialogs::decode_event(events->back().event.payload);
    REQUIRE(stored.has_value());
    CHECK(std::get<fact_arrived>(*stored).fields.at("total") == "320.00 USD");
}

TEST_CASE("a connector that never answers does not hold the customer up: the stored timer goes on (I7)", "[bot]")
{
    auto orders = std::make_shared<told_connector>();
    bot_world world(with_orders(orders));
    auto c = world.open("visitor", "test-workshop", "en");
    auto page = told_number(world, c);
    auto row = world.stored(c->id());
    REQUIRE(row.timers.size() == 1);
    c->fire(row.timers[0].ordinal);
    REQUIRE(page->wait_for_text("The books cannot be read"));
    orders->answer({lookup_outcome::found, {{"total", "320"}, {"status", "sent"}}, {}});
    world.say(c, "m3", "refund");
    REQUIRE(page->wait_for_text("You would like your money back"));
    for (const auto& line : page->lines()) CHECK(line->text.find("Found it") == std::string::npos);
}

TEST_CASE("a look-up that a restart interrupted ends by its timer", "[bot]")
{
    auto orders = std::make_shared<told_connector>();
    bot_world world(with_orders(orders));
    conversation_id id;
    {
        auto c = world.open("visitor", "test-workshop", "en");
        told_number(world, c);
        id = c->id();
    }
    world.restart();
    auto row = world.stored(id);
    REQUIRE(row.timers.size() == 1);
    auto c = world.open("visitor", "test-workshop", "en");
    auto page = std::make_shared<screen>();
    world.attach(c, page);
    c->fire(row.timers[0].ordinal);
    REQUIRE(page->wait_for_text("The books cannot be read"));
}
