#include "dialogs/understand/examples.hpp"

#include "dialogs/understand/course.hpp"
#include "dialogs/understand/scoreboard.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

using namespace amends;
using namespace amends::dialogs;

namespace {

std::vector<example> shipped(const std::string& language)
{
    std::vector<example> made;
    const std::filesystem::path folder = std::string{AMENDS_SOURCE_DIR} + "/dialogs/trees/examples/" + language;
    for (const auto& each : std::filesystem::directory_iterator(folder)) {
        std::ifstream in(each.path(), std::ios::binary);
        const std::string content{std::istreambuf_iterator<char>(in), {}};
        const auto read = read_examples(content, each.path().stem().string(), each.path().filename().string());
        INFO((read ? std::string{} : read.error().message));
        REQUIRE(read.has_value());
        made.insert(made.end(), read->begin(), read->end());
    }
    return made;
}

} // namespace

TEST_CASE("an example is read with all its labels", "[dialogs][understand][examples]")
{
    const auto read = read_examples("# a comment\n"
                                    "\n"
                                    "late\tcomplaint\ttimeliness\tpromise\tanger2\thuman_wanted,vulnerable\tquestion\t"
                                    "refund,apology\tdoubt\tWhere is it?\\nI mean it.\r\n",
                                    "delivery", "delivery.tsv");
    REQUIRE(read.has_value());
    REQUIRE(read->size() == 1);
    const auto& each = read->front();
    CHECK(each.domain == "delivery");
    CHECK(each.family == "late");
    CHECK(each.text == "Where is it?\nI mean it.");
    CHECK(each.meant.kind == message_kind::complaint);
    CHECK(each.meant.about == complaint_kind::timeliness);
    CHECK(each.meant.cause == complaint_cause::promise);
    CHECK(each.meant.feeling == emotion_kind::anger);
    CHECK(each.meant.level == 2);
    CHECK(each.meant.signals == std::vector{signal::human_wanted, signal::vulnerable});
    CHECK(each.meant.act == dialogue_act::question);
    CHECK(each.meant.wishes == std::vector{remedy_kind::refund, remedy_kind::apology});
    CHECK(each.meant.objection == objection_kind::doubt);
    const auto with_domain =
        read_examples("f\tthanks\t-\t-\tcalm0\t-\tthanks\t-\t-\ttravel\tthank you", {}, "test.tsv");
    REQUIRE(with_domain.has_value());
    CHECK(with_domain->front().domain == "travel");
    CHECK(with_domain->front().text == "thank you");
}

TEST_CASE("what is wrong with an example is told with its line and what may stand there",
          "[dialogs][understand][examples]")
{
    struct row {
        const char* line;
        const char* told;
    };
    for (const auto& each :
         {row{"f\tcomplaint\tquality", "x.tsv:1 has 3 columns instead of 10"},
          row{"f\twhine\t-\t-\tcalm0\t-\tanswer\t-\t-\tt", "\"whine\" as kind; it may be other complaint"},
          row{"f\tcomplaint\tshape\t-\tcalm0\t-\tanswer\t-\t-\tt", "\"shape\" as about"},
          row{"f\tcomplaint\tquality\tluck\tcalm0\t-\tanswer\t-\t-\tt", "\"luck\" as cause"},
          row{"f\tcomplaint\tquality\t-\tanger\t-\tanswer\t-\t-\tt", "\"anger\" as emotion; it ends in a level"},
          row{"f\tcomplaint\tquality\t-\tanger4\t-\tanswer\t-\t-\tt", "\"anger4\" as emotion"},
          row{"f\tcomplaint\tquality\t-\t\t-\tanswer\t-\t-\tt", "as emotion"},
          row{"f\tcomplaint\tquality\t-\tcalm0\tabuse,noise\tanswer\t-\t-\tt", "\"noise\" as signals"},
          row{"f\tcomplaint\tquality\t-\tcalm0\t-\tshrug\t-\t-\tt", "\"shrug\" as act"},
          row{"f\tcomplaint\tquality\t-\tcalm0\t-\tanswer\tgold\t-\tt", "\"gold\" as wish"},
          row{"f\tcomplaint\tquality\t-\tcalm0\t-\tanswer\t-\tno\tt", "\"no\" as objection"}}) {
        const auto read = read_examples(each.line, "x", "x.tsv");
        INFO(each.line);
        REQUIRE_FALSE(read.has_value());
        CHECK(read.error().code == "examples.malformed");
        CHECK(read.error().message.find("x.tsv:1 ") == 0);
        CHECK_THAT(read.error().message, Catch::Contains(each.told));
    }
}

