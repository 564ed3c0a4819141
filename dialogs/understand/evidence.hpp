#pragma once

#include "dialogs/text/fold.hpp"
#include "dialogs/understand/cue_patterns.hpp"
#include "dialogs/understand/features.hpp"
#include "dialogs/understand/lexicon.hpp"
#include "dialogs/understand/understand.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace amends::dialogs {

/// What lexicons, patterns and parsers find in a message, before anything is concluded from it.
struct evidence {
    std::string_view text; ///< as it was written
    folded heard;
    std::vector<lexicon_hit> hits;
    std::vector<lexicon_hit> themes;
    pattern_cues cues;
    bool figurative = false; ///< "die laughing": words of death that mean none
    std::string language;    ///< as `understanding` has it
    cutting how{};           ///< whose n-grams and model to use
    emotion tone;
    std::vector<entity> entities;
};

/// `text` outlives what is made of it.
evidence gather(std::string_view text, const message_surroundings& around);

/// Everything that the model looks at: of the whole message, and of its clauses and pairs of clauses, since
/// what matters may be said in one of many. One clause alone has no parts.
struct reading {
    std::vector<feature> whole;
    std::vector<std::vector<feature>> clauses; ///< at most 12, or none
    std::vector<std::vector<feature>> pairs;   ///< of clauses that follow each other, where there are few
};

/// N-grams of at most the first 4 KiB, and every piece of evidence.
reading read_features(const evidence& found);

} // namespace amends::dialogs
