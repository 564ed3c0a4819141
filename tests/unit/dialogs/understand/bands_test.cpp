// What the model adds to patterns and phrases, and that it is stored with the event.
#include "dialogs/understand/understand.hpp"

#include "dialogs/codec/codec.hpp"
#include "dialogs/codec/names.hpp"
#include "dialogs/understand/bands.hpp"
#include "dialogs/understand/heads.hpp"
#include "dialogs/understand/text_model.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <map>

using namespace amends;
using namespace amends::dialogs;

namespace {

understanding read(std::string_view text, std::string_view so_far = "")
{
    return understand(text, {so_far, "Asia/Shanghai", from_unix_ms(1'795'762'800'000)});
}

/// A model that thinks so of every message; of everything else it thinks that it is not so.
std::string set_opinion(const std::map<std::size_t, double>& probabilities)
{
    model_parts parts;
    for (std::size_t i = 0; i < all_outputs; ++i) {
        const auto given = probabilities.find(i);
        const double p = given == probabilities.end() ? 0.001 : given->second;
        parts.weights.emplace_back();
        parts.biases.push_back(static_cast<float>(std::log(p / (1 - p))));
        parts.slopes.push_back(1);
        parts.offsets.push_back(0);
    }
    return write_model(parts);
}

} // namespace

TEST_CASE("what a message is, is told without a keyword in it (A1)", "[dialogs][understand]")
{
    struct row {
        const char* text;
        message_kind kind;
    };
    for (const auto& each :
         {row{"收到的杯子少了个把手", message_kind::complaint},
          row{"说好周二来装，我等到天黑也没个人影", message_kind::complaint},
          row{"the lid was in two pieces when I opened the box", message_kind::complaint},
          row{"we sat there for an hour and not one menu came", message_kind::complaint},
          row{"请问周末几点开门", message_kind::question},
          row{"do you deliver to Leeds on Sundays?", message_kind::question},
          row{"帮我把地址改成公司", message_kind::request},
          row{"please move my booking to Friday", message_kind::request},
          row{"谢谢，修好了，师傅辛苦", message_kind::thanks}, row{"thank you, it works now", message_kind::thanks},
          row{"呵呵", message_kind::dissatisfaction}, row{"AB12345678", message_kind::other}}) {
        INFO(each.text);
        CHECK(name_of(read(each.text, each.text[0] < 0 ? "zh-Hans" : "en").kind) == name_of(each.kind));
    }
}

TEST_CASE("a complaint has a cause, and a class as before (A7, A11)", "[dialogs][understand]")
{
    const auto promise = read("你们答应昨天回电话，没有人打来");
    CHECK(promise.kind == message_kind::complaint);
    CHECK(promise.cause == complaint_cause::promise);
    const auto thing = read("The zip broke the first time I used the bag");
    CHECK(thing.cause == complaint_cause::quality);
    CHECK(thing.complaint_class == "quality");
    CHECK(read("thanks a lot").cause == complaint_cause::none);
}

TEST_CASE("a complaint that is only likely is confirmed, not taken for granted", "[dialogs][understand]")
{
    const auto* text = "the lamp hums whenever the fridge is running";
    const auto complaint = first_output(head::kind) + static_cast<std::size_t>(message_kind::complaint);
    const auto judged = [&](double probability) {
        const auto bytes = set_opinion({{complaint, probability}});
        return understand(text, {"en", "UTC", {}}, text_model::open(bytes).value());
    };
    const auto story = [](const understanding& u) {
        for (const auto& each : u.entities)
            if (each.type == "story") return each.confidence;
        return 0.0;
    };
    CHECK(judged(0.9).kind == message_kind::complaint);
    CHECK(story(judged(0.9)) >= 0.8);
    CHECK(judged((complaint_from + kind_sure) / 2).kind == message_kind::complaint);
    CHECK(story(judged((complaint_from + kind_sure) / 2)) == Approx(0.6));
    CHECK(judged(complaint_from - 0.05).kind != message_kind::complaint);
    CHECK(story(judged(complaint_from - 0.05)) == 0);
}

TEST_CASE("a signal is heard, asked about or let go, by how sure the model and the words are", "[dialogs][understand]")
{
    for (std::size_t i = 0; i < signal_bands.size(); ++i) {
        const auto& band = signal_bands[i];
        const auto which = static_cast<signal>(i);
        INFO(name_of(which));
        REQUIRE(band.ask <= band.alone);
        REQUIRE(band.doubted <= band.alone);
        const auto judged = [&](double probability) {
            const auto bytes = set_opinion({{first_output(head::signals) + i, probability}});
            return understand("so, about that", {"en", "UTC", {}}, text_model::open(bytes).value());
        };
        const auto unsure = [&](const understanding& u) {
            return std::find(u.unsure_signals.begin(), u.unsure_signals.end(), which) != u.unsure_signals.end();
        };
        // No word of the message is about such a thing; in English a wish for a person needs none.
        const auto enough = which == signal::human_wanted ? band.alone : std::max(band.alone, band.without_theme);
        CHECK(judged(enough + 0.01).has(which));
        CHECK(unsure(judged((band.ask + enough) / 2)));
        CHECK_FALSE(judged(band.ask / 2).has(which));
        CHECK_FALSE(unsure(judged(band.ask / 2)));
    }
    // Words that say it count for more than the model's doubt.
    const auto human = first_output(head::signals) + static_cast<std::size_t>(signal::human_wanted);
    const auto words = [&](double probability) {
        const auto bytes = set_opinion({{human, probability}});
        return understand("put me through to a live agent", {"en", "UTC", {}}, text_model::open(bytes).value());
    };
    CHECK(words(signal_bands[0].doubted + 0.005).has(signal::human_wanted));
    CHECK_FALSE(words(0.001).has(signal::human_wanted));
    CHECK(words(0.001).unsure_signals == std::vector{signal::human_wanted});
}