TEST_CASE("the shipped examples are many, of nine trades, and have every label of each language",
          "[dialogs][understand][examples]")
{
    for (const std::string language : {"zh", "en"}) {
        INFO(language);
        const auto all = shipped(language);
        CHECK(all.size() >= 1500);
        std::set<std::string> domains;
        std::array<int, all_outputs> yes{};
        for (const auto& each : all) {
            domains.insert(each.domain);
            const auto answers = answers_of(each.meant);
            for (std::size_t i = 0; i < answers.size(); ++i) yes[i] += answers[i] > 0 ? 1 : 0;
        }
        for (const auto* trade : {"retail", "hospitality", "travel", "delivery", "telecom", "banking", "appliances",
                                  "restaurants", "software"})
            CHECK(domains.count(trade) == 1);
        for (std::size_t i = 0; i < yes.size(); ++i) {
            INFO("question " << i);
            CHECK(yes[i] >= 10);
        }
    }
}

TEST_CASE("no family is both learned and validated, and every message is validated once",
          "[dialogs][understand][examples]")
{
    auto all = shipped("zh");
    all.erase(all.begin() + 240, all.end());
    const course lessons{all, cutting::chinese};
    std::map<std::string, std::size_t> part_of_family;
    std::size_t validated = 0;
    for (std::size_t part = 0; part < lessons.by_family().size(); ++part)
        for (const auto i : lessons.by_family()[part].examples) {
            ++validated;
            const auto family = all[i].domain + "/" + all[i].family;
            const auto [known, fresh] = part_of_family.emplace(family, part);
            CHECK(known->second == part);
        }
    CHECK(validated == all.size());
    CHECK(lessons.whole() == course{all, cutting::chinese}.whole());
}

TEST_CASE("scores count what was found, missed and found wrongly", "[dialogs][understand][examples]")
{
    tally found;
    CHECK(found.recall() == 1);
    CHECK(found.precision() == 1);
    for (const auto& [said, there] :
         {std::pair{true, true}, {true, true}, {true, false}, {false, true}, {false, false}})
        found.add(said, there);
    CHECK(found.recall() == Approx(2.0 / 3));
    CHECK(found.precision() == Approx(2.0 / 3));
    CHECK(found.f1() == Approx(2.0 / 3));

    scoreboard score;
    labels meant;
    meant.kind = message_kind::complaint;
    meant.about = complaint_kind::quality;
    meant.level = 3;
    meant.feeling = emotion_kind::anger;
    meant.signals = {signal::media_threat, signal::human_wanted};
    meant.wishes = {remedy_kind::refund};
    meant.objection = objection_kind::doubt;
    understanding understood;
    understood.kind = message_kind::complaint;
    understood.kind_confidence = kind_sure - 0.01; // to be confirmed, so not yet taken for granted
    understood.complaint_class = "timeliness";
    understood.emotion = {emotion_kind::anger, 2, {}};
    understood.signals = {signal::media_threat, signal::safety_threat};
    understood.entities = {{"desired_outcome", "refund", 0.9, {}}};
    understood.objection = objection_kind::special_request;
    score.add(meant, understood);
    CHECK(score.complaint.recall() == 0);
    CHECK(score.complaint_noticed.recall() == 1);
    CHECK(score.threats.recall() == 1);
    CHECK(score.threats.precision() == 0.5);
    CHECK(score.signals[static_cast<std::size_t>(signal::human_wanted)].recall() == 0);
    CHECK(score.emotion_within_one.value() == 1);
    CHECK(score.emotion_level.value() == 0);
    CHECK(score.emotion_kind.value() == 1);
    CHECK(score.about.value() == 0);
    CHECK(score.wishes.f1() == 1);
    CHECK(score.objections.recall() == 0);
    CHECK(score.objections.precision() == 0);
}
