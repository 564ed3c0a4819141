#pragma once

#include "dialogs/model/understanding.hpp"
#include "dialogs/slots/definition.hpp"
#include "dialogs/text/fold.hpp"

#include <string>
#include <string_view>

namespace amends::dialogs {

/// How a message answers a slot: not at all, somewhere inside, or with nothing else in it.
enum class fit : std::uint8_t { none, inside, exact };

struct parsed_slot {
    fit how = fit::none;
    std::string value; ///< canonical form (docs/trees.md, "Slots")
    std::string said;  ///< the customer's words for it
    bool sure = true;  ///< false when it could mean something else: to be confirmed first

    bool operator==(const parsed_slot&) const = default;
};

/// Reads an answer to `slot`. `heard` is `text` folded and `meaning` its understanding, so that neither is
/// worked out twice: amounts, dates and the like were found there, against the customer's clock. Bounded
/// for any text; never throws.
parsed_slot parse_slot(const slot_definition& slot, std::string_view text, const folded& heard,
                       const understanding& meaning);

/// "Don't know", "没有", "跳过": the customer passes the question.
bool passes(const folded& heard);

/// "I don't have it, my phone is …": the customer passes the question and tells something else.
bool passes_first(const folded& heard);

} // namespace amends::dialogs
