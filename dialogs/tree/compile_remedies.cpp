#include "dialogs/text/fold.hpp"
#include "dialogs/tree/references.hpp"

#include <algorithm>

namespace amends::dialogs {

using nlohmann::json;

namespace {

class rule_compiler {
public:
    rule_compiler(const references& in, const json& from, std::string pointer)
        : in_{in}, from_{from}, pointer_{std::move(pointer)}
    {}

    remedy_rule compile() const
    {
        remedy_rule made;
        made.id = in_.word(from_, "id");
        made.kind = in_.word(from_, "kind");
        made.origin = in_.word(from_, "origin");
        if (made.origin.empty()) made.origin = "requested";
        made.label = in_.text(from_, pointer_, "label");
        made.terms = in_.text(from_, pointer_, "terms");
        for (const auto* each : words("class")) made.classes.push_back(each->get<std::string>());
        if (const auto* grades = in_.member(from_, "severity"); grades && grades->is_array())
            for (const auto& each : *grades)
                if (each.is_number_integer()) made.severities.push_back(each.get<int>());
        if (const auto* when = in_.member(from_, "when"))
            made.when = compile_condition(in_, *when, child_pointer(pointer_, "when"));
        if (const auto* limit = in_.member(from_, "limit"); limit && limit->is_number())
            made.limit = limit->get<double>();
        made.improvements = in_.number(from_, "improvements", 0);
        made.needs = in_.word(from_, "needs");
        band(made);
        name(made);
        check(made);
        return made;
    }

private:
    std::vector<const json*> words(const char* member) const
    {
        std::vector<const json*> all;
        if (const auto* list = in_.member(from_, member); list && list->is_array())
            for (const auto& each : *list)
                if (each.is_string()) all.push_back(&each);
        return all;
    }

    void report(const char* code, const char* member, sentence message) const
    {
        in_.doc().report(code, child_pointer(pointer_, member), std::move(message));
    }

    void band(remedy_rule& made) const
    {
        const auto* from = in_.member(from_, "band");
        if (!from || !from->is_object()) return;
        const auto at = child_pointer(pointer_, "band");
        const auto number = [&](const char* member, double& into) {
            if (const auto* value = in_.member(*from, member); value && value->is_number()) into = value->get<double>();
        };
        made.has_band = true;
        number("least", made.least);
        number("most", made.most);
        number("percent", made.percent);
        made.of = in_.slot(*from, at, "of");
        if (made.most < made.least)
            in_.doc().report("tree.remedy", child_pointer(at, "most"),
                             {"“most”小于“least”", "\"most\" is less than \"least\""});
        if ((made.percent > 0) != (in_.member(*from, "of") != nullptr))
            in_.doc().report("tree.remedy", at,
                             {"“percent”和“of”要一起写：某个槽位金额的一部分",
                              "\"percent\" and \"of\" go together: a share of the money in a slot"});
        if (made.percent <= 0 && made.least <= 0)
            in_.doc().report("tree.remedy", at,
                             {"没有说金额：请写“least”，或“percent”和“of”",
                              "tells no amount: give it \"least\", or \"percent\" and \"of\""});
        if (made.of != nowhere && in_.graph().slots[made.of].type != slot_type::money)
            in_.doc().report("tree.slot-type", child_pointer(at, "of"),
                             {"只能取金额槽位的一部分", "a share is of a money slot"});
    }

    void name(remedy_rule& made) const
    {
        made.words = {fold_words(made.kind)};
        if (made.label != nowhere)
            for (auto& word : words_of(in_.graph().texts[made.label])) made.words.push_back(std::move(word));
        if (const auto* synonyms = in_.member(from_, "synonyms"); synonyms && synonyms->is_object())
            for (const auto& language : *synonyms)
                for (const auto& word : language)
                    if (word.is_string()) made.words.push_back(fold_words(word.get_ref<const std::string&>()));
    }

    void check(const remedy_rule& made) const
    {
        const auto& graph = in_.graph();
        if (!is_name(made.id) || made.id == "none")
            report("tree.bad-name", "id",
                   {"规则的标识由 a-z、0-9 和 _ 组成，以字母开头，不能是“none”",
                    "a rule's id has a-z, 0-9 and _, begins with a letter and is not \"none\""});
        if (graph.find_remedy(made.id) != nowhere)
            report("tree.duplicate-remedy", "id", told({"已有规则“%1”", "\"%1\" is a rule already"}, {made.id}));
        if (made.label != nowhere && !graph.texts[made.label].arguments.empty())
            report("tree.argument", "label", {"标签不带参数", "a label takes no arguments"});
        if (made.improvements > 0 && (!made.has_band || made.most <= made.least))
            report("tree.remedy", "improvements",
                   {"需要“most”大于“least”的“band”", "needs a \"band\" whose \"most\" is above its \"least\""});
        if (!made.has_band || made.terms == nowhere) return;
        const auto& arguments = graph.texts[made.terms].arguments;
        const bool said = std::any_of(arguments.begin(), arguments.end(), [](const auto& each) {
            return each.from == argument_source::kind::remedy_amount;
        });
        if (!said)
            report("tree.remedy", "terms",
                   {"条款没有说金额：请写上 {remedy_amount}（F9）",
                    "the terms do not say the amount: mention {remedy_amount} (F9)"});
    }

    const references& in_;
    const json& from_;
    std::string pointer_;
};

} // namespace

void compile_remedies(const references& in)
{
    const auto* from = in.part("remedies");
    if (!from) return;
    auto& policy = in.graph().remedies;
    if (auto currency = in.word(*from, "currency"); !currency.empty()) policy.currency = currency;
    if (const auto* most = in.member(*from, "per_case"); most && most->is_number())
        policy.per_case = most->get<double>();
    const auto* rules = in.member(*from, "rules");
    const auto at = in.place("remedies", "rules");
    if (!rules || !rules->is_array()) return;
    for (std::size_t i = 0; i < rules->size(); ++i) {
        auto made = rule_compiler{in, (*rules)[i], child_pointer(at, i)}.compile();
        policy.rules.push_back(std::move(made));
    }
}

} // namespace amends::dialogs
