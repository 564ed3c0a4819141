#pragma once

#include "dialogs/understand/text_model.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace amends::dialogs {

/// The features of one text, as often as they occur.
using document = std::vector<feature>;

/// A yes-or-no question to learn.
struct lesson {
    std::vector<std::int8_t> answers; ///< a document: 1 yes, -1 no, 0 not asked of it
    double cost = 1;                  ///< LIBLINEAR's C
    double weight_of_yes = 1;         ///< how much more a missed yes costs than a missed no
};

/// Learns each lesson by LIBLINEAR (L2-regularised, squared hinge loss, dual), on one thread and from fixed
/// seeds: equal input gives equal parts. Every lesson has as many answers as there are documents. Features
/// that occur in fewer than two of the first `counted` documents are left out; rarity is told by those too.
model_parts learn(const std::vector<document>& documents, const std::vector<lesson>& lessons, std::size_t counted);

/// What turns margins into probabilities.
struct calibration {
    float slope = 1;
    float offset = 0;
};

/// Platt's method over margins of documents that were not learned from. `answers` as in `lesson`.
calibration calibrate(std::span<const float> margins, std::span<const std::int8_t> answers);

} // namespace amends::dialogs
