#include "dialogs/codec/codec.hpp"
#include "dialogs/codec/read.hpp"
#include "dialogs/codec/write.hpp"

namespace amends::dialogs {
namespace {

void write_slots(json_writer& out, const std::map<std::string, slot_value>& slots)
{
    out.key("slots");
    out.open('{');
    for (const auto& [name, slot] : slots) {
        out.key(name);
        out.open('{');
        out.member("value", slot.value);
        out.member_unless("said", slot.said, std::string{});
        out.member_unless("confirmed", slot.confirmed, true);
        out.close('}');
    }
    out.close('}');
}

void write_calls(json_writer& out, const std::vector<call_frame>& calls)
{
    if (calls.empty()) return;
    out.key("calls");
    out.open('[');
    for (const auto& each : calls) {
        out.open('{');
        out.member("node", each.node);
        out.member_unless("resumes", each.resumes, false);
        out.close('}');
    }
    out.close(']');
}

void write_offers(json_writer& out, const std::vector<offered_remedy>& offers)
{
    if (offers.empty()) return;
    out.key("offers");
    out.open('[');
    for (const auto& each : offers) {
        out.open('{');
        out.member("remedy", each.remedy);
        out.member_unless("amount", each.amount, std::string{});
        out.close('}');
    }
    out.close(']');
}

void read_slots(json_reader& in, const nlohmann::json& from, std::map<std::string, slot_value>& into)
{
    const auto* slots = in.find(from, "slots", nlohmann::json::value_t::object);
    if (!slots) return;
    for (const auto& [name, value] : slots->items()) {
        slot_value made;
        in.read(value, "value", made.value);
        in.read(value, "said", made.said);
        in.read(value, "confirmed", made.confirmed);
        into.emplace(name, std::move(made));
    }
}

void read_calls(json_reader& in, const nlohmann::json& from, std::vector<call_frame>& into)
{
    const auto* calls = in.find(from, "calls", nlohmann::json::value_t::array);
    if (!calls) return;
    for (const auto& each : *calls) {
        call_frame made;
        in.read(each, "node", made.node);
        in.read(each, "resumes", made.resumes);
        into.push_back(std::move(made));
    }
}

void read_offers(json_reader& in, const nlohmann::json& from, std::vector<offered_remedy>& into)
{
    const auto* offers = in.find(from, "offers", nlohmann::json::value_t::array);
    if (!offers) return;
    for (const auto& each : *offers) {
        offered_remedy made;
        in.read(each, "remedy", made.remedy);
        in.read(each, "amount", made.amount);
        into.push_back(std::move(made));
    }
}

} // namespace

std::string encode(const state& s)
{
    json_writer out;
    out.open('{');
    out.member("v", codec_version);
    out.member("tree", s.tree);
    out.member("tree_version", s.tree_version);
    out.member_unless("node", s.node, std::string{});
    out.member_unless("question", s.question, std::string{});
    out.member_unless("asking", s.asking, std::string{});
    out.member_unless("confirming", s.confirming, false);
    out.member_unless("tries", s.tries, 0);
    out.member("phase", name_of(s.phase));
    out.member("language", s.language);
    out.member("emotion", name_of(s.emotion));
    out.member("emotion_level", s.emotion_level);
    out.member("questions_asked", s.questions_asked);
    out.member("floor", name_of(s.floor));
    out.member_unless("handoff", s.handoff, std::string{});
    out.member_unless("agent", s.agent, std::string{});
    out.member_unless("told_waiting", to_unix_ms(s.told_waiting), std::int64_t{0});
    out.member_unless("case_number", s.case_number, std::string{});
    write_slots(out, s.slots);
    out.key("case_fields");
    out.open('{');
    for (const auto& [name, value] : s.case_fields) out.member(name, value);
    out.close('}');
    out.member_list("tags", s.tags);
    out.member_list("said_once", s.said_once);
    out.member_unless("lookup", s.lookup, std::string{});
    write_calls(out, s.calls);
    out.member_map("customer", s.customer);
    write_offers(out, s.offers);
    out.member_map("remedies", s.remedies);
    out.member_unless("improvements", s.improvements, 0);
    out.member_unless("promised", to_unix_ms(s.promised), std::int64_t{0});
    out.member_unless("ended", s.ended, false);
    out.close('}');
    return std::move(out).take();
}

result<state> decode_state(std::string_view json)
{
    json_reader in{"state"};
    const auto from = in.parse(json, codec_version);
    if (in.failure()) return *in.failure();
    state s;
    in.read(from, "tree", s.tree);
    in.read(from, "tree_version", s.tree_version);
    in.read(from, "node", s.node);
    in.read(from, "question", s.question);
    in.read(from, "asking", s.asking);
    in.read(from, "confirming", s.confirming);
    in.read_integer(from, "tries", s.tries);
    in.read_name(from, "phase", s.phase);
    in.read(from, "language", s.language);
    in.read_name(from, "emotion", s.emotion);
    in.read_integer(from, "emotion_level", s.emotion_level);
    in.read_integer(from, "questions_asked", s.questions_asked);
    in.read_name(from, "floor", s.floor);
    in.read(from, "handoff", s.handoff);
    in.read(from, "agent", s.agent);
    in.read(from, "told_waiting", s.told_waiting);
    in.read(from, "case_number", s.case_number);
    read_slots(in, from, s.slots);
    in.read_map(from, "case_fields", s.case_fields);
    in.read_set(from, "tags", s.tags);
    in.read_set(from, "said_once", s.said_once);
    in.read(from, "lookup", s.lookup);
    read_calls(in, from, s.calls);
    in.read_map(from, "customer", s.customer);
    read_offers(in, from, s.offers);
    in.read_map(from, "remedies", s.remedies);
    in.read_integer(from, "improvements", s.improvements);
    in.read(from, "promised", s.promised);
    in.read(from, "ended", s.ended);
    if (in.failure()) return *in.failure();
    return s;
}

} // namespace amends::dialogs
