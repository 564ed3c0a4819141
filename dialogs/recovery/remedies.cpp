#include "dialogs/recovery/remedies.hpp"

#include "dialogs/recovery/severity.hpp"
#include "dialogs/slots/money.hpp"

#include <algorithm>
#include <cmath>

namespace amends::dialogs {
namespace {

constexpr std::size_t most_offers = 4;

const std::string* held(const tree::graph& graph, std::size_t slot, const state& s)
{
    if (slot >= graph.slots.size()) return nullptr;
    const auto at = s.slots.find(graph.slots[slot].name);
    return at == s.slots.end() ? nullptr : &at->second.value;
}

std::string field(const state& s, const char* name)
{
    const auto at = s.case_fields.find(name);
    return at == s.case_fields.end() ? std::string{} : at->second;
}

double cents(double amount) { return std::round(amount * 100) / 100; }

/// What may be given at most without asking anybody: the band's end, or the bot's limit where that is inside.
double reach(const remedy_rule& rule) { return rule.limit >= rule.least ? std::min(rule.most, rule.limit) : rule.most; }

/// The amount to begin with as canonical money, empty for a remedy that has none; nothing when it cannot be told.
std::optional<std::string> opening(const tree::graph& graph, const remedy_rule& rule, const state& s)
{
    if (!rule.has_band) return std::string{};
    const auto& currency = graph.remedies.currency;
    double amount = rule.least;
    if (rule.percent > 0) {
        const auto* base = held(graph, rule.of, s);
        const auto whole = base ? amount_in(*base) : std::nullopt;
        if (whole && !base->ends_with(currency)) return std::nullopt; // its limits are in another money
        if (whole) amount = *whole * rule.percent / 100;
    }
    amount = std::clamp(amount, rule.least, rule.most);
    if (!rule.entitled() && !rule.whole()) amount = std::min(amount, reach(rule));
    amount = cents(amount);
    return amount > 0 ? std::optional{canonical_money(amount, currency)} : std::nullopt;
}

bool applies(const remedy_rule& rule, const state& s, const condition_test& holds)
{
    const auto among = [](const auto& list, const auto& value) {
        return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
    };
    return among(rule.classes, field(s, "complaint_class")) && among(rule.severities, grade(s).grade) &&
           (!rule.when || holds(*rule.when));
}

double given_so_far(const state& s)
{
    double sum = 0;
    for (const auto& [remedy, amount] : s.remedies) sum += amount_in(amount).value_or(0);
    return sum;
}

/// Whether it fits what the bot may still give: in this period, and in this case. What the law grants always does,
/// and what is beyond the bot's limit is not the bot's to give.
bool affordable(const tree::graph& graph, const remedy_rule& rule, double amount, const state& s, const facts& now)
{
    if (rule.entitled() || amount > rule.limit) return true;
    return amount <= now.remedy_budget.value_or(amount) && given_so_far(s) + amount <= graph.remedies.per_case;
}

bool operable(const remedy_rule& rule, const facts& now)
{
    return rule.needs.empty() || now.connectors.contains(rule.needs);
}

} // namespace

bool within_limit(const remedy_rule& rule, const std::string& amount)
{
    return rule.has_band ? amount_in(amount).value_or(0) <= rule.limit : rule.limit > 0;
}

remedy_proposal propose(const tree::graph& graph, const remedy_node& node, const state& s, const facts& now,
                        const condition_test& holds)
{
    const auto* wish = held(graph, node.wish, s);
    if (!wish) return {{}, "need_unknown"}; // an answer that was declined is there, and empty (D1)
    if (!holds(node.confirmed)) return {{}, "not_confirmed"};
    std::vector<const remedy_rule*> found;
    bool covered = false;
    bool possible = false;
    remedy_proposal made;
    for (const auto index : node.rules) {
        const auto& rule = graph.remedies.rules[index];
        const bool known =
            std::any_of(found.begin(), found.end(), [&](const auto* each) { return each->kind == rule.kind; });
        if (known || s.remedies.contains(rule.id) || !applies(rule, s, holds)) continue;
        auto amount = opening(graph, rule, s);
        if (!amount || (!within_limit(rule, *amount) && node.approval == nowhere)) continue;
        covered = true;
        if (!operable(rule, now)) continue;
        possible = true;
        if (!affordable(graph, rule, amount_in(*amount).value_or(0), s, now)) continue;
        found.push_back(&rule);
        made.offers.push_back({rule.id, std::move(*amount)});
    }
    if (made.offers.empty()) {
        made.withheld = !covered ? "not_covered" : !possible ? "not_operable" : "over_budget";
        return made;
    }
    const auto rank = [&](const offered_remedy& offer) {
        const auto& rule = graph.remedies.rules[graph.find_remedy(offer.remedy)];
        return rule.kind == *wish ? 0 : rule.entitled() ? 1 : 2;
    };
    std::stable_sort(made.offers.begin(), made.offers.end(),
                     [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    if (made.offers.size() > most_offers) made.offers.resize(most_offers);
    return made;
}

std::optional<offered_remedy> improved(const tree::graph& graph, const offered_remedy& offer, const state& s,
                                       const facts& now, std::optional<double> wanted)
{
    const auto index = graph.find_remedy(offer.remedy);
    const auto first = index == nowhere ? std::nullopt : opening(graph, graph.remedies.rules[index], s);
    const auto current = amount_in(offer.amount);
    if (!first || !current || s.improvements >= graph.remedies.rules[index].improvements) return std::nullopt;
    const auto& rule = graph.remedies.rules[index];
    const double end = reach(rule);
    const double begin = amount_in(*first).value_or(0);
    double next = begin + (end - begin) * (s.improvements + 1) / rule.improvements;
    if (wanted && *wanted > *current && *wanted <= end) next = *wanted;
    next = std::min(cents(next), cents(end));
    if (next <= *current || !affordable(graph, rule, next, s, now)) return std::nullopt;
    return offered_remedy{offer.remedy, canonical_money(next, graph.remedies.currency)};
}

} // namespace amends::dialogs
