#include "dialogs/lint/lint.hpp"

#include "dialogs/lint/places.hpp"
#include "dialogs/tree/document.hpp"
#include "dialogs/tree/knowledge.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <stdexcept>

namespace amends::dialogs {
namespace {

constexpr auto error = lint_severity::error;
constexpr auto warning = lint_severity::warning;
constexpr std::size_t longest_invitation = 80; ///< characters
constexpr std::size_t longest_label = 24;      ///< characters: a row of WhatsApp's lists
constexpr std::size_t questions_before_sorry = 2;

constexpr std::array rules{
    lint_rule{"recovery/acknowledge-first", "B1", error, "the first answer takes the complaint up and gives its number",
              "let the tree start with a say of the phase acknowledge that opens the case and says {case_number}"},
    lint_rule{"recovery/apology-first", "B2", error, "details are asked for before anybody was sorry",
              "put a say of the phase apologise before it on every path"},
    lint_rule{"recovery/questions-before-apology", "C1", error, "the customer is questioned before anybody was sorry",
              "ask at most for the story before the apology"},
    lint_rule{"recovery/apology-says-sorry", "B2", error, "it stands where the apology is and is none",
              "say in plain words that you are sorry, for what happened"},
    lint_rule{"recovery/apology-for-anger", "B10", error, "an angry customer is answered as if nothing were",
              "write it for the mood angry too, naming the feeling and its cause"},
    lint_rule{"recovery/short-invitation", "C1", warning, "while the customer tells the story the bot says little",
              "ask one short open question"},
    lint_rule{"recovery/listen-before-offer", "F4", error, "something is offered before the customer was heard",
              "put a question of the phase listen before it on every path"},
    lint_rule{"recovery/refusal", "F9", error, "a refusal gives its reason and leads to somebody who can look again",
              "say {remedy_reason} in the refusal, and lead \"refused\" to a handoff or a promise"},
    lint_rule{"recovery/promise-is-exact", "G3", error, "nobody can hold anybody to it",
              "name an owner, and say {promise_due} in every wording of its text"},
    lint_rule{"recovery/nobody-there", "G3", error, "a customer for whom nobody is there is left with nothing",
              "lead \"nobody\" and \"outside_hours\" to a promise"},
    lint_rule{"recovery/way-to-a-person", "H9", error, "a customer who asks for a person must get one from everywhere",
              "add a listener for the signal human_wanted that jumps to a handoff"},
    lint_rule{"structure/long-label", "H2", warning, "channels cut a longer quick reply off",
              "shorten the label to 24 characters"},
};

constexpr std::string_view sorry_zh[]{"抱歉", "对不起", "道歉", "过意不去", "歉意"};
constexpr std::string_view sorry_en[]{"sorry", "apolog", "regret"};

std::size_t characters(std::string_view text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

bool is_question(const node& n)
{
    return std::holds_alternative<ask_node>(n.body) || std::holds_alternative<choose_node>(n.body);
}

bool is_handoff(const node& n) { return std::holds_alternative<handoff_node>(n.body); }

class examination {
public:
    examination(const tree::graph& graph, document& doc) : graph_{graph}, doc_{doc}, names_{graph}
    {
        for (const auto& each : graph.nodes) {
            auto& edges = edges_.emplace_back();
            for (const auto& way : ways_out(names_, each, {}))
                if (way.target != nowhere) edges.push_back(way.target);
        }
    }

    void check()
    {
        check_order();
        check_way_to_person();
        for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
            if (const auto* said = std::get_if<say_node>(&graph_.nodes[i].body)) check_apology(i, *said);
            if (const auto* ask = std::get_if<ask_node>(&graph_.nodes[i].body)) check_invitation(i, *ask);
            if (const auto* promise = std::get_if<promise_node>(&graph_.nodes[i].body)) check_promise(i, *promise);
            if (const auto* handoff = std::get_if<handoff_node>(&graph_.nodes[i].body)) check_handoff(i, *handoff);
            if (const auto* remedy = std::get_if<remedy_node>(&graph_.nodes[i].body)) check_refusal(i, *remedy);
        }
        check_labels();
        check_words();
    }

private:
    using test = std::function<bool(const node&)>;

    void object(std::string_view rule, const std::string& place, const std::string& what)
    {
        if (place.empty()) return; // of a called tree
        const auto& known =
            *std::find_if(rules.begin(), rules.end(), [&](const auto& each) { return each.id == rule; });
        doc_.report_name(rule, place,
                         what + ": " + std::string{known.reason} + " (" + std::string{known.seed} + "); " +
                             std::string{known.mend});
    }
    void object_to_node(std::string_view rule, std::size_t node)
    {
        object(rule, place_of_node(graph_, node), "\"" + graph_.nodes[node].id + "\"");
    }

    /// Nodes that can be reached from `from` without leaving any that `stops`.
    std::vector<bool> reached(std::size_t from, const test& stops) const
    {
        std::vector<bool> seen(graph_.nodes.size());
        std::vector<std::size_t> waiting;
        const auto enter = [&](std::size_t node) {
            if (node == nowhere || seen[node]) return;
            seen[node] = true;
            waiting.push_back(node);
        };
        enter(from);
        while (!waiting.empty()) {
            const auto node = waiting.back();
            waiting.pop_back();
            if (stops(graph_.nodes[node])) continue;
            for (const auto next : edges_[node]) enter(next);
        }
        return seen;
    }

    bool leads_to(std::size_t from, const test& what) const
    {
        const auto seen = reached(from, what);
        for (std::size_t i = 0; i < seen.size(); ++i)
            if (seen[i] && what(graph_.nodes[i])) return true;
        return false;
    }

    bool says(std::size_t text, argument_source::kind argument) const
    {
        if (text == nowhere) return false;
        const auto& all = graph_.texts[text].arguments;
        return std::any_of(all.begin(), all.end(), [&](const auto& each) { return each.from == argument; });
    }

    void check_order()
    {
        const auto& first = graph_.nodes[graph_.start];
        const auto* hello = std::get_if<say_node>(&first.body);
        const bool numbered = hello && std::any_of(hello->texts.begin(), hello->texts.end(), [&](auto text) {
                                  return says(text, argument_source::kind::case_number);
                              });
        if (!hello || !hello->open_case || first.phase != phase::acknowledge || !numbered)
            object_to_node("recovery/acknowledge-first", graph_.start);

        // What follows once a person was asked for is no longer the bot's own way.
        const auto before_sorry = reached(graph_.start, [](const node& n) {
            return is_handoff(n) || (std::holds_alternative<say_node>(n.body) && n.phase == phase::apologise);
        });
        const auto before_hearing = reached(
            graph_.start, [](const node& n) { return is_handoff(n) || (is_question(n) && n.phase == phase::listen); });
        std::size_t questions = 0;
        for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
            const auto& each = graph_.nodes[i];
            if (before_sorry[i] && is_question(each)) {
                if (each.phase >= phase::collect)
                    object_to_node("recovery/apology-first", i);
                else if (++questions > questions_before_sorry)
                    object_to_node("recovery/questions-before-apology", i);
            }
            if (before_hearing[i] && std::holds_alternative<remedy_node>(each.body))
                object_to_node("recovery/listen-before-offer", i);
        }
    }

