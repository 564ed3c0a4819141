#include "dialogs/recovery/promise.hpp"
#include "dialogs/recovery/severity.hpp"

#include <catch2/catch.hpp>

using namespace amends;
using namespace amends::dialogs;

TEST_CASE("severity grows with danger, reach, vulnerability and anger, and shows its factors (E1)",
          "[dialogs][recovery]")
{
    struct row {
        std::set<std::string> tags;
        emotion_kind feeling;
        int level;
        std::map<std::string, std::string> fields;
        int grade;
        const char* factors;
    };
    const std::map<std::string, std::string> complaint{{"complaint_class", "quality"}};
    for (const auto& each : {
             row{{}, emotion_kind::calm, 0, {}, 4, ""},
             row{{}, emotion_kind::calm, 0, complaint, 3, "complaint"},
             row{{"repeat_contact"}, emotion_kind::calm, 0, complaint, 3, "repeat_contact, complaint"},
             row{{"repeat_contact"}, emotion_kind::anger, 2, complaint, 2, "anger, repeat_contact, complaint"},
             row{{}, emotion_kind::anger, 3, complaint, 2, "anger, complaint"},
             row{{"media_threat"}, emotion_kind::calm, 0, complaint, 2, "media, complaint"},
             row{{"regulator_threat", "media_threat"},
                 emotion_kind::calm,
                 0,
                 complaint,
                 1,
                 "regulator, media, complaint"},
             row{{"vulnerable"}, emotion_kind::calm, 0, complaint, 2, "vulnerable, complaint"},
             row{{"safety_threat"}, emotion_kind::calm, 0, {}, 1, "safety"},
             row{{}, emotion_kind::calm, 0, {{"complaint_class", "safety"}}, 1, "safety, complaint"},
             row{{"self_harm"}, emotion_kind::calm, 0, {}, 1, "self_harm"},
             row{{},
                 emotion_kind::calm,
                 0,
                 {{"complaint_class", "quality"}, {"ongoing", "yes"}},
                 2,
                 "ongoing_loss, complaint"},
             row{{}, emotion_kind::anxiety, 2, complaint, 3, "distress, complaint"},
         }) {
        state s;
        s.tags = each.tags;
        s.emotion = each.feeling;
        s.emotion_level = each.level;
        s.case_fields = each.fields;
        INFO(each.factors);
        CHECK(grade(s) == severity{each.grade, each.factors});
    }
}

TEST_CASE("a promise is due at an absolute instant, rounded up to the minute (G3)", "[dialogs][recovery]")
{
    facts now;
    now.now = from_unix_ms(1'795'762'800'001); // just after 15:00
    now.next_open = now.now + std::chrono::hours{18};
    promise_node promise;
    promise.amount = 30;
    promise.in = promise_node::unit::minutes;
    CHECK(promise_due(promise, now) == from_unix_ms(1'795'762'800'000) + std::chrono::minutes{31});
    promise.amount = 24;
    promise.in = promise_node::unit::hours;
    CHECK(promise_due(promise, now) ==
          from_unix_ms(1'795'762'800'000) + std::chrono::hours{24} + std::chrono::minutes{1});
    promise.amount = 4;
    promise.in = promise_node::unit::business_hours;
    CHECK(promise_due(promise, now) - now.now < std::chrono::hours{4} + std::chrono::minutes{1});
    now.business_open = false;
    CHECK(promise_due(promise, now) - now.next_open < std::chrono::hours{4} + std::chrono::minutes{1});
    CHECK(promise_due(promise, now) >= now.next_open + std::chrono::hours{4});
    now.next_open = {}; // a calendar that knows no next opening
    CHECK(promise_due(promise, now) >= now.now + std::chrono::hours{4});
}
