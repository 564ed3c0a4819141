#include "dialogs/tree/tree.hpp"
#include "dialogs/trees/shipped.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <re2/re2.h>

#include <functional>
#include <set>
#include <string>

/// What holds for every sentence of the shipped trees, whichever way a conversation takes.

using amends::dialogs::shipped_trees;
using nlohmann::json;

namespace {

struct sentence {
    std::string tree;
    std::string text;
    std::string language;
    std::string words;
};

void spread(const json& value, const std::function<void(const std::string&)>& visit)
{
    if (value.is_string())
        visit(value.get<std::string>());
    else
        for (const auto& each : value) spread(each, visit);
}

std::vector<json> shipped()
{
    std::vector<json> trees;
    for (const auto& source : shipped_trees()) trees.push_back(json::parse(source.text));
    return trees;
}

std::vector<sentence> sentences()
{
    std::vector<sentence> all;
    for (const auto& tree : shipped()) {
        const auto id = tree.at("id").get<std::string>();
        for (const auto& [text, languages] : tree.at("texts").items())
            for (const auto& [language, value] : languages.items())
                if (language != "once")
                    spread(value, [&, &text = text, &language = language](const std::string& words) {
                        all.push_back({id, text, language, words}); // named: clang 14 wants it so
                    });
        for (const auto& [language, words] : tree.at("greeting").items())
            all.push_back({id, "greeting", language, words});
    }
    return all;
}

/// Nothing that `zh` or `en` finds is in any sentence of `texts` (all of them when it is empty).
void check_absent(const char* zh, const char* en, const std::string& prefix = {})
{
    RE2::Options fold;
    fold.set_case_sensitive(false);
    const RE2 in_zh{zh, fold};
    const RE2 in_en{en, fold};
    REQUIRE(in_zh.ok());
    REQUIRE(in_en.ok());
    int looked_at = 0;
    for (const auto& each : sentences()) {
        if (!each.text.starts_with(prefix)) continue;
        ++looked_at;
        INFO(each.tree << " " << each.text << " " << each.language << ": " << each.words);
        CHECK_FALSE(RE2::PartialMatch(each.words, each.language == "en" ? in_en : in_zh));
    }
    CHECK(looked_at > 0);
}

} // namespace

TEST_CASE("three trees ship, each loads without a complaint and is complete in Chinese and English", "[trees]")
{
    std::set<std::string> ids;
    for (const auto& source : shipped_trees()) {
        const auto loaded = amends::dialogs::load_tree(source.text, source.file);
        for (const auto& problem : loaded.problems) UNSCOPED_INFO(to_string(problem));
        REQUIRE(loaded.tree);
        CHECK(loaded.problems.empty());
        CHECK(loaded.tree->languages() == std::vector<std::string>{"zh-Hans", "en"});
        ids.insert(loaded.tree->id());
    }
    CHECK(ids == std::set<std::string>{"retail-order", "hotel-stay", "parcel-delivery", "appliance-aftersales",
                                       "billing", "general", "restaurant", "travel"});
    for (const auto& tree : shipped())
        for (const auto& [text, languages] : tree.at("texts").items()) {
            INFO(tree.at("id") << " " << text);
            CHECK(languages.contains("zh-Hans"));
            CHECK(languages.contains("en"));
        }
}

TEST_CASE("no text says one of the eight phrases that are never said, or its like (B7, N1-N8)", "[trees]")
{
    check_absent(
        "不是什么大问题|没什么大不了|小问题|小事|一分钱.?一分货|绝对不可能|不可能有这种|不关我|与我无关|没说过这种话|"
        "不知道该怎么办|我也没办法|就是这么规定|公司规定|说明书上的字|没看说明",
        "big deal|minor issue|only a small|get what you pay|impossible|can.t have happened|not my "
        "(job|department|problem)|"
        "never said that|know what to do|company policy|our policy|read the (manual|instructions)|can.t you read");
}

TEST_CASE("that nobody can join is told in words that fit the first time it is said (G3)", "[trees]")
{
    check_absent("还是|仍|依然|再次|又", "\\bstill\\b|\\bagain\\b|\\bonce more\\b", "nobody");
}

