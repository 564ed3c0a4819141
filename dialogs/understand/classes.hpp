#pragma once

#include <array>
#include <string_view>

namespace amends::dialogs {

/// What is complained of (recovery.md A11).
enum class complaint_kind : unsigned char {
    quality,
    effectiveness,
    timeliness,
    attitude,
    promise,
    information,
    price_billing,
    safety,
    other
};

inline constexpr std::array<std::string_view, 9> complaint_kind_names{
    "quality", "effectiveness", "timeliness", "attitude", "promise", "information", "price_billing", "safety", "other"};

/// What the customer may want (recovery.md D1).
enum class remedy_kind : unsigned char {
    refund,
    exchange,
    repair,
    redo,
    discount,
    compensation,
    explanation,
    apology,
    assurance,
    speed
};

inline constexpr std::array<std::string_view, 10> remedy_kind_names{
    "refund", "exchange", "repair", "redo", "discount", "compensation", "explanation", "apology", "assurance", "speed"};

/// Questions that are not complaints.
enum class question_kind : unsigned char { case_status, order_status, how_to, are_you_a_bot };

inline constexpr std::array<std::string_view, 4> question_kind_names{"status", "order_status", "how_to", "bot"};

} // namespace amends::dialogs
