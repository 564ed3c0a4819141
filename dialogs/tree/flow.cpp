#include "dialogs/tree/knowledge.hpp"
#include "dialogs/tree/references.hpp"

#include <deque>

namespace amends::dialogs {
namespace {

constexpr fixed_sentence may_be_unasked{
    "“%1”说出 {%2}，而它在这里可能为空；请在每条路径上都问到它，按它分支，或用 {%2_known, ...} 选择",
    "\"%1\" says {%2}, which may be empty here; ask for it on every path, branch on it, or select on {%2_known, ...}"};
constexpr fixed_sentence may_be_unknown{
    "“%1”说出 {%2}，而它在这里可能为空；哪里已知见 docs/trees.md",
    "\"%1\" says {%2}, which may be empty here; see docs/trees.md for where it is known"};

using source_kind = argument_source::kind;

/// Looks at the whole graph: what can be reached, what goes round, what is known where.
class flow {
public:
    flow(const all_scopes& scopes, const tree::graph& graph)
        : scopes_{scopes}, graph_{graph}, names_{graph}, known_(graph.nodes.size())
    {}

    void check()
    {
        spread();
        for (std::size_t i = 0; i < graph_.nodes.size(); ++i)
            if (!known_[i])
                doc(i).report_name("tree.unreachable", pointer(i),
                                   {"没有路径通往这个节点；请给它一条边，或删去",
                                    "nothing leads to this node; give it an edge or remove it"});
        check_cycles();
        for (std::size_t i = 0; i < graph_.nodes.size(); ++i)
            if (known_[i]) check_texts(i);
        check_listener_texts();
    }

private:
    const references& scope(std::size_t node) const { return scope_of(scopes_, graph_.nodes[node].section); }
    document& doc(std::size_t node) const { return scope(node).doc(); }
    std::string pointer(std::size_t node) const { return node_pointer(scope(node), graph_.nodes[node]); }

    /// What is certain wherever a listener may fire: what the start node, which always comes first, has done.
    known_set anywhere() const
    {
        known_set base;
        if (const auto* start = std::get_if<say_node>(&graph_.nodes[graph_.start].body); start && start->open_case)
            base.add(names_.own(source_kind::case_number));
        return base;
    }

    known_set with_agent() const
    {
        auto base = anywhere();
        base.add(names_.own(source_kind::agent));
        return base;
    }

    known_set promised() const
    {
        auto base = anywhere();
        base.add(names_.own(source_kind::promised));
        return base;
    }

    void enter(std::size_t node, const known_set& with)
    {
        if (node == nowhere) return;
        const bool changed = known_[node] ? known_[node]->restrict_to(with) : (known_[node] = with, true);
        if (changed) waiting_.push_back(node);
    }

    void spread()
    {
        enter(graph_.start, {});
        enter(graph_.after_resolved, with_agent());
        enter(graph_.after_return, with_agent());
        enter(graph_.after_promise, promised());
        for (const auto& each : graph_.listeners) {
            auto heard = anywhere();
            if (each.when) heard |= implied(names_, *each.when, true);
            enter(each.jump, heard);
            if (each.call != nowhere) enter(graph_.sections[each.call].start, heard);
        }
        while (!waiting_.empty()) {
            const auto node = waiting_.front();
            waiting_.pop_front();
            for (auto& way : ways_out(names_, graph_.nodes[node], *known_[node])) {
                auto next = *known_[node];
                if (way.waits) next.remove(names_.own(source_kind::next_open)); // by then people may be there
                next |= way.gained;
                for (const auto bit : way.lost) next.remove(bit);
                enter(way.target, next);
            }
        }
    }

    std::vector<std::vector<std::size_t>> unwaited_edges() const
    {
        std::vector<std::vector<std::size_t>> edges(graph_.nodes.size());
        for (std::size_t i = 0; i < graph_.nodes.size(); ++i)
            for (const auto& way : ways_out(names_, graph_.nodes[i], {}))
                if (!way.waits) edges[i].push_back(way.target);
        return edges;
    }

    /// Depth-first without recursion; an edge back to a node on the path closes a cycle.
    void check_cycles()
    {
        enum class mark : std::uint8_t { fresh, on_path, done };
        const auto edges = unwaited_edges();
        std::vector<mark> marks(edges.size(), mark::fresh);
        for (std::size_t root = 0; root < edges.size(); ++root) {
            std::vector<std::pair<std::size_t, std::size_t>> path;
            if (marks[root] == mark::fresh) path.emplace_back(root, 0), marks[root] = mark::on_path;
            while (!path.empty()) {
                const auto node = path.back().first;
                if (path.back().second == edges[node].size()) {
                    marks[node] = mark::done;
                    path.pop_back();
                    continue;
                }
                const auto next = edges[node][path.back().second++];
                if (marks[next] == mark::fresh)
                    path.emplace_back(next, 0), marks[next] = mark::on_path;
                else if (marks[next] == mark::on_path)
                    doc(node).report_name("tree.endless", pointer(node),
                                          told({"绕回“%1”，中间没有等任何人；请在中间放一个提问或结束",
                                                "goes round to \"%1\" without waiting for anyone; put a question or "
                                                "an end between"},
                                               {graph_.nodes[next].id}));
            }
        }
    }

