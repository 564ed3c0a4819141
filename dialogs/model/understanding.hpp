#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace amends {

/// A byte range of the customer's message that a finding rests on.
struct span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    bool operator==(const span&) const = default;
};

/// What a message is (recovery.md A1).
enum class message_kind : std::uint8_t { other, complaint, dissatisfaction, request, question, thanks };

enum class dialogue_act : std::uint8_t { answer, question, yes, no, thanks, bye, greeting };

/// recovery.md A6. `level` is 0 (calm) to 3 (furious or in distress).
enum class emotion_kind : std::uint8_t { calm, disappointment, anxiety, anger };

struct emotion {
    emotion_kind kind = emotion_kind::calm;
    std::uint8_t level = 0;
    std::vector<span> evidence;

    bool operator==(const emotion&) const = default;
};

/// Why it went wrong, as the customer sees it (recovery.md A7).
enum class complaint_cause : std::uint8_t { none, expectation, feelings, quality, promise, need, others, own };

/// Cues that override the dialog wherever it stands (recovery.md E3, H9, C10).
enum class signal : std::uint8_t {
    human_wanted,
    status_asked,
    safety_threat,
    media_threat,
    regulator_threat,
    self_harm,
    abuse,
    stop,
    start_over,
    language_switch,
    correction,
    new_complaint,
    repeat_contact,
    vulnerable,
    group,
};

/// recovery.md E3: a person is needed at once.
constexpr bool is_threat(signal s)
{
    return s == signal::safety_threat || s == signal::media_threat || s == signal::regulator_threat ||
           s == signal::self_harm;
}

/// recovery.md A8: in what way the customer objects to what was said or offered.
enum class objection_kind : std::uint8_t { none, doubt, misunderstanding, special_request };

/// Something found in the text that can fill a slot. `type` is a slot type's name ("money", "order_id",
/// "date", "phone", "email", "desired_outcome", ...), `value` its canonical form, `confidence` 0..1.
struct entity {
    std::string type;
    std::string value;
    double confidence = 1.0;
    span where;

    bool operator==(const entity&) const = default;
};

/// A kind of at least this confidence is taken for granted.
inline constexpr double kind_sure = 0.6;

/// What was understood of one customer message. Computed once, outside `step`, and stored with the event
/// so that replay does not depend on the classifier of the day.
struct understanding {
    std::string language; ///< BCP 47: "zh-Hans" or "en"; empty when the text does not tell
    message_kind kind = message_kind::other;
    double kind_confidence = 0; ///< 0..1; below `kind_sure` it is better asked than taken for granted
    dialogue_act act = dialogue_act::answer;
    std::string intent; ///< "complaint.quality", "request.refund", ...; empty when unsure
    double intent_confidence = 0;
    std::string complaint_class; ///< recovery.md A11: quality, effectiveness, timeliness, attitude, ...
    complaint_cause cause = complaint_cause::none;
    amends::emotion emotion;
    std::vector<signal> signals;
    std::vector<signal> unsure_signals; ///< heard faintly: to be asked about, not acted upon
    objection_kind objection = objection_kind::none;
    std::vector<entity> entities;

    bool has(signal s) const
    {
        for (auto each : signals)
            if (each == s) return true;
        return false;
    }
    bool operator==(const understanding&) const = default;
};

} // namespace amends
