#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace re2 {
class RE2;
}

namespace amends::dialogs {

enum class slot_type : std::uint8_t {
    text,
    choice,
    yes_no,
    number,
    money,
    date,
    time,
    phone,
    email,
    order_id,
    address,
    rating,
    attachment,
};

/// One entry of a choice: what is kept, the text that labels it, and every way to say it, folded.
struct slot_choice {
    std::string value;
    std::string label;              ///< text id
    std::vector<std::string> words; ///< folded: value, labels and synonyms in every language
};

/// What a tree says of one slot (docs/trees.md, "Slots").
struct slot_definition {
    std::string name;        ///< within the whole tree: those of a section have its prefix
    std::size_t section = 0; ///< 0 for the tree itself
    slot_type type = slot_type::text;
    std::map<std::string, std::string, std::less<>> labels; ///< by language
    std::vector<std::string> label_words;                   ///< the labels folded: how a correction names the slot
    std::shared_ptr<const re2::RE2> pattern;                ///< of an order_id
    std::string currency = "CNY";
    double min = 0;
    double max = 0;
    bool has_min = false;
    bool has_max = false;
    std::vector<slot_choice> choices;
    std::string case_field;          ///< empty for none
    std::vector<std::string> accept; ///< media types of an attachment, "image/*"; empty for any
    std::string entity;              ///< kind of entity that fills it, empty for none
    std::string confirm;             ///< text id, the engine's own when the tree names none

    /// Bytes of a text or address that are kept, or the highest rating.
    std::size_t longest() const { return has_max && max >= 1 ? static_cast<std::size_t>(max) : 2000; }
    std::int64_t largest_attachment() const { return static_cast<std::int64_t>((has_max ? max : 10) * 1024 * 1024); }
    /// The name by which texts of its own section call it.
    std::string_view local_name() const { return std::string_view{name}.substr(name.rfind('.') + 1); }
    int best_rating() const { return has_max && max >= 2 && max <= 10 ? static_cast<int>(max) : 5; }
};

} // namespace amends::dialogs
