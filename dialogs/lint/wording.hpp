#pragma once

#include "dialogs/model/understanding.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace amends::dialogs {

enum class lint_severity : std::uint8_t { error, warning };

/// What must not be said to somebody who complains (recovery.md: N1 to N8, B2, B4, B5, the eleven mistakes).
struct wording_rule {
    std::string_view id;   ///< "wording/never-say-1"
    std::string_view seed; ///< the row of recovery.md
    lint_severity severity = lint_severity::error;
    std::string_view reason;
    std::string_view mend;
    std::string_view zh; ///< RE2, searched for in the folded text
    std::string_view en;
    bool vague = false; ///< no finding where a figure or an argument says it exactly
};

std::span<const wording_rule> wording_rules();

/// A stretch of a text that a rule objects to.
struct wording_finding {
    const wording_rule* rule = nullptr;
    amends::span where; ///< bytes of the text
};

/// What is wrong with a sentence of the bot, or with what an agent is about to send (recovery.md NA4), by the rules
/// of its language ("zh-Hans", "en"; the others have none). At most one finding of each rule, in the rules' order.
std::vector<wording_finding> check_wording(std::string_view text, std::string_view language);

} // namespace amends::dialogs