TEST_CASE("a weak opinion counts only where something is about such a thing", "[dialogs][understand]")
{
    const auto which = static_cast<std::size_t>(signal::regulator_threat);
    const auto weak = signal_bands[which].alone + 0.01;
    REQUIRE(weak < signal_bands[which].without_theme);
    const auto bytes = set_opinion({{first_output(head::signals) + which, weak}});
    const auto model = text_model::open(bytes).value();
    CHECK(understand("my cousin works at the court", {"en", "UTC", {}}, model).has(signal::regulator_threat));
    CHECK_FALSE(understand("my cousin works at the shop", {"en", "UTC", {}}, model).has(signal::regulator_threat));
    CHECK(understand("我表弟在法院上班", {"zh-Hans", "UTC", {}}, model).has(signal::regulator_threat));
    CHECK_FALSE(understand("我表弟在店里上班", {"zh-Hans", "UTC", {}}, model).has(signal::regulator_threat));
}

TEST_CASE("a threat in what is plainly a request has to be plainer (E3)", "[dialogs][understand]")
{
    const auto request = first_output(head::kind) + static_cast<std::size_t>(message_kind::request);
    const auto safety = first_output(head::signals) + static_cast<std::size_t>(signal::safety_threat);
    const auto& band = signal_bands[static_cast<std::size_t>(signal::safety_threat)];
    const auto enough = std::max(band.alone, band.without_theme); // no word is about danger
    REQUIRE(enough < threat_in_harmless * band.alone);
    const auto judged = [&](double plain, double probability) {
        const auto bytes = set_opinion({{request, plain}, {safety, probability}});
        return understand("the green one instead", {"en", "UTC", {}}, text_model::open(bytes).value())
            .has(signal::safety_threat);
    };
    CHECK(judged(0.1, enough + 0.01));
    CHECK_FALSE(judged(0.9, enough + 0.01));
    CHECK(judged(0.9, threat_in_harmless * band.alone + 0.01));
}

TEST_CASE("who wants to die is heard however calmly it is said (E3)", "[dialogs][understand]")
{
    const auto other = first_output(head::kind) + static_cast<std::size_t>(message_kind::other);
    const auto which = static_cast<std::size_t>(signal::self_harm);
    const auto bytes =
        set_opinion({{other, 0.9}, {first_output(head::signals) + which, signal_bands[which].alone + 0.01}});
    CHECK(understand("no need to ring tomorrow", {"en", "UTC", {}}, text_model::open(bytes).value())
              .has(signal::self_harm));
}

TEST_CASE("a group speaks through one (E3)", "[dialogs][understand]")
{
    CHECK(read("我们整栋楼三十多户都没网，大家一起投诉").has(signal::group));
    CHECK(read("All forty of us on the coach are complaining together").has(signal::group));
    CHECK_FALSE(read("my order is late").has(signal::group));
}

TEST_CASE("objections are told apart (A8)", "[dialogs][understand]")
{
    CHECK(read("系统升级？怕是借口吧，我不信").objection == objection_kind::doubt);
    CHECK(read("我不是要退货，我是要发票").objection == objection_kind::misunderstanding);
    CHECK(read("能不能破个例，通融一下").objection == objection_kind::special_request);
    CHECK(read("can you make an exception just this once").objection == objection_kind::special_request);
    CHECK(read("my order is late").objection == objection_kind::none);
}

TEST_CASE("the language of the words decides which model reads them", "[dialogs][understand]")
{
    CHECK(read("agent please", "zh-Hans").has(signal::human_wanted));
    CHECK(read("转人工", "en").has(signal::human_wanted));
}

TEST_CASE("signals are heard or doubted, not both", "[dialogs][understand]")
{
    for (const auto* text : {"转人工，不然我发微博", "I'll call my lawyer and then the papers", "充电器冒烟了", "ok",
                             "", "你们这些傻逼", "no, the number ends in 7", "能不能找个人"}) {
        const auto u = read(text);
        INFO(text);
        for (const auto each : u.signals)
            CHECK(std::find(u.unsure_signals.begin(), u.unsure_signals.end(), each) == u.unsure_signals.end());
        CHECK(std::is_sorted(u.signals.begin(), u.signals.end()));
    }
}

TEST_CASE("the whole meaning is stored with its event, and events from before it are read",
          "[dialogs][understand][codec]")
{
    customer_message message;
    message.meaning = read("我们三十几个人的团，导游骂人，不处理就找记者，我要退款");
    message.meaning.kind = message_kind::complaint;
    message.meaning.cause = complaint_cause::feelings;
    message.meaning.objection = objection_kind::doubt;
    message.meaning.unsure_signals = {signal::group, signal::self_harm};
    const event before = message;
    const auto after = decode_event(encode(before));
    REQUIRE(after.has_value());
    CHECK(std::get<customer_message>(*after).meaning == message.meaning);

    const auto old =
        decode_event(R"({"v":1,"kind":"customer_message","meaning":{"act":"answer","intent_confidence":0.5,)"
                     R"("complaint_class":"quality","emotion":{"kind":"calm","level":0}}})");
    REQUIRE(old.has_value());
    const auto& meaning = std::get<customer_message>(*old).meaning;
    CHECK(meaning.complaint_class == "quality");
    CHECK(meaning.kind == message_kind::other);
    CHECK(meaning.cause == complaint_cause::none);
    CHECK(meaning.unsure_signals.empty());
    const auto unknown = decode_event(R"({"v":1,"kind":"customer_message","meaning":{"unsure_signals":["shouting"]}})");
    CHECK_FALSE(unknown.has_value());
}
