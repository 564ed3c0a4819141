#pragma once

#include "dialogs/lint/rules.hpp"
#include "dialogs/model/understanding.hpp"

#include <string_view>
#include <vector>

namespace amends::dialogs {

/// Words that a customer should not be sent, and where they stand.
struct wording_finding {
    const lint_rule* rule = nullptr; ///< never null
    span where;                      ///< bytes of the text that was checked
};

/// What recovery.md says of the words themselves (B4, N1 to N8, NA4), in whatever paraphrase: for the trees' texts and
/// for what an agent is about to send. `language` is a BCP 47 tag; Chinese and English are known, an empty one means
/// both, any other finds nothing. In the order of the text, one finding a rule. Linear; safe from any thread.
std::vector<wording_finding> check_wording(std::string_view text, std::string_view language);

/// Whether the text says sorry; never in a language that is not known.
bool apologises(std::string_view text, std::string_view language);
/// Whether it says who will see to it; a language that is not known is taken on trust.
bool names_owner(std::string_view text, std::string_view language);
/// Whether a refusal gives its reason, another way and who comes next (F5); on trust as above.
bool refusal_is_whole(std::string_view text, std::string_view language);

} // namespace amends::dialogs