    void check_way_to_person()
    {
        const bool heard = std::any_of(graph_.listeners.begin(), graph_.listeners.end(), [&](const listener& each) {
            return each.on == listener::kind::signal && each.heard == signal::human_wanted && !each.when &&
                   each.jump != nowhere && leads_to(each.jump, is_handoff);
        });
        if (!heard) object("recovery/way-to-a-person", "/listeners", "the tree");
    }

    template <class Check> void each_wording(std::size_t text, Check check) const
    {
        for (const auto& [language, wordings] : graph_.texts[text].languages)
            for (const auto& mood : wordings.by_mood)
                for (const auto& words : mood) check(language, words);
    }

    void check_apology(std::size_t index, const say_node& said)
    {
        if (graph_.nodes[index].phase != phase::apologise) return;
        for (const auto text : said.texts) {
            const auto place = place_of_text(graph_, text);
            const auto name = "\"" + graph_.texts[text].id + "\"";
            bool sorry = true;
            each_wording(text, [&](const std::string& language, const std::string& words) {
                const auto has = [&](std::string_view word) { return words.find(word) != std::string::npos; };
                const bool english = language.starts_with("en");
                sorry = sorry && (english ? std::any_of(std::begin(sorry_en), std::end(sorry_en), has)
                                          : std::any_of(std::begin(sorry_zh), std::end(sorry_zh), has));
            });
            if (!sorry) object("recovery/apology-says-sorry", place, name);
            for (const auto& [language, wordings] : graph_.texts[text].languages)
                if (wordings.by_mood[text_wordings::angry].empty())
                    object("recovery/apology-for-anger", child_pointer(place, language), name);
        }
    }

