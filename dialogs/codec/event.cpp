#include "dialogs/codec/codec.hpp"
#include "dialogs/codec/read.hpp"
#include "dialogs/codec/write.hpp"

namespace amends::dialogs {
namespace {

using nlohmann::json;

void write_span(json_writer& out, const span& s)
{
    out.open('[');
    out.value(static_cast<std::int64_t>(s.begin));
    out.value(static_cast<std::int64_t>(s.end));
    out.close(']');
}

void write_emotion(json_writer& out, const emotion& e)
{
    out.key("emotion");
    out.open('{');
    out.member("kind", name_of(e.kind));
    out.member("level", static_cast<int>(e.level));
    if (!e.evidence.empty()) {
        out.key("evidence");
        out.open('[');
        for (const auto& each : e.evidence) write_span(out, each);
        out.close(']');
    }
    out.close('}');
}

void write_entities(json_writer& out, const std::vector<entity>& entities)
{
    if (entities.empty()) return;
    out.key("entities");
    out.open('[');
    for (const auto& each : entities) {
        out.open('{');
        out.member("type", each.type);
        out.member("value", each.value);
        out.member("confidence", each.confidence);
        out.key("where");
        write_span(out, each.where);
        out.close('}');
    }
    out.close(']');
}

void write_meaning(json_writer& out, const understanding& m)
{
    out.key("meaning");
    out.open('{');
    out.member_unless("language", m.language, std::string{});
    out.member("act", name_of(m.act));
    out.member_unless("intent", m.intent, std::string{});
    out.member("intent_confidence", m.intent_confidence);
    out.member_unless("complaint_class", m.complaint_class, std::string{});
    write_emotion(out, m.emotion);
    if (!m.signals.empty()) {
        out.key("signals");
        out.open('[');
        for (const auto each : m.signals) out.value(name_of(each));
        out.close(']');
    }
    write_entities(out, m.entities);
    out.close('}');
}

struct event_writer {
    json_writer& out;

    void operator()(const customer_message& e) const
    {
        out.member("kind", "customer_message");
        out.member_unless("option", e.option, std::string{});
        out.member_unless("question", e.question, std::string{});
        write_meaning(out, e.meaning);
    }
    void operator()(const timer_fired& e) const
    {
        out.member("kind", "timer_fired");
        out.member("name", e.name);
    }
    void operator()(const agent_joined& e) const
    {
        out.member("kind", "agent_joined");
        out.member("agent", e.agent.value);
        out.member("name", e.name);
    }
    void operator()(const agent_left& e) const
    {
        out.member("kind", "agent_left");
        out.member("agent", e.agent.value);
        out.member("reason", name_of(e.reason));
    }
};

span read_span(json_reader& in, const char* name, const json& from)
{
    const bool good = from.is_array() && from.size() == 2 && from[0].is_number_unsigned() &&
                      from[1].is_number_unsigned() && from[0].get<std::uint64_t>() <= from[1].get<std::uint64_t>() &&
                      from[1].get<std::uint64_t>() <= UINT32_MAX;
    if (!good) return in.fail(name, "is not a range"), span{};
    return {from[0].get<std::uint32_t>(), from[1].get<std::uint32_t>()};
}

emotion read_emotion(json_reader& in, const json& from)
{
    emotion e;
    in.read_name(from, "kind", e.kind);
    in.read_integer(from, "level", e.level);
    if (const auto* evidence = in.find(from, "evidence", json::value_t::array))
        for (const auto& each : *evidence) e.evidence.push_back(read_span(in, "evidence", each));
    return e;
}

entity read_entity(json_reader& in, const json& from)
{
    entity e;
    in.read(from, "type", e.type);
    in.read(from, "value", e.value);
    in.read(from, "confidence", e.confidence);
    if (const auto* where = in.find(from, "where")) e.where = read_span(in, "where", *where);
    return e;
}

understanding read_meaning(json_reader& in, const json& from)
{
    understanding m;
    in.read(from, "language", m.language);
    in.read_name(from, "act", m.act);
    in.read(from, "intent", m.intent);
    in.read(from, "intent_confidence", m.intent_confidence);
    in.read(from, "complaint_class", m.complaint_class);
    if (const auto* e = in.find(from, "emotion", json::value_t::object)) m.emotion = read_emotion(in, *e);
    if (const auto* signals = in.find(from, "signals", json::value_t::array))
        for (const auto& each : *signals) {
            const auto known = each.is_string() ? named<signal>(each.get_ref<const std::string&>()) : std::nullopt;
            if (known)
                m.signals.push_back(*known);
            else
                in.fail("signals", "holds an unknown signal");
        }
    if (const auto* entities = in.find(from, "entities", json::value_t::array))
        for (const auto& each : *entities) m.entities.push_back(read_entity(in, each));
    return m;
}

event read_event(json_reader& in, const json& from)
{
    std::string kind;
    in.read(from, "kind", kind);
    if (kind == "customer_message") {
        customer_message e;
        in.read(from, "option", e.option);
        in.read(from, "question", e.question);
        if (const auto* meaning = in.find(from, "meaning", json::value_t::object))
            e.meaning = read_meaning(in, *meaning);
        return e;
    }
    if (kind == "timer_fired") {
        timer_fired e;
        in.read(from, "name", e.name);
        return e;
    }
    if (kind == "agent_joined") {
        agent_joined e;
        in.read_integer(from, "agent", e.agent.value);
        in.read(from, "name", e.name);
        return e;
    }
    agent_left e;
    if (kind != "agent_left") in.fail("kind", "has an unknown value");
    in.read_integer(from, "agent", e.agent.value);
    in.read_name(from, "reason", e.reason);
    return e;
}

} // namespace

std::string encode(const event& e)
{
    json_writer out;
    out.open('{');
    out.member("v", codec_version);
    std::visit(event_writer{out}, e);
    out.close('}');
    return std::move(out).take();
}

result<event> decode_event(std::string_view json)
{
    json_reader in{"event"};
    const auto from = in.parse(json, codec_version);
    if (in.failure()) return *in.failure();
    auto e = read_event(in, from);
    if (in.failure()) return *in.failure();
    return e;
}

std::string encode(const facts& f)
{
    json_writer out;
    out.open('{');
    out.member("v", codec_version);
    out.member("now", to_unix_ms(f.now));
    out.member("zone", f.zone);
    out.member("locale", f.locale);
    out.member("seed", f.seed);
    out.member("business_open", f.business_open);
    out.member_unless("next_open", to_unix_ms(f.next_open), std::int64_t{0});
    out.member("agents_available", f.agents_available);
    out.member("queue_length", f.queue_length);
    out.member_unless("case_number", f.case_number, std::string{});
    out.member("buttons", f.buttons);
    out.close('}');
    return std::move(out).take();
}

result<facts> decode_facts(std::string_view json)
{
    json_reader in{"facts"};
    const auto from = in.parse(json, codec_version);
    if (in.failure()) return *in.failure();
    facts f;
    in.read(from, "now", f.now);
    in.read(from, "zone", f.zone);
    in.read(from, "locale", f.locale);
    in.read_integer(from, "seed", f.seed);
    in.read(from, "business_open", f.business_open);
    in.read(from, "next_open", f.next_open);
    in.read_integer(from, "agents_available", f.agents_available);
    in.read_integer(from, "queue_length", f.queue_length);
    in.read(from, "case_number", f.case_number);
    in.read(from, "buttons", f.buttons);
    if (in.failure()) return *in.failure();
    return f;
}

} // namespace amends::dialogs
