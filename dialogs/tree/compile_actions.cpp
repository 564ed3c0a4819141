#include "dialogs/tree/node_reader.hpp"

namespace amends::dialogs {

using nlohmann::json;

namespace {

class action_compiler : node_reader {
public:
    using node_reader::node_reader;

    std::optional<node_body> body(const std::string& kind) const
    {
        if (kind == "promise") return promise();
        if (kind == "handoff") return handoff();
        if (kind == "lookup") return lookup();
        if (kind == "remedy") return remedy();
        if (kind == "call") return call();
        if (kind == "return") return back();
        return std::nullopt;
    }

private:
    node_body promise() const
    {
        promise_node made;
        made.what = plain_text("what");
        made.owner = in_.word(from_, "owner");
        made.text = text("text");
        made.next = edge("next");
        constexpr std::pair<const char*, promise_node::unit> units[]{
            {"minutes", promise_node::unit::minutes},
            {"hours", promise_node::unit::hours},
            {"business_hours", promise_node::unit::business_hours}};
        if (const auto* within = in_.member(from_, "within"))
            for (const auto& [name, unit] : units)
                if (const auto* amount = in_.member(*within, name); amount && amount->is_number())
                    made.in = unit, made.amount = std::clamp(amount->get<double>(), 1.0, 100'000.0);
        return made;
    }

    node_body handoff() const
    {
        handoff_node made;
        made.queue = in_.word(from_, "queue");
        made.reason = plain_text("reason");
        const auto* priority = in_.member(from_, "priority");
        made.priority = priority && priority->is_number_integer() ? std::clamp(priority->get<int>(), 1, 4) : 0;
        made.text = text("text");
        made.wait = in_.number(from_, "wait", 180);
        made.accepted = edge("accepted");
        made.nobody = edge("nobody");
        made.outside_hours = edge("outside_hours");
        made.went_back = edge("went_back");
        return made;
    }

    /// The fields of an answer that are kept under the names of `member`, "field" or "field?" each.
    void keep(const char* member, std::vector<lookup_node::kept>& into) const
    {
        const auto* names = in_.member(from_, member);
        const auto at = child_pointer(pointer_, member);
        if (!names || !names->is_object()) return;
        for (const auto& [name, field] : names->items()) {
            if (!field.is_string()) continue;
            lookup_node::kept made;
            made.field = field.get<std::string>();
            made.optional = made.field.ends_with('?');
            if (made.optional) made.field.pop_back();
            if (std::string_view{member} == "case")
                made.case_field = name;
            else if (made.slot = in_.slot_named(name, child_pointer(at, name)); made.slot == nowhere)
                continue;
            into.push_back(std::move(made));
        }
    }

    node_body lookup() const
    {
        lookup_node made;
        made.connector = in_.word(from_, "connector");
        made.arguments = given("arguments");
        keep("slots", made.fields);
        keep("case", made.fields);
        if (const auto* flags = in_.member(from_, "customer"); flags && flags->is_array())
            for (const auto& each : *flags)
                if (each.is_string()) made.flags.push_back(each.get<std::string>());
        for (const auto& each : made.fields)
            if (each.slot != nowhere && in_.graph().slots[each.slot].type == slot_type::attachment)
                report("tree.slot-type", "slots",
                       {"附件来自客户，不来自查询接口", "an attachment comes from the customer, not from a connector"});
        made.timeout = in_.number(from_, "timeout", 5);
        made.text = text("text");
        made.success = edge("success");
        made.not_found = edge("not_found");
        made.failure = edge("failure");
        return made;
    }

    node_body remedy() const
    {
        remedy_node made;
        made.wish = in_.slot(from_, pointer_, "wish");
        if (const auto* confirmed = in_.member(from_, "confirmed"))
            made.confirmed = compile_condition(in_, *confirmed, child_pointer(pointer_, "confirmed"));
        made.text = text("text");
        made.refusal = text("refusal");
        made.manners = manners();
        made.accepted = edge("accepted");
        made.declined = edge("declined");
        made.countered = edge("countered");
        if (made.countered == nowhere) made.countered = made.declined;
        made.approval = edge("approval");
        made.not_yet = edge("not_yet");
        made.refused = edge("refused");
        made.give_up = edge("give_up");
        rules_of(made);
        return made;
    }

    /// The rules that a remedy node names, or all of them.
    void rules_of(remedy_node& made) const
    {
        const auto& rules = in_.graph().remedies.rules;
        const auto* named = in_.member(from_, "rules");
        if (rules.empty())
            in_.doc().report("tree.no-remedies", pointer_,
                             {"对话树没有方案表：请加上“remedies”", "the tree has no policy: give it \"remedies\""});
        for (std::size_t i = 0; i < rules.size() && !named; ++i) made.rules.push_back(i);
        for (std::size_t i = 0; named && named->is_array() && i < named->size(); ++i) {
            if (!(*named)[i].is_string()) continue;
            const auto rule = in_.graph().find_remedy((*named)[i].get<std::string>());
            if (rule != nowhere)
                made.rules.push_back(rule);
            else
                in_.doc().report("tree.unknown-remedy", child_pointer(child_pointer(pointer_, "rules"), i),
                                 {"“remedies”里没有这条规则", "there is no such rule among the \"remedies\""});
        }
        for (const auto index : made.rules)
            if (rules[index].entitled() && rules[index].has_band && rules[index].most > rules[index].limit &&
                !in_.member(from_, "approval"))
                in_.doc().report("tree.missing-edge", pointer_,
                                 told({"“%1”可能超出助手的额度，而客户仍然有权得到（F7）：需要“approval”",
                                       "\"%1\" may be more than the bot's limit and is due all the same (F7): needs "
                                       "\"approval\""},
                                      {rules[index].id}));
    }

    node_body call() const
    {
        call_node made;
        made.next = edge("next");
        const bool whole = in_.member(from_, "tree") != nullptr;
        if (whole == (in_.member(from_, "section") != nullptr))
            in_.doc().report("tree.missing-field", pointer_,
                             {"需要“section”或“tree”之一", "needs either \"section\" or \"tree\""});
        made.section = in_.section_named(from_, pointer_);
        edges(made.edges);
        if (made.section == nowhere) return made;
        const auto& inner = in_.graph().sections[made.section].prefix;
        for (auto& [name, value] : given("pass"))
            if (const auto slot = inner_slot(inner, name, "pass", name); slot != nowhere)
                made.pass.emplace_back(slot, std::move(value));
        const auto* taken = in_.member(from_, "take");
        if (taken && taken->is_object())
            for (const auto& [mine, theirs] : taken->items()) {
                const auto own = in_.slot_named(mine, child_pointer(child_pointer(pointer_, "take"), mine));
                const auto slot =
                    theirs.is_string() ? inner_slot(inner, theirs.get<std::string>(), "take", mine) : nowhere;
                if (own != nowhere && slot != nowhere) made.take.emplace_back(own, slot);
            }
        return made;
    }

    /// A slot of a section that is called.
    std::size_t inner_slot(const std::string& prefix, const std::string& name, const char* member,
                           const std::string& at) const
    {
        const auto slot = in_.graph().find_slot(prefix + name);
        if (slot == nowhere)
            in_.doc().report("tree.unknown-slot", child_pointer(child_pointer(pointer_, member), at),
                             told({"小节自己没有槽位“%1”", "the section has no slot \"%1\" of its own"}, {name}));
        return slot;
    }

    node_body back() const
    {
        if (in_.scope().section == 0)
            in_.doc().report_name("tree.return-outside", pointer_,
                                  {"只有小节才能返回；这里请用“end”", "only a section returns; use \"end\" here"});
        return return_node{in_.word(from_, "as"), {}};
    }
};

} // namespace

std::optional<node_body> compile_action(const references& in, const json& from, const std::string& pointer,
                                        const std::string& kind)
{
    return action_compiler{in, from, pointer}.body(kind);
}

} // namespace amends::dialogs
