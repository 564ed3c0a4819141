#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace amends::dialogs {

/// A compiled condition (docs/trees.md, "Conditions"): data, not a program.
struct condition {
    enum class kind : std::uint8_t {
        all,
        any,
        negation,
        slot_is,
        slot_compares,
        slot_known,
        case_is,
        case_compares,
        case_known,
        tag,
        emotion_at_least,
        emotion_is,
        signal,
        intent,
        business_open,
        agents_available,
        language,
        customer_is,
        customer_compares,
        customer_known,
        objection,
        act,
        channel,
        connector,
        promised,
        overdue,
    };
    /// What a channel can do.
    enum class capability : std::uint8_t { buttons, attachments };
    enum class relation : std::uint8_t { above, below, at_least, at_most };

    kind what = kind::all;
    relation how = relation::above;
    std::vector<condition> parts;
    std::size_t slot = static_cast<std::size_t>(-1);
    std::string name;  ///< case field, tag, intent, language, customer flag or connector
    std::string value; ///< what `is` compares with
    double number = 0; ///< bound, level, or the number of a signal, emotion, objection, act or capability
    bool flag = true;
};

} // namespace amends::dialogs
