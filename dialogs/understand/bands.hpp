#pragma once

#include "dialogs/codec/names.hpp"

#include <array>

namespace amends::dialogs {

/// From which probability on something counts. All of these were chosen on families that the models had not
/// learned from, by what `amends train` prints (docs/understanding.md), and on nothing else.

/// The three bands of a signal. The model alone is believed from `alone` on, what lexicons and patterns found
/// from `doubted` on; what is left of them, and of the model from `ask` on, is to be asked about.
struct signal_band {
    double doubted = 0;
    double ask = 0.2;
    double alone = 0.5;
    double without_theme = 0; ///< what takes the place of `alone` when nothing in the message is about such a thing
};

inline constexpr std::array<signal_band, names_of<signal>::list.size()> signal_bands{{
    {0.05, 0.06, 0.10, 0.18}, // human_wanted
    {0.00, 0.20, 0.40},       // status_asked
    {0.06, 0.06, 0.10, 0.20}, // safety_threat
    {0.05, 0.06, 0.10},       // media_threat
    {0.05, 0.05, 0.06, 0.20}, // regulator_threat
    {0.12, 0.15, 0.40},       // self_harm
    {0.05, 0.20, 0.40},       // abuse
    {0.00, 0.20, 0.40},       // stop
    {0.00, 0.20, 0.40},       // start_over
    {0.00, 0.20, 0.40},       // language_switch
    {0.05, 0.20, 0.40},       // correction
    {0.00, 0.20, 0.70},       // new_complaint
    {0.05, 0.20, 0.40},       // repeat_contact
    {0.05, 0.20, 0.40},       // vulnerable
    {0.00, 0.20, 0.40},       // group
}};

/// How many times plainer than that a threat to others has to be in what is plainly a request, a question or thanks.
inline constexpr double threat_in_harmless = 3;

inline constexpr double complaint_from = 0.5;
inline constexpr double weight_of_tone = 0.4; ///< how far stronger words pull up the model's level of emotion
inline constexpr double objection_from = 0.4;
inline constexpr double wish_doubted = 0.05; ///< below it a word for a remedy is not meant as a wish
inline constexpr double wish_alone = 0.85;

/// What a word that speaks for a class adds to the class's probability, for each degree of its weight.
inline constexpr double weight_of_class_word = 0.15;

} // namespace amends::dialogs
