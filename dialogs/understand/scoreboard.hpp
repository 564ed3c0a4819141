#pragma once

#include "dialogs/understand/examples.hpp"

#include <array>
#include <cstddef>

namespace amends::dialogs {

/// How often something was found, and how often rightly.
struct tally {
    std::size_t found_rightly = 0;
    std::size_t found_wrongly = 0;
    std::size_t missed = 0;

    void add(bool found, bool there);
    double recall() const;    ///< 1 where there was nothing to find
    double precision() const; ///< 1 where nothing was found
    double f1() const;
};

/// How often one of several was told rightly.
struct share {
    std::size_t right = 0;
    std::size_t all = 0;

    void add(bool is_right) { right += is_right ? 1 : 0, ++all; }
    double value() const { return all == 0 ? 1 : static_cast<double>(right) / static_cast<double>(all); }
};

/// Compares what was understood with the labels, message by message.
class scoreboard {
public:
    void add(const labels& meant, const understanding& understood);

    tally complaint;         ///< those taken for granted
    tally complaint_noticed; ///< with those that are to be confirmed
    tally threats;           ///< safety, media, regulator and self-harm together (recovery.md E3)
    tally threats_noticed;   ///< with those that are to be asked about
    tally human_noticed;
    std::array<tally, 15> signals;
    share kind;
    share emotion_within_one;
    share emotion_level;
    share emotion_kind; ///< of those that show one
    share about;        ///< of the complaints that were found
    share cause;
    share act;
    tally wishes;
    tally objections;
};

} // namespace amends::dialogs
