#include "dialogs/lint/history.hpp"

#include "dialogs/lint/wording.hpp"

#include <algorithm>
#include <deque>

namespace amends::dialogs {
namespace {

class history {
public:
    explicit history(const lint_subject& of) : of_{of}, before_(of.graph.nodes.size())
    {
        for (const auto& each : of.graph.nodes) {
            if (const auto* remedy = std::get_if<remedy_node>(&each.body)) need_.push_back(remedy->wish);
        }
        for (std::size_t i = 0; i < of.graph.slots.size(); ++i)
            if (of.graph.slots[i].case_field == "desired_outcome") need_.push_back(i);
        for (std::size_t i = 0; i < of.graph.texts.size(); ++i) sorry_.push_back(always_apologises(of, i));
    }

    std::vector<std::optional<unsigned>> find() &&
    {
        enter(of_.graph.start, 0);
        while (!waiting_.empty()) {
            const auto node = waiting_.front();
            waiting_.pop_front();
            const auto done = *before_[node] | done_by(of_.graph.nodes[node]);
            for (const auto& way : of_.ways(node)) enter(way.target, done | told_by(of_.graph.nodes[node], way.gained));
        }
        return std::move(before_);
    }

private:
    /// Deeds only ever get fewer where ways meet, so a node is entered anew five times at most.
    void enter(std::size_t node, unsigned with)
    {
        if (node == nowhere) return;
        const auto kept = before_[node].value_or(deed::all) & with;
        if (before_[node] == kept) return;
        before_[node] = kept;
        waiting_.push_back(node);
    }

    bool says_sorry(const std::vector<std::size_t>& texts) const
    {
        return std::any_of(texts.begin(), texts.end(), [&](auto text) { return text != nowhere && sorry_[text]; });
    }

    static bool has(const std::vector<std::size_t>& slots, std::size_t slot)
    {
        return std::find(slots.begin(), slots.end(), slot) != slots.end();
    }

    unsigned asked(const node& at, std::size_t slot) const
    {
        return (at.phase == phase::listen ? deed::listened : 0U) | (has(need_, slot) ? deed::need_asked : 0U);
    }

    unsigned done_by(const node& at) const
    {
        unsigned done = 0;
        if (const auto* say = std::get_if<say_node>(&at.body)) {
            if (at.phase == phase::acknowledge && !say->texts.empty()) done |= deed::acknowledged;
            if (says_sorry(say->texts)) done |= deed::apologised;
        } else if (const auto* ask = std::get_if<ask_node>(&at.body)) {
            for (const auto slot : ask->slots) done |= asked(at, slot);
        } else if (const auto* choose = std::get_if<choose_node>(&at.body)) {
            done |= asked(at, choose->slot);
        } else if (const auto* promise = std::get_if<promise_node>(&at.body)) {
            done |= deed::acted | (says_sorry({promise->text}) ? deed::apologised : 0U);
        } else if (std::holds_alternative<handoff_node>(at.body) || std::holds_alternative<remedy_node>(at.body)) {
            done |= deed::acted;
        }
        // A question that comes too early is reported once: what follows is measured as if it had come in time.
        if (is_question(at.body) && at.phase >= phase::collect && at.phase <= phase::propose) done |= deed::apologised;
        return done;
    }

    /// What was told unasked counts as well: where a branch finds a slot filled, the customer has spoken.
    unsigned told_by(const node& at, const known_set& gained) const
    {
        if (!std::holds_alternative<branch_node>(at.body)) return 0;
        const auto has_bit = [&](std::size_t slot) { return gained.has(of_.names.slot(slot)); };
        unsigned told = std::any_of(need_.begin(), need_.end(), has_bit) ? deed::need_asked : 0U;
        for (std::size_t slot = 0; slot < of_.graph.slots.size(); ++slot)
            if (has_bit(slot)) told |= deed::listened;
        return told;
    }

    const lint_subject& of_;
    std::vector<std::optional<unsigned>> before_;
    std::deque<std::size_t> waiting_;
    std::vector<std::size_t> need_; ///< slots with what the customer wants
    std::vector<bool> sorry_;       ///< by text
};

} // namespace

bool always_apologises(const lint_subject& of, std::size_t text)
{
    const auto& all = of.wordings(text);
    return !all.empty() && std::all_of(all.begin(), all.end(),
                                       [](const auto& each) { return apologises(each.pattern, each.language); });
}

std::vector<std::optional<unsigned>> deeds_before(const lint_subject& of) { return history{of}.find(); }

} // namespace amends::dialogs
