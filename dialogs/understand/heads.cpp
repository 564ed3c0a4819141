#include "dialogs/understand/heads.hpp"

namespace amends::dialogs {

std::array<std::int8_t, all_outputs> answers_of(const labels& meant)
{
    std::array<std::int8_t, all_outputs> made{};
    made.fill(-1);
    const auto yes = [&](head h, std::size_t which) { made[first_output(h) + which] = 1; };
    const auto not_asked = [&](head h) {
        for (std::size_t i = 0; i < outputs_of(h); ++i) made[first_output(h) + i] = 0;
    };
    yes(head::kind, static_cast<std::size_t>(meant.kind));
    if (meant.about)
        yes(head::about, static_cast<std::size_t>(*meant.about));
    else
        not_asked(head::about);
    if (meant.cause != complaint_cause::none)
        yes(head::cause, static_cast<std::size_t>(meant.cause) - 1);
    else
        not_asked(head::cause);
    yes(head::feeling, static_cast<std::size_t>(meant.feeling));
    for (int level = 1; level <= meant.level; ++level) yes(head::level, static_cast<std::size_t>(level - 1));
    for (const auto each : meant.signals) yes(head::signals, static_cast<std::size_t>(each));
    yes(head::act, static_cast<std::size_t>(meant.act));
    for (const auto each : meant.wishes) yes(head::wish, static_cast<std::size_t>(each));
    if (meant.objection != objection_kind::none) yes(head::objection, static_cast<std::size_t>(meant.objection) - 1);
    return made;
}

} // namespace amends::dialogs