TEST_CASE("no text gives a vague time or hides who acts (G3, M6)", "[trees]")
{
    check_absent(
        "尽快|尽早|马上|立刻|立即|稍后|稍候|及时|近期|不日|早日|第一时间|一会儿|过会儿|相关部门|有关部门|适当|酌情|"
        "尽量",
        "\\bsoon\\b|as soon as|shortly|promptly|immediately|right away|in due course|asap|momentarily|in a moment|"
        "the relevant (team|department)|appropriate (team|department|action)|as appropriate");
}

TEST_CASE("no text apologises with an if, or in the words of everyone (B2, B4)", "[trees]")
{
    check_absent(
        "如果.{0,12}(给您|造成|让您)|若.{0,6}给您|带来(的)?不便|造成(的)?不便|深表歉意",
        "inconvenience|if (this|it|we|you) .{0,24}(caus|upset|feel)|for any |may have caused|apologi[sz]e for");
}

TEST_CASE("no text admits a fault while the facts are unverified (B5, M10)", "[trees]")
{
    check_absent("我们的错|我们错了|我们的责任|我们的失误|我们的疏忽|我们没做好",
                 "our (fault|mistake|error|failure)|we (were|are) (wrong|to blame|at fault)|we (failed|messed up|let "
                 "you down|broke)");
}

TEST_CASE("no text doubts the customer, blames anyone or puts others first (M1, M5, M7, M8)", "[trees]")
{
    check_absent(
        "您确定|真的吗|证明一下|凭证|您应该|您没有按|误会|是快递员|是供应商|第三方|他的错|其他客户|别的客户|先来后到",
        "are you sure|really\\?|\\bprove|proof|you should have|you failed|misunderst|third part|supplier|other "
        "customers|"
        "ahead of you");
}

TEST_CASE("no text sells anything (K6)", "[trees]")
{
    check_absent("优惠|促销|折扣券|新品|会员|推荐您|限时",
                 "special offer|promo|voucher|coupon|new products?\\b|newsletter|\\bsale\\b");
}

TEST_CASE("only the greeting of the survey and of the case thank the customer, so that thanks come once (B9)",
          "[trees]")
{
    int thanks = 0;
    for (const auto& each : sentences()) {
        if (each.words.find(each.language == "en" ? "hank" : "谢") == std::string::npos) continue;
        ++thanks;
        INFO(each.tree << " " << each.text << " " << each.language << ": " << each.words);
        CHECK((each.text == "hello" || each.text == "survey_thanks"));
    }
    CHECK(thanks == static_cast<int>(shipped().size()) * 2 * (3 + 1));
}

TEST_CASE("the greeting and every wording of the first line say that an automated assistant speaks", "[trees]")
{
    int said = 0;
    for (const auto& each : sentences()) {
        if (each.text != "hello" && each.text != "greeting" && each.text != "came_back") continue;
        ++said;
        INFO(each.tree << " " << each.text << ": " << each.words);
        CHECK(each.words.find(each.language == "en" ? "automated assistant" : "自动客服助手") != std::string::npos);
    }
    CHECK(said == static_cast<int>(shipped().size()) * 2 * (3 + 1 + 1));
    for (const auto& tree : shipped()) {
        const auto& start = tree.at("nodes").at(tree.at("start").get<std::string>());
        CHECK(start.at("texts") == json::array({"hello"}));
        CHECK(start.at("open_case") == true);
    }
}

TEST_CASE("every wording of the first line gives the case number and the way to a person (B1, H9)", "[trees]")
{
    for (const auto& each : sentences())
        if (each.text == "hello") {
            INFO(each.words);
            CHECK(each.words.find("{case_number}") != std::string::npos);
            CHECK(each.words.find(each.language == "en" ? "talk to a person" : "转人工") != std::string::npos);
        }
}

TEST_CASE("an apology says sorry in every mood and is never repeated word for word (B3, B10)", "[trees]")
{
    int apologies = 0;
    for (const auto& tree : shipped())
        for (const auto& [text, languages] : tree.at("texts").items()) {
            if (!text.starts_with("sorry_")) continue;
            INFO(tree.at("id") << " " << text);
            CHECK(languages.at("once") == true);
            for (const char* language : {"zh-Hans", "en"}) {
                const auto& moods = languages.at(language);
                for (const char* mood : {"calm", "upset", "angry"}) CHECK(moods.contains(mood));
                spread(moods, [&](const std::string& words) {
                    INFO(words);
                    ++apologies;
                    CHECK(words.find(std::string{language} == "en" ? "sorry" : "抱歉") != std::string::npos);
                });
            }
        }
    CHECK(apologies >= 3 * 7 * 6);
    std::multiset<std::string> seen;
    for (const auto& each : sentences())
        if (each.text.starts_with("sorry_")) seen.insert(each.tree + each.words);
    for (const auto& each : seen) CHECK(seen.count(each) == 1);
}