    void check_invitation(std::size_t index, const ask_node& ask)
    {
        if (graph_.nodes[index].phase != phase::listen) return;
        for (const auto text : ask.prompts) {
            if (text == nowhere) continue;
            bool brief = true;
            each_wording(text, [&](const std::string&, const std::string& words) {
                brief = brief && characters(words) <= longest_invitation;
            });
            if (!brief)
                object("recovery/short-invitation", place_of_text(graph_, text), "\"" + graph_.texts[text].id + "\"");
        }
    }

    void check_promise(std::size_t index, const promise_node& promise)
    {
        bool dated = promise.text != nowhere && !promise.owner.empty();
        if (dated)
            each_wording(promise.text, [&](const std::string&, const std::string& words) {
                dated = dated && words.find("{promise_due") != std::string::npos;
            });
        if (!dated) object_to_node("recovery/promise-is-exact", index);
    }

    void check_handoff(std::size_t index, const handoff_node& handoff)
    {
        const auto promises = [](const node& n) { return std::holds_alternative<promise_node>(n.body); };
        if (!leads_to(handoff.nobody, promises) || !leads_to(handoff.outside_hours, promises))
            object_to_node("recovery/nobody-there", index);
    }

    void check_refusal(std::size_t index, const remedy_node& remedy)
    {
        const auto next_level = [](const node& n) {
            return std::holds_alternative<promise_node>(n.body) || is_handoff(n);
        };
        if (!says(remedy.refusal, argument_source::kind::remedy_reason) || !leads_to(remedy.refused, next_level))
            object_to_node("recovery/refusal", index);
    }

    void check_labels()
    {
        for (const auto& slot : graph_.slots)
            for (const auto& choice : slot.choices) {
                const auto text = graph_.find_text(choice.label);
                if (text == nowhere) continue;
                bool brief = true;
                each_wording(text, [&](const std::string&, const std::string& words) {
                    brief = brief && characters(words) <= longest_label;
                });
                if (!brief) object("structure/long-label", place_of_text(graph_, text), "\"" + choice.label + "\"");
            }
    }

    void check_words()
    {
        for (std::size_t i = 0; i < graph_.texts.size(); ++i) {
            const auto place = place_of_text(graph_, i);
            if (place.empty()) continue;
            each_wording(i, [&](const std::string& language, const std::string& words) {
                for (const auto& found : check_wording(words, language))
                    doc_.report(found.rule->id, child_pointer(place, language),
                                "\"" + words.substr(found.where.begin, found.where.end - found.where.begin) +
                                    "\": " + std::string{found.rule->reason} + " (" + std::string{found.rule->seed} +
                                    "); " + std::string{found.rule->mend});
            });
        }
    }

    const tree::graph& graph_;
    document& doc_;
    vocabulary names_;
    std::vector<std::vector<std::size_t>> edges_;
};

lint_severity severity_of(std::string_view id)
{
    for (const auto& each : rules)
        if (each.id == id) return each.severity;
    for (const auto& each : wording_rules())
        if (each.id == id) return each.severity;
    throw std::logic_error("a finding of no rule");
}

} // namespace

std::span<const lint_rule> lint_rules() { return rules; }

std::vector<lint_finding> lint(const tree& tree, std::string_view source, std::string_view file)
{
    document doc{source, file};
    examination{tree.compiled(), doc}.check();
    std::vector<lint_finding> found;
    for (auto& each : std::move(doc).problems()) {
        const auto severity = severity_of(each.code);
        found.push_back({severity, std::move(each)});
    }
    return found;
}

bool has_errors(const std::vector<lint_finding>& findings)
{
    return std::any_of(findings.begin(), findings.end(),
                       [](const auto& each) { return each.severity == lint_severity::error; });
}

} // namespace amends::dialogs
