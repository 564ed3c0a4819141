#include "dialogs/recovery/severity.hpp"

#include <algorithm>

namespace amends::dialogs {
namespace {

struct factor {
    const char* name;
    bool present;
    int grade; ///< at most this, whatever else is the case
};

} // namespace

severity grade(const state& s)
{
    const auto field = [&](const char* name) {
        const auto at = s.case_fields.find(name);
        return at == s.case_fields.end() ? std::string{} : at->second;
    };
    const bool angry = s.emotion == emotion_kind::anger;
    const factor factors[]{
        {"self_harm", s.tags.contains("self_harm"), 1},
        {"safety", s.tags.contains("safety_threat") || field("complaint_class") == "safety", 1},
        {"regulator", s.tags.contains("regulator_threat"), 2},
        {"media", s.tags.contains("media_threat"), 2},
        {"vulnerable", s.tags.contains("vulnerable"), 2},
        {"ongoing_loss", field("ongoing") == "yes", 2},
        {"anger", angry && s.emotion_level >= 2, s.emotion_level >= 3 ? 2 : 3},
        {"distress", s.emotion == emotion_kind::anxiety && s.emotion_level >= 2, s.emotion_level >= 3 ? 2 : 3},
        {"repeat_contact", s.tags.contains("repeat_contact"), 3},
        {"complaint", !field("complaint_class").empty(), 3},
    };
    severity result;
    int twos = 0;
    int threes = 0;
    for (const auto& each : factors) {
        if (!each.present) continue;
        result.grade = std::min(result.grade, each.grade);
        twos += each.grade == 2 ? 1 : 0;
        threes += each.grade == 3 ? 1 : 0;
        result.factors += (result.factors.empty() ? "" : ", ") + std::string{each.name};
    }
    // Several lesser reasons together weigh as much as one greater.
    if (result.grade == 3 && threes >= 3) result.grade = 2;
    if (result.grade == 2 && twos >= 2) result.grade = 1;
    return result;
}

} // namespace amends::dialogs