TEST_CASE("while the customer tells the story the bot asks one short open question (C1)", "[trees]")
{
    for (const auto& each : sentences()) {
        if (each.text != "listen" && each.text != "tell") continue;
        INFO(each.words);
        CHECK(each.words.size() <= 64);
        CHECK(each.words.ends_with(each.language == "en" ? "?" : "？"));
    }
}

TEST_CASE("every promise says its own time, with the day and the hour (G3)", "[trees]")
{
    int promises = 0;
    for (const auto& tree : shipped())
        for (const auto& [id, node] : tree.at("nodes").items()) {
            if (node.at("node") != "promise") continue;
            ++promises;
            CHECK(node.at("owner") == "desk");
            const auto& text = tree.at("texts").at(node.at("text").get<std::string>());
            for (const char* language : {"zh-Hans", "en"})
                spread(text.at(language), [&, &id = id](const std::string& words) {
                    INFO(id << ": " << words);
                    CHECK(words.find("{promise_due, date, ::MMMMdEEEjmm}") != std::string::npos);
                });
        }
    CHECK(promises >= 3 * 6);
}

TEST_CASE("quick replies are short enough for a button", "[trees]")
{
    for (const auto& tree : shipped())
        for (const auto& [name, slot] : tree.at("slots").items())
            for (const auto& choice : slot.value("choices", json::array())) {
                const auto& label = tree.at("texts").at(choice.at("text").get<std::string>());
                INFO(tree.at("id") << " " << name << " " << label);
                CHECK(label.at("en").get<std::string>().size() <= 32);
                CHECK(label.at("zh-Hans").get<std::string>().size() <= 12 * 3);
            }
}

TEST_CASE("every remedy's terms say what can be done against it, and its quick reply is short (F9)", "[trees]")
{
    int rules = 0;
    for (const auto& tree : shipped()) {
        if (!tree.contains("remedies")) continue; // what is on an account is told by people only
        for (const auto& rule : tree.at("remedies").at("rules")) {
            ++rules;
            const auto& terms = tree.at("texts").at(rule.at("terms").get<std::string>());
            const auto& label = tree.at("texts").at(rule.at("label").get<std::string>());
            INFO(tree.at("id") << " " << rule.at("id"));
            CHECK(RE2::PartialMatch(terms.at("zh-Hans").get<std::string>(),
                                    "复核|可以要求|要求退款|换成别的|可以改|照样可以"));
            CHECK(RE2::PartialMatch(terms.at("en").get<std::string>(), "review|ask for|swapped|changed"));
            CHECK(label.at("en").get<std::string>().size() <= 32);
            CHECK(label.at("zh-Hans").get<std::string>().size() <= 12 * 3);
        }
    }
    CHECK(rules >= 9);
}

TEST_CASE("a refusal names its reason, what comes instead and who is next (F5)", "[trees]")
{
    for (const auto& each : sentences())
        if (each.text == "cannot_settle") {
            INFO(each.words);
            CHECK(each.words.find("{remedy_reason, select,") != std::string::npos);
            CHECK(each.words.find(each.language == "en" ? "colleague" : "同事") != std::string::npos);
            CHECK(each.words.find(each.language == "en" ? "review" : "复核") != std::string::npos);
        }
}

TEST_CASE("nobody is asked for proof, and what is asked for in an order comes with its reason (M7)", "[trees]")
{
    for (const auto& tree : shipped())
        for (const char* text : {"order", "when", "amount", "booking", "room", "tracking", "worth", "fee"}) {
            if (!tree.at("texts").contains(text)) continue;
            const auto en = tree.at("texts").at(text).at("en").get<std::string>();
            INFO(tree.at("id") << " " << text << ": " << en);
            CHECK(RE2::PartialMatch(en, "colleague|count from|because"));
        }
}
