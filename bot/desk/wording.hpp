#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace amends::bot {

/// Words of a draft that a customer should not be sent.
struct objection {
    std::string rule;   ///< of the linter, docs/lint.md: "wording/blame"
    bool grave = false; ///< no customer should meet it; else: worth another look
    std::string words;  ///< as they stand in the draft
};

/// What the linter of the trees says of what an agent is about to send, in Chinese or English. In the order of the
/// text. Takes milliseconds.
std::vector<objection> objections_to(std::string_view draft);

} // namespace amends::bot
