#pragma once

#include "dialogs/model/result.hpp"
#include "dialogs/model/understanding.hpp"
#include "dialogs/understand/classes.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace amends::dialogs {

/// What is to be understood of a message (dialogs/trees/examples/README.md).
struct labels {
    message_kind kind = message_kind::other;
    std::optional<complaint_kind> about;
    complaint_cause cause = complaint_cause::none;
    emotion_kind feeling = emotion_kind::calm;
    int level = 0;
    std::vector<signal> signals;
    dialogue_act act = dialogue_act::answer;
    std::vector<remedy_kind> wishes;
    objection_kind objection = objection_kind::none;
};

/// A message of a customer with its labels.
struct example {
    std::string domain; ///< "retail"
    std::string family; ///< messages of one family are learned or validated together
    labels meant;
    std::string text;
};

/// Reads the lines of an examples file; comments and empty lines are none. `domain` empty: the file has a
/// column for it, before the text. `file` is for the problem, which names the line, the column and what
/// may stand there.
result<std::vector<example>> read_examples(std::string_view content, std::string_view domain, std::string_view file);

} // namespace amends::dialogs
