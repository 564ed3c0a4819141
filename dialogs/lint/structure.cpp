#include "dialogs/lint/subject.hpp"
#include "dialogs/text/language.hpp"
#include "dialogs/text/readings.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <set>

namespace amends::dialogs {
namespace {

using nlohmann::json;

/// Titles of quick replies on WhatsApp, Messenger and LINE; Slack's and Discord's are longer.
constexpr std::size_t longest_label = 20;
/// Rows of a WhatsApp list; Messenger and LINE have 13 quick replies.
constexpr std::size_t most_options = 10;

constexpr std::array shipped_languages{"zh-Hans", "en"};

std::size_t characters(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

class structure {
public:
    explicit structure(const lint_subject& of) : of_{of} {}

    void check()
    {
        check_ends();
        check_edges();
        check_languages();
        check_synonyms(of_.doc.root(), "");
        check_unused();
        check_labels();
    }

private:
    /// From every node some way leads to an end, out of a section, or to a person.
    void check_ends() const
    {
        const auto count = of_.graph.nodes.size();
        std::vector<std::vector<std::size_t>> back(count);
        std::vector<std::size_t> ahead;
        std::vector<bool> good(count);
        for (std::size_t i = 0; i < count; ++i) {
            for (const auto& way : of_.ways(i)) back[way.target].push_back(i);
            const auto& body = of_.graph.nodes[i].body;
            good[i] = std::holds_alternative<end_node>(body) || std::holds_alternative<return_node>(body) ||
                      std::holds_alternative<handoff_node>(body);
            if (good[i]) ahead.push_back(i);
        }
        while (!ahead.empty()) {
            const auto node = ahead.back();
            ahead.pop_back();
            for (const auto before : back[node])
                if (!good[before]) good[before] = true, ahead.push_back(before);
        }
        for (std::size_t i = 0; i < count; ++i)
            if (!good[i] && !of_.node_at(i).empty()) of_.report_name("structure/dead-end", of_.node_at(i));
    }

    void check_edges() const
    {
        for (std::size_t i = 0; i < of_.graph.nodes.size(); ++i) {
            if (of_.node_at(i).empty()) continue;
            const auto& body = of_.graph.nodes[i].body;
            if (const auto* choose = std::get_if<choose_node>(&body)) check_choices(i, *choose);
            if (const auto* remedy = std::get_if<remedy_node>(&body)) check_remedy(i, *remedy);
        }
    }

    void check_choices(std::size_t node, const choose_node& choose) const
    {
        if (choose.edges.empty()) return;
        sentence without;
        const auto need = [&](const std::string& value) {
            if (choose.edges.contains(value)) return;
            without.english += (without.empty() ? "\"" : ", \"") + value + "\"";
            without.chinese += "“" + value + "”";
        };
        const auto& slot = of_.graph.slots[choose.slot];
        if (slot.type == slot_type::yes_no) need("yes"), need("no");
        if (slot.type == slot_type::rating)
            for (int i = 1; i <= slot.best_rating(); ++i) need(std::to_string(i));
        if (slot.type == slot_type::choice)
            for (const auto& each : slot.choices) need(each.value);
        if (!without.empty())
            of_.report_name("structure/partial-edges", child_pointer(of_.node_at(node), "edges"),
                            {"缺少" + without.chinese, "none for " + without.english});
    }

    void check_remedy(std::size_t node, const remedy_node& remedy) const
    {
        const auto& rules = of_.graph.remedies.rules;
        const bool improved = std::any_of(remedy.rules.begin(), remedy.rules.end(),
                                          [&](auto rule) { return rules[rule].improvements > 0; });
        const bool limited = std::any_of(remedy.rules.begin(), remedy.rules.end(), [&](auto rule) {
            return rules[rule].whole() && rules[rule].limit < std::numeric_limits<double>::max();
        });
        // Where "countered" is missing the compiler takes "declined", so the text is asked.
        if (improved && !of_.doc.root().contains(json::json_pointer{of_.node_at(node) + "/countered"}))
            of_.report_name("structure/remedy-edge", of_.node_at(node), {"缺少“countered”", "no \"countered\""});
        if (limited && remedy.approval == nowhere)
            of_.report_name("structure/remedy-edge", of_.node_at(node), {"缺少“approval”", "no \"approval\""});
    }

    void check_languages() const
    {
        const auto& spoken = of_.graph.languages;
        for (const auto* wanted : shipped_languages)
            if (!spoken.empty() && supported_language(wanted, spoken).empty())
                of_.report("structure/missing-language", "/languages",
                           told({"用 %1 写的客户得到 %2 的回答", "who writes %1 is answered in %2"},
                                {wanted, spoken.front()}));
        for (std::size_t i = 0; i < of_.graph.texts.size(); ++i) {
            std::string before;
            for (const auto& each : of_.wordings(i)) {
                if (each.language == before) continue;
                before = each.language;
                if (std::find(spoken.begin(), spoken.end(), before) == spoken.end())
                    of_.report_name("structure/unspoken-language", child_pointer(of_.text_at(i), before),
                                    as_it_is(before));
            }
        }
    }

    /// "synonyms" anywhere name every language of the tree. The loader has bounded how deep values nest.
    void check_synonyms(const json& value, const std::string& pointer) const
    {
        if (!value.is_structured()) return;
        if (value.is_object())
            if (const auto at = value.find("synonyms"); at != value.end() && at->is_object())
                for (const auto& language : of_.graph.languages)
                    if (!at->contains(language))
                        of_.report_name("structure/missing-synonyms", child_pointer(pointer, "synonyms"),
                                        as_it_is(language));
        for (const auto& each : value.items())
            if (each.value().is_structured() && each.key() != "texts" && each.key() != "nodes")
                check_synonyms(each.value(), child_pointer(pointer, each.key()));
    }

    void check_unused() const
    {
        for (std::size_t i = 0; i < of_.graph.texts.size(); ++i)
            if (!of_.text_at(i).empty() && of_.uses(i).empty())
                of_.report_name("structure/unused-text", of_.text_at(i));
    }

    void check_labels() const
    {
        std::set<std::size_t> labels;
        for (const auto& slot : of_.graph.slots) {
            for (const auto& each : slot.choices) labels.insert(of_.graph.find_text(each.label));
            if (slot.choices.size() > most_options && of_.doc.root().contains("slots") &&
                of_.doc.root()["slots"].contains(slot.name))
                of_.report_name("structure/too-many-options", child_pointer("/slots", slot.name),
                                as_it_is(std::to_string(slot.choices.size())));
        }
        for (const auto& each : of_.graph.remedies.rules) labels.insert(each.label);
        labels.erase(nowhere);
        for (const auto label : labels)
            for (const auto& each : of_.wordings(label))
                if (const auto length = characters(readings(each.pattern).front()); length > longest_label)
                    of_.report("structure/label-too-long", each.pointer,
                               told({"%1 个字，最多 %2 个", "%1 characters, at most %2"},
                                    {std::to_string(length), std::to_string(longest_label)}));
    }

    const lint_subject& of_;
};

} // namespace

void check_structure(const lint_subject& of) { structure{of}.check(); }

} // namespace amends::dialogs
