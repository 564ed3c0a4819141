#include "bot/desk/presence.hpp"
#include "bot/desk/queue_order.hpp"

#include <catch2/catch.hpp>

using namespace amends;
using namespace amends::bot;
using namespace std::chrono_literals;

namespace {

const presence::steady start{};
const agent_identity li{user_id{1}, "Li"};

class page final : public desk_listener {
    void on_queue(const std::vector<conversation_view>&) override {}
    void on_entry(const conversation_view&) override {}
    void on_gone(conversation_id) override {}
    void on_agents(const std::vector<agent_presence>&) override {}
};

} // namespace

TEST_CASE("an agent vanishes when the grace has passed since the last page closed, not before", "[bot]")
{
    presence who(60s);
    page one;
    page two;
    who.page_opened(li, &one);
    who.page_opened(li, &two);
    who.page_closed(li.id, &one, start);
    CHECK(who.take_vanished(start + 1h).empty());
    who.page_closed(li.id, &two, start + 10s);
    CHECK(who.next_deadline() == start + 70s);
    CHECK(who.take_vanished(start + 69s).empty());
    CHECK(who.take_vanished(start + 70s) == std::vector<user_id>{li.id});
    CHECK(who.take_vanished(start + 2h).empty());
}

TEST_CASE("an agent who comes back within the grace loses nothing", "[bot]")
{
    presence who(60s);
    page one;
    who.page_opened(li, &one);
    who.page_closed(li.id, &one, start);
    who.page_opened(li, &one);
    CHECK(who.take_vanished(start + 1h).empty());
    CHECK(who.online().size() == 1);
}

TEST_CASE("only agents with a page who take chats count as available", "[bot]")
{
    presence who(60s);
    page one;
    CHECK(who.available() == 0);
    who.page_opened(li, &one);
    CHECK(who.available() == 1);
    who.set_available(li.id, false);
    CHECK(who.available() == 0);
    CHECK(who.online().size() == 1);
    who.set_available(li.id, true);
    who.page_closed(li.id, &one, start);
    CHECK(who.available() == 0);
}

TEST_CASE(
    "the queue shows vanished agents' chats first, then by priority and wait, then what is owed, then what is held",
    "[bot]")
{
    auto entry = [](std::int64_t id, int priority, int since, bool vanished, floor_holder holder) {
        conversation_view v;
        v.id = conversation_id{id};
        v.complaint = storage::case_record{};
        v.complaint->priority = priority;
        v.floor.since = from_unix_ms(since);
        v.floor.holder = holder;
        v.vanished = vanished;
        return v;
    };
    std::vector<conversation_view> all{
        entry(1, 3, 50, false, floor_holder::waiting), entry(2, 3, 10, false, floor_holder::waiting),
        entry(3, 1, 90, false, floor_holder::waiting), entry(4, 4, 99, true, floor_holder::waiting),
        entry(5, 1, 1, false, floor_holder::agent),    entry(6, 1, 0, false, floor_holder::bot),
        entry(7, 4, 0, false, floor_holder::bot),
    };
    all[5].owed = from_unix_ms(2000);
    all[6].owed = from_unix_ms(1000);
    sort_queue(all);
    std::vector<std::int64_t> order;
    for (const auto& each : all) order.push_back(each.id.value);
    CHECK(order == std::vector<std::int64_t>{4, 3, 2, 1, 7, 6, 5});
}
