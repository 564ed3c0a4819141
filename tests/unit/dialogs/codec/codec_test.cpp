#include "dialogs/codec/codec.hpp"

#include "../fixture.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>

using namespace amends;
using namespace amends::dialogs;

namespace {

/// Compares with a golden file, or with AMENDS_ACCEPT=1 rewrites it and says that nothing was checked.
bool matches_golden(const std::string& name, const std::string& text)
{
    const char* accept = std::getenv("AMENDS_ACCEPT"); // NOLINT(concurrency-mt-unsafe): one thread, nobody sets it
    if (accept && std::string{accept} == "1") {
        std::ofstream{std::string{AMENDS_SOURCE_DIR} + "/tests/unit/dialogs/golden/" + name, std::ios::binary} << text
                                                                                                               << '\n';
        WARN(name << " rewritten, skipped");
        return true;
    }
    return test::read_fixture("golden/" + name) == text + '\n';
}

state full_state()
{
    state s;
    s.tree = "retail-order";
    s.tree_version = "0123456789abcdef";
    s.node = "details";
    s.question = "q3";
    s.asking = "order_number";
    s.confirming = true;
    s.tries = 1;
    s.phase = phase::follow_up;
    s.language = "zh-Hans";
    s.emotion = emotion_kind::anger;
    s.emotion_level = 2;
    s.questions_asked = 3;
    s.floor = floor_holder::waiting;
    s.handoff = "to_person";
    s.agent = "李娜";
    s.told_waiting = from_unix_ms(1'795'762'800'000);
    s.case_number = "A-1001";
    s.slots["order_number"] = {"AB123456", "ab 123456", false};
    s.slots["story"] = {"杯子碎了\n\"第二行\" \\ \x01", "", true};
    s.case_fields = {{"severity", "2"}, {"emotion", "anger"}};
    s.tags = {"media_threat", "repeat"};
    s.said_once = {"sorry:calm.0"};
    s.ended = true;
    return s;
}

/// What states learned to remember after the first release, beside what they had.
state later_state()
{
    state s;
    s.tree = "retail-order";
    s.tree_version = "0123456789abcdef";
    s.node = "contact.phone";
    s.language = "en";
    s.lookup = "l4";
    s.calls = {{"offer", true}, {"reach", false}};
    s.customer = {{"orders", "12"}, {"vip", "yes"}};
    s.offers = {{"part_back", "32.00 CNY"}, {"exchange", ""}};
    s.remedies = {{"free_shipping", "12.00 CNY"}};
    s.improvements = 1;
    s.promised = from_unix_ms(1'795'777'200'000);
    return s;
}

customer_message full_message()
{
    customer_message m;
    m.option = "refund";
    m.question = "q3";
    m.meaning.language = "en";
    m.meaning.act = dialogue_act::question;
    m.meaning.intent = "complaint.quality";
    m.meaning.intent_confidence = 0.8;
    m.meaning.complaint_class = "quality";
    m.meaning.emotion = {emotion_kind::anxiety, 3, {{1, 4}, {7, 9}}};
    m.meaning.signals = {signal::human_wanted, signal::vulnerable};
    m.meaning.entities = {{"money", "320.00 CNY", 0.95, {3, 9}}, {"story", "", 0.85, {0, 40}}};
    return m;
}

customer_message later_message()
{
    auto m = full_message();
    m.meaning.objection = objection_kind::special_request;
    m.attachments = {{"f-17", "image/jpeg", 81'920}, {"f-18", "application/pdf", 1}};
    return m;
}

fact_arrived full_fact()
{
    return {"l4", "order", lookup_outcome::found, {{"status", "已发货"}, {"total", "320.00 CNY"}}};
}

facts full_facts()
{
    facts f;
    f.now = from_unix_ms(1'795'762'800'123);
    f.zone = "Asia/Shanghai";
    f.locale = "zh-CN";
    f.seed = 18'446'744'073'709'551'615ULL;
    f.business_open = false;
    f.next_open = from_unix_ms(1'795'800'000'000);
    f.agents_available = 3;
    f.queue_length = 7;
    f.case_number = "A-1001";
    f.buttons = false;
    return f;
}

facts later_facts()
{
    facts f;
    f.now = from_unix_ms(1'795'762'800'123);
    f.attachments = true;
    f.connectors = {"customer", "order"};
    f.customer = {{"vip", "no"}};
    f.remedy_budget = 1250.5;
    return f;
}

} // namespace

TEST_CASE("states, events and facts survive being stored (I6)", "[dialogs][codec]")
{
    CHECK(*decode_state(encode(full_state())) == full_state());
    CHECK(*decode_state(encode(state{})) == state{});
    CHECK(*decode_state(encode(later_state())) == later_state());
    CHECK(*decode_facts(encode(full_facts())) == full_facts());
    CHECK(*decode_facts(encode(facts{})) == facts{});
    CHECK(*decode_facts(encode(later_facts())) == later_facts());
    for (const auto& e :
         {event{full_message()}, event{customer_message{}}, event{timer_fired{"remind:q3"}},
          event{agent_joined{user_id{7}, "李娜"}}, event{agent_left{user_id{7}, leave_reason::vanished}},
          event{agent_left{user_id{7}, leave_reason::resolved}}, event{later_message()}, event{full_fact()},
          event{fact_arrived{}}, event{remedy_decided{"part_back", true}}, event{remedy_decided{"part_back", false}},
          event{remedy_executed{"part_back", true}}})
        CHECK(*decode_event(encode(e)) == e);
}

TEST_CASE("the stored form is the one that was released (I6)", "[dialogs][codec]")
{
    CHECK(matches_golden("state.v1.json", encode(full_state())));
    CHECK(matches_golden("state-empty.v1.json", encode(state{})));
    CHECK(matches_golden("customer_message.v1.json", encode(event{full_message()})));
    CHECK(matches_golden("timer_fired.v1.json", encode(event{timer_fired{"wait"}})));
    CHECK(matches_golden("agent_joined.v1.json", encode(event{agent_joined{user_id{7}, "李娜"}})));
    CHECK(matches_golden("agent_left.v1.json", encode(event{agent_left{user_id{7}, leave_reason::returned_to_bot}})));
    CHECK(matches_golden("facts.v1.json", encode(full_facts())));
    CHECK(matches_golden("state-later.v1.json", encode(later_state())));
    CHECK(matches_golden("customer_message-later.v1.json", encode(event{later_message()})));
    CHECK(matches_golden("fact_arrived.v1.json", encode(event{full_fact()})));
    CHECK(matches_golden("remedy_decided.v1.json", encode(event{remedy_decided{"part_back", true}})));
    CHECK(matches_golden("remedy_executed.v1.json", encode(event{remedy_executed{"part_back", true}})));
    CHECK(matches_golden("facts-later.v1.json", encode(later_facts())));
}

TEST_CASE("the customer's words are not stored with the event", "[dialogs][codec]")
{
    auto message = full_message();
    message.text = "my very own words";
    CHECK(encode(event{message}).find("very own") == std::string::npos);
    CHECK(std::get<customer_message>(*decode_event(encode(event{message}))).text.empty());
}

TEST_CASE("what is stored is UTF-8 whatever came in", "[dialogs][codec]")
{
    state s;
    s.slots["story"] = {"a\xff\xed\xa0\x80\xc0\xaf z", "", true};
    const auto back = decode_state(encode(s));
    REQUIRE(back.has_value());
    CHECK(back->slots.at("story").value.find('z') != std::string::npos);
    CHECK(back->slots.at("story").value.find('\xff') == std::string::npos);
}

TEST_CASE("a malformed record is a problem that names the place", "[dialogs][codec]")
{
    struct row {
        const char* text;
        const char* code;
        const char* place;
    };
    for (const auto& each :
         {row{"", "codec.syntax", "state"}, row{"[]", "codec.syntax", "state"},
          row{"{\"v\":1", "codec.syntax", "state"}, row{"{}", "codec.version", "0"},
          row{"{\"v\":2}", "codec.version", "version 2"}, row{"{\"v\":-1}", "codec.version", "-1"},
          row{"{\"v\":\"1\"}", "codec.malformed", "\"v\""}, row{"{\"v\":1,\"tree\":3}", "codec.malformed", "\"tree\""},
          row{"{\"v\":1,\"tries\":1e9}", "codec.malformed", "\"tries\""},
          row{"{\"v\":1,\"tries\":99999999999}", "codec.malformed", "out of range"},
          row{"{\"v\":1,\"phase\":\"none\"}", "codec.malformed", "\"phase\""},
          row{"{\"v\":1,\"slots\":[]}", "codec.malformed", "\"slots\""},
          row{"{\"v\":1,\"slots\":{\"a\":7}}", "codec.malformed", "not an object"},
          row{"{\"v\":1,\"tags\":[1]}", "codec.malformed", "\"tags\""},
          row{"{\"v\":1,\"case_fields\":{\"a\":[]}}", "codec.malformed", "\"case_fields\""},
          row{"{\"v\":1,\"ended\":null}", "codec.malformed", "\"ended\""}, row{"\xff", "codec.syntax", "state"}}) {
        INFO(each.text);
        const auto got = decode_state(each.text);
        REQUIRE(got.has_error());
        CHECK(got.error().code == each.code);
        INFO(got.error().message);
        CHECK(got.error().message.find(each.place) != std::string::npos);
    }
    for (const auto* text : {"{\"v\":1}", "{\"v\":1,\"kind\":\"dance\"}",
                             "{\"v\":1,\"kind\":\"customer_message\",\"meaning\":{\"signals\":[\"x\"]}}",
                             "{\"v\":1,\"kind\":\"customer_message\",\"meaning\":{\"entities\":[{\"where\":[5,1]}]}}",
                             "{\"v\":1,\"kind\":\"customer_message\",\"meaning\":{\"emotion\":{\"evidence\":[[1]]}}}",
                             "{\"v\":1,\"kind\":\"agent_left\",\"reason\":\"bored\"}",
                             "{\"v\":1,\"kind\":\"customer_message\",\"meaning\":{\"emotion\":{\"level\":300}}}"}) {
        INFO(text);
        CHECK(decode_event(text).has_error());
    }
    CHECK(decode_facts("{\"v\":1,\"seed\":-1}").has_error());
    CHECK(decode_state(std::string(5 * 1024 * 1024, ' ')).error().code == "codec.too-large");
    CHECK(decode_state("{\"v\":1,\"slots\":" + std::string(100'000, '[')).error().code == "codec.too-large");
    std::string deep = "{\"v\":1,\"x\":";
    for (int i = 0; i < 50'000; ++i) deep += "{\"a\":";
    CHECK(decode_event(deep).error().code == "codec.too-large");
}

TEST_CASE("a record cut anywhere is refused and never crashes", "[dialogs][codec]")
{
    const auto whole = encode(full_state());
    for (std::size_t size = 0; size < whole.size(); ++size)
        CHECK(decode_state(std::string_view{whole}.substr(0, size)).has_error());
    const auto message = encode(event{full_message()});
    for (std::size_t size = 0; size < message.size(); ++size)
        CHECK(decode_event(std::string_view{message}.substr(0, size)).has_error());
}
