#include "dialogs/understand/text_model.hpp"

#include "dialogs/understand/opinion.hpp"
#include "dialogs/understand/trainer.hpp"

#include <catch2/catch.hpp>

using namespace amends::dialogs;

namespace {

document words(std::string_view text)
{
    document made;
    cut_features(text, cutting::english, made);
    return made;
}

struct lessons_about_weather {
    std::vector<document> texts{words("the sun is out"),      words("sun all day"),     words("a sunny day out"),
                                words("rain again"),          words("cold rain today"), words("it rains all day"),
                                words("the snow fell today"), words("snow again")};
    std::vector<lesson> lessons{{{1, 1, 1, -1, -1, -1, -1, -1}, 1, 1}, // sun
                                {{-1, -1, -1, 1, 1, 1, -1, -1}, 1, 1}, // rain
                                {{0, 0, 0, 0, 0, 0, 0, 0}, 1, 1},      // never asked
                                {{1, 1, 1, 1, 1, 1, 1, 1}, 1, 1}};     // always yes
};

std::string weather_model()
{
    const lessons_about_weather given;
    auto parts = learn(given.texts, given.lessons, given.texts.size());
    parts.slopes[0] = 3;
    return write_model(parts);
}

} // namespace

TEST_CASE("a model answers what it learned, for words it has not seen together", "[dialogs][understand][model]")
{
    const auto bytes = weather_model();
    const auto model = text_model::open(bytes).value();
    REQUIRE(model.outputs() == 4);
    const auto sun = model.margins(words("sun again today"));
    const auto rain = model.margins(words("the rain is cold"));
    CHECK(sun[0] > sun[1]);
    CHECK(rain[1] > rain[0]);
    CHECK(rain[1] > 0);
    CHECK(rain[2] < 0); // what was never asked is no
    CHECK(rain[3] > 0); // what was always so is yes
    CHECK(model.probability(0, 1.0F) == Approx(0.9526).epsilon(0.001));
    CHECK(model.probability(0, -1.0F) == Approx(0.0474).epsilon(0.001));
}

TEST_CASE("a text of nothing known leaves only what is so anyway", "[dialogs][understand][model]")
{
    const auto bytes = weather_model();
    const auto model = text_model::open(bytes).value();
    CHECK(model.margins({}) == model.margins(words("qqq")));
}

TEST_CASE("equal lessons give equal bytes", "[dialogs][understand][model]")
{
    CHECK(weather_model() == weather_model());
}

TEST_CASE("a model file that is cut, damaged or of another form is refused with its mend",
          "[dialogs][understand][model]")
{
    const auto good = weather_model();
    REQUIRE(text_model::open(good).has_value());
    for (std::size_t size = 0; size < good.size(); size += 7) {
        INFO("cut to " << size);
        CHECK_FALSE(text_model::open(std::string_view{good}.substr(0, size)).has_value());
    }
    for (std::size_t at = 0; at < good.size(); at += 5) {
        auto damaged = good;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x41);
        const auto opened = text_model::open(damaged);
        INFO("damaged at " << at);
        // The sizes are not part of the sum, but they have to fit it.
        CHECK_FALSE(opened.has_value());
    }
    auto newer = good;
    newer[8] = 2;
    const auto refused = text_model::open(newer);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == "model.malformed");
    CHECK(refused.error().message.find("another version") != std::string::npos);
    CHECK(refused.error().message.find("amends train") != std::string::npos);
}

TEST_CASE("probabilities follow what was seen of margins", "[dialogs][understand][model]")
{
    std::vector<float> margins;
    std::vector<std::int8_t> answers;
    for (int i = 0; i < 200; ++i) {
        const float margin = static_cast<float>(i - 100) / 50.F;
        margins.push_back(margin);
        answers.push_back(i >= 140 || (i > 80 && i % 3 == 0) ? 1 : -1);
    }
    margins.push_back(9);
    answers.push_back(0); // not asked
    const auto fit = calibrate(margins, answers);
    CHECK(fit.slope > 1);
    const auto probability = [&](float margin) { return 1 / (1 + std::exp(-(fit.slope * margin + fit.offset))); };
    CHECK(probability(1.8F) > 0.85F);
    CHECK(probability(-1.5F) < 0.15F);
    CHECK(calibrate(std::vector<float>{1, 2}, std::vector<std::int8_t>{1, 1}).offset < 0); // nothing to learn from
}

TEST_CASE("the shipped models answer every question and stay small", "[dialogs][understand][model]")
{
    std::size_t bytes = 0;
    for (const auto how : {cutting::chinese, cutting::english}) {
        CHECK(shipped_model(how).outputs() == all_outputs);
        CHECK(shipped_model(how).features() > 10'000);
        bytes += shipped_model_bytes(how).size();
    }
    CHECK(bytes <= 12'000'000);
}
