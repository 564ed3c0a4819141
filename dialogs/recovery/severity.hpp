#pragma once

#include "dialogs/state.hpp"

#include <string>

namespace amends::dialogs {

/// How urgent a case is, 1 (most) to 4, and what made it so, such as "media_threat, anger" (recovery.md E1:
/// every score shows its factors).
struct severity {
    int grade = 4;
    std::string factors;

    bool operator==(const severity&) const = default;
};

/// Grades what the conversation has shown so far: the signals kept among its tags, the emotion, an ongoing
/// loss (E2), and whether it is a complaint at all.
severity grade(const state& s);

} // namespace amends::dialogs
