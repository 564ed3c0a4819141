#include "dialogs/understand/features.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>

using namespace amends::dialogs;

namespace {

std::set<feature> cut_up(std::string_view text, cutting how)
{
    std::vector<feature> made;
    cut_features(text, how, made);
    return {made.begin(), made.end()};
}

std::size_t shared(const std::set<feature>& one, const std::set<feature>& other)
{
    return static_cast<std::size_t>(
        std::count_if(one.begin(), one.end(), [&](feature f) { return other.count(f) == 1; }));
}

} // namespace

TEST_CASE("numbers, runs and stops are levelled before a text is cut", "[dialogs][understand]")
{
    const auto english = [](std::string_view text) { return cut_up(text, cutting::english); };
    const auto chinese = [](std::string_view text) { return cut_up(text, cutting::chinese); };
    CHECK(english("order 12345") == english("order 98761"));
    CHECK(english("sooo") == english("sooooooooo"));
    CHECK(english("so") != english("sooo"));
    CHECK(chinese("坏了。") == chinese("坏了."));
    CHECK(chinese("坏了、碎了") == chinese("坏了,碎了"));
    CHECK(chinese("坏了!!!!!!") == chinese("坏了!!!"));
}

TEST_CASE("related words share parts, in both languages", "[dialogs][understand]")
{
    const auto leak = cut_up("leaking", cutting::english);
    CHECK(shared(leak, cut_up("leaked", cutting::english)) > 5);
    CHECK(shared(leak, cut_up("bought", cutting::english)) == 0);
    const auto broken = cut_up("屏幕碎了", cutting::chinese);
    CHECK(shared(broken, cut_up("杯子碎了", cutting::chinese)) >= 3);
    CHECK(shared(broken, cut_up("谢谢", cutting::chinese)) <= 1); // that there is no Latin word
}

TEST_CASE("sorts of features are told apart", "[dialogs][understand]")
{
    for (const auto each : cut_up("my kettle leaks", cutting::english))
        CHECK((sort_of(each) == feature_sort::characters || sort_of(each) == feature_sort::words));
    CHECK(sort_of(cue_feature("said", 7)) == feature_sort::cues);
    CHECK(sort_of(cue_feature("theme", 7, feature_sort::themes)) == feature_sort::themes);
    CHECK(cue_feature("said", 7) != cue_feature("said", 8));
    CHECK(cue_feature("said", 7) != cue_feature("denied", 7));
}

TEST_CASE("any text is cut in proportion to its size", "[dialogs][understand]")
{
    for (const auto how : {cutting::chinese, cutting::english})
        for (const std::string_view part : {"a", "我", " ", "a b", "!", "\xf0\x9f\x98\xa1", "我a", ",,", "12 "}) {
            std::string text;
            while (text.size() < 16 * 1024) text += part;
            std::vector<feature> made;
            cut_features(text, how, made);
            CHECK(made.size() <= 8 * text.size());
        }
    CHECK(cut_up("", cutting::chinese).size() <= 1);
}
