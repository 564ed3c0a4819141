#include "dialogs/understand/scoreboard.hpp"

#include <algorithm>
#include <cstdlib>

namespace amends::dialogs {
namespace {

double part(std::size_t of, std::size_t all)
{
    return all == 0 ? 1 : static_cast<double>(of) / static_cast<double>(all);
}

bool wishes_for(const understanding& understood, remedy_kind what)
{
    return std::any_of(understood.entities.begin(), understood.entities.end(), [&](const entity& e) {
        return e.type == "desired_outcome" && e.value == remedy_kind_names[static_cast<std::size_t>(what)];
    });
}

} // namespace

void tally::add(bool found, bool there)
{
    if (found && there) ++found_rightly;
    if (found && !there) ++found_wrongly;
    if (!found && there) ++missed;
}

double tally::recall() const { return part(found_rightly, found_rightly + missed); }
double tally::precision() const { return part(found_rightly, found_rightly + found_wrongly); }
double tally::f1() const { return part(2 * found_rightly, 2 * found_rightly + found_wrongly + missed); }

void scoreboard::add(const labels& meant, const understanding& understood)
{
    const bool complains = understood.kind == message_kind::complaint;
    complaint.add(complains && understood.kind_confidence >= kind_sure, meant.kind == message_kind::complaint);
    complaint_noticed.add(complains, meant.kind == message_kind::complaint);
    kind.add(understood.kind == meant.kind);
    for (std::size_t i = 0; i < signals.size(); ++i) {
        const auto each = static_cast<signal>(i);
        const bool there = std::find(meant.signals.begin(), meant.signals.end(), each) != meant.signals.end();
        signals[i].add(understood.has(each), there);
        if (is_threat(each)) threats.add(understood.has(each), there);
    }
    const int level = understood.emotion.level;
    emotion_within_one.add(std::abs(level - meant.level) <= 1);
    emotion_level.add(level == meant.level);
    if (meant.level > 0) emotion_kind.add(understood.emotion.kind == meant.feeling);
    if (meant.about && understood.kind == message_kind::complaint) {
        about.add(understood.complaint_class == complaint_kind_names[static_cast<std::size_t>(*meant.about)]);
        cause.add(understood.cause == meant.cause);
    }
    act.add(understood.act == meant.act);
    for (std::size_t i = 0; i < remedy_kind_names.size(); ++i) {
        const auto each = static_cast<remedy_kind>(i);
        wishes.add(wishes_for(understood, each),
                   std::find(meant.wishes.begin(), meant.wishes.end(), each) != meant.wishes.end());
    }
    if (meant.objection != objection_kind::none || understood.objection != objection_kind::none) {
        const bool same = meant.objection == understood.objection;
        if (understood.objection != objection_kind::none) objections.add(true, same);
        if (meant.objection != objection_kind::none && !same) objections.add(false, true);
    }
}

} // namespace amends::dialogs