    void check_text(std::size_t text, const known_set& known, const std::string& at) const
    {
        if (text == nowhere) return;
        for (const auto& argument : graph_.texts[text].arguments) {
            const auto bit = names_.argument(argument);
            if (!argument.required || bit == nowhere || known.has(bit)) continue;
            const bool slot = argument.from == source_kind::slot;
            doc_->report("tree.empty-argument", at,
                         told(slot ? may_be_unasked : may_be_unknown, {graph_.texts[text].id, argument.name}));
        }
    }

    void check_texts_of(const std::vector<std::size_t>& texts, const known_set& known, const std::string& at) const
    {
        for (const auto text : texts) check_text(text, known, at);
    }

    void check_manners(const question_manners& manners, const known_set& known, const std::string& at) const
    {
        check_text(manners.reprompt, known, child_pointer(at, "reprompt"));
        check_text(manners.reminder, known, child_pointer(at, "reminder"));
    }

    void check_confirm(std::size_t slot, known_set known, const std::string& at) const
    {
        if (slot == nowhere) return;
        known.add(names_.slot(slot));
        check_text(graph_.find_text(graph_.slots[slot].confirm), known, at);
    }

    void check_texts(std::size_t index)
    {
        doc_ = &doc(index);
        const auto at = pointer(index);
        auto known = *known_[index];
        const auto& body = graph_.nodes[index].body;
        if (const auto* say = std::get_if<say_node>(&body)) {
            if (say->open_case) known.add(names_.own(source_kind::case_number));
            check_texts_of(say->texts, known, child_pointer(at, "texts"));
        } else if (const auto* ask = std::get_if<ask_node>(&body)) {
            check_texts_of(ask->prompts, known, at);
            check_manners(ask->manners, known, at);
            for (const auto slot : ask->slots) check_confirm(slot, known, at);
        } else if (const auto* choose = std::get_if<choose_node>(&body)) {
            check_text(choose->text, known, child_pointer(at, "text"));
            check_manners(choose->manners, known, at);
            check_confirm(choose->slot, known, at);
        } else if (const auto* promise = std::get_if<promise_node>(&body)) {
            known.add(names_.own(source_kind::promise_due));
            check_text(promise->text, known, child_pointer(at, "text"));
        } else if (const auto* handoff = std::get_if<handoff_node>(&body)) {
            check_text(handoff->text, known, child_pointer(at, "text"));
        } else if (const auto* survey = std::get_if<survey_node>(&body)) {
            check_survey(*survey, known, at);
        } else if (const auto* remedy = std::get_if<remedy_node>(&body)) {
            check_remedy(*remedy, known, at);
        } else if (const auto* back = std::get_if<return_node>(&body)) {
            check_texts_of(back->texts, known, child_pointer(at, "texts"));
        } else if (const auto* lookup = std::get_if<lookup_node>(&body)) {
            check_text(lookup->text, known, child_pointer(at, "text"));
        } else if (const auto* end = std::get_if<end_node>(&body)) {
            check_texts_of(end->texts, known, child_pointer(at, "texts"));
        }
    }

    void check_remedy(const remedy_node& remedy, known_set known, const std::string& at) const
    {
        check_text(remedy.text, known, child_pointer(at, "text"));
        check_manners(remedy.manners, known, at);
        for (const auto index : remedy.rules) {
            auto offered = known;
            if (graph_.remedies.rules[index].has_band) offered.add(names_.own(source_kind::remedy_amount));
            check_text(graph_.remedies.rules[index].terms, offered, at);
        }
        known.add(names_.own(source_kind::remedy_reason));
        check_text(remedy.refusal, known, child_pointer(at, "refusal"));
    }

    void check_survey(const survey_node& survey, known_set known, const std::string& at) const
    {
        check_text(survey.intro, known, child_pointer(at, "intro"));
        for (std::size_t i = 0; i < survey.questions.size(); ++i) {
            const auto& each = survey.questions[i];
            const auto here = child_pointer(child_pointer(at, "questions"), i);
            check_text(each.text, known, here);
            check_text(each.reprompt, known, here);
            known.add(names_.slot(each.slot));
        }
        check_text(survey.comment_text, known, child_pointer(at, "comment"));
        check_text(survey.thanks, known, child_pointer(at, "thanks"));
    }

    void check_listener_texts()
    {
        doc_ = &scopes_.front().doc();
        for (std::size_t i = 0; i < graph_.listeners.size(); ++i) {
            auto known = anywhere();
            if (graph_.listeners[i].when) known |= implied(names_, *graph_.listeners[i].when, true);
            const auto at = child_pointer("/listeners", i);
            if (graph_.listeners[i].on == listener::kind::remedy) known.add(names_.own(source_kind::remedy_amount));
            check_texts_of(graph_.listeners[i].texts, known, child_pointer(at, "texts"));
            check_texts_of(graph_.listeners[i].ladder, known, child_pointer(at, "ladder"));
        }
        check_text(graph_.agent_vanished, with_agent(), "/agent_vanished");
        check_text(graph_.while_waiting, anywhere(), "/while_waiting");
        check_text(graph_.on_defect, {}, "/on_defect");
    }

    const all_scopes& scopes_;
    document* doc_ = nullptr; ///< that of what is being checked
    const tree::graph& graph_;
    vocabulary names_;
    std::vector<std::optional<known_set>> known_;
    std::deque<std::size_t> waiting_;
};

} // namespace

void check_flow(const all_scopes& scopes, const tree::graph& graph) { flow{scopes, graph}.check(); }

} // namespace amends::dialogs
