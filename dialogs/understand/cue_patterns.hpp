#pragma once

#include "dialogs/model/understanding.hpp"

#include <string_view>
#include <vector>

namespace amends::dialogs {

/// What phrases with gaps tell, such as "跟…经理说" or "speak to … manager".
struct pattern_cues {
    std::vector<signal> signals;
    bool human_declined = false;      ///< "不用转人工", "don't need a person"
    bool bot_again = false;           ///< "不等了,继续吧", "go on with the bot"
    std::string_view language_wanted; ///< BCP 47, when the customer asks to change it
};

pattern_cues find_pattern_cues(std::string_view folded_text);

} // namespace amends::dialogs
