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

void write_signals(json_writer& out, std::string_view member, const std::vector<signal>& signals)
{
    if (signals.empty()) return;
    out.key(member);
    out.open('[');
    for (const auto each : signals) out.value(name_of(each));
    out.close(']');
}

/// A list of objects, left out when it is empty.
template <class Item, class Members>
void write_objects(json_writer& out, std::string_view member, const std::vector<Item>& items, Members members)
{
    if (items.empty()) return;
    out.key(member);
    out.open('[');
    for (const auto& each : items) {
        out.open('{');
        members(each);
        out.close('}');
    }
    out.close(']');
}

void write_entities(json_writer& out, const std::vector<entity>& entities)
{
    write_objects(out, "entities", entities, [&](const entity& each) {
        out.member("type", each.type);
        out.member("value", each.value);
        out.member("confidence", each.confidence);
        out.key("where");
        write_span(out, each.where);
    });
}

void write_meaning(json_writer& out, const understanding& m)
{
    out.key("meaning");
    out.open('{');
    out.member_unless("language", m.language, std::string{});
    if (m.kind != message_kind::other) out.member("message_kind", name_of(m.kind));
    out.member_unless("kind_confidence", m.kind_confidence, 0.0);
    out.member("act", name_of(m.act));
    out.member_unless("intent", m.intent, std::string{});
    out.member("intent_confidence", m.intent_confidence);
    out.member_unless("complaint_class", m.complaint_class, std::string{});
    if (m.cause != complaint_cause::none) out.member("cause", name_of(m.cause));
    write_emotion(out, m.emotion);
    write_signals(out, "signals", m.signals);
    write_signals(out, "unsure_signals", m.unsure_signals);
    if (m.objection != objection_kind::none) out.member("objection", name_of(m.objection));
    write_entities(out, m.entities);
    out.close('}');
}

void write_attachments(json_writer& out, const std::vector<attachment>& attachments)
{
    write_objects(out, "attachments", attachments, [&](const attachment& each) {
        out.member("id", each.id);
        out.member("type", each.type);
        out.member("size", each.size);
    });
}

struct event_writer {
    json_writer& out;

    void operator()(const customer_message& e) const
    {
        out.member("kind", "customer_message");
        out.member_unless("option", e.option, std::string{});
        out.member_unless("question", e.question, std::string{});
        write_meaning(out, e.meaning);
        write_attachments(out, e.attachments);
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
    void operator()(const fact_arrived& e) const
    {
        out.member("kind", "fact_arrived");
        out.member("lookup", e.lookup);
        out.member("connector", e.connector);
        out.member("outcome", name_of(e.outcome));
        out.member_map("fields", e.fields);
    }
    void operator()(const remedy_decided& e) const
    {
        out.member("kind", "remedy_decided");
        out.member("remedy", e.remedy);
        out.member("approved", e.approved);
    }
    void operator()(const remedy_executed& e) const
    {
        out.member("kind", "remedy_executed");
        out.member("remedy", e.remedy);
        out.member("done", e.done);
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

std::vector<signal> read_signals(json_reader& in, const json& from, const char* member)
{
    std::vector<signal> made;
    if (const auto* signals = in.find(from, member, json::value_t::array))
        for (const auto& each : *signals) {
            const auto known = each.is_string() ? named<signal>(each.get_ref<const std::string&>()) : std::nullopt;
            if (known)
                made.push_back(*known);
            else
                in.fail(member, "holds an unknown signal");
        }
    return made;
}

understanding read_meaning(json_reader& in, const json& from)
{
    understanding m;
    in.read(from, "language", m.language);
    in.read_name(from, "message_kind", m.kind);
    in.read(from, "kind_confidence", m.kind_confidence);
    in.read_name(from, "act", m.act);
    in.read(from, "intent", m.intent);
    in.read(from, "intent_confidence", m.intent_confidence);
    in.read(from, "complaint_class", m.complaint_class);
    in.read_name(from, "cause", m.cause);
    if (const auto* e = in.find(from, "emotion", json::value_t::object)) m.emotion = read_emotion(in, *e);
    m.signals = read_signals(in, from, "signals");
    m.unsure_signals = read_signals(in, from, "unsure_signals");
    in.read_name(from, "objection", m.objection);
    if (const auto* entities = in.find(from, "entities", json::value_t::array))
        for (const auto& each : *entities) m.entities.push_back(read_entity(in, each));
    return m;
}

customer_message read_message(json_reader& in, const json& from)
{
    customer_message e;
    in.read(from, "option", e.option);
    in.read(from, "question", e.question);
    if (const auto* meaning = in.find(from, "meaning", json::value_t::object)) e.meaning = read_meaning(in, *meaning);
    if (const auto* attachments = in.find(from, "attachments", json::value_t::array))
        for (const auto& each : *attachments) {
            attachment made;
            in.read(each, "id", made.id);
            in.read(each, "type", made.type);
            in.read_integer(each, "size", made.size);
            e.attachments.push_back(std::move(made));
        }
    return e;
}

agent_joined read_joined(json_reader& in, const json& from)
{
    agent_joined e;
    in.read_integer(from, "agent", e.agent.value);
    in.read(from, "name", e.name);
    return e;
}

agent_left read_left(json_reader& in, const json& from)
{
    agent_left e;
    in.read_integer(from, "agent", e.agent.value);
    in.read_name(from, "reason", e.reason);
    return e;
}

fact_arrived read_fact(json_reader& in, const json& from)
{
    fact_arrived e;
    in.read(from, "lookup", e.lookup);
    in.read(from, "connector", e.connector);
    in.read_name(from, "outcome", e.outcome);
    in.read_map(from, "fields", e.fields);
    return e;
}

event read_event(json_reader& in, const json& from)
{
    std::string kind;
    std::string name;
    std::string remedy;
    bool flag = false;
    in.read(from, "kind", kind);
    if (kind == "customer_message") return read_message(in, from);
    if (kind == "agent_joined") return read_joined(in, from);
    if (kind == "agent_left") return read_left(in, from);
    if (kind == "fact_arrived") return read_fact(in, from);
    if (kind == "timer_fired") return in.read(from, "name", name), timer_fired{name};
    in.read(from, "remedy", remedy);
    if (kind == "remedy_decided") return in.read(from, "approved", flag), remedy_decided{remedy, flag};
    if (kind != "remedy_executed") in.fail("kind", "has an unknown value");
    return in.read(from, "done", flag), remedy_executed{remedy, flag};
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
    out.member_unless("attachments", f.attachments, false);
    out.member_list("connectors", f.connectors);
    out.member_map("customer", f.customer);
    if (f.remedy_budget) out.member("remedy_budget", *f.remedy_budget);
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
    in.read(from, "attachments", f.attachments);
    in.read_set(from, "connectors", f.connectors);
    in.read_map(from, "customer", f.customer);
    if (in.find(from, "remedy_budget")) in.read(from, "remedy_budget", f.remedy_budget.emplace(0));
    if (in.failure()) return *in.failure();
    return f;
}

} // namespace amends::dialogs
