#include "linted.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <set>

using namespace amends;
using namespace amends::test;
using nlohmann::json;

namespace {

constexpr auto fixtures = "tests/unit/dialogs/lint/fixtures/";

const json& good_tree()
{
    static const auto tree = json::parse(source_text(std::string{fixtures} + "corner_shop.json"));
    return tree;
}

} // namespace

TEST_CASE("A tree that keeps every rule has no findings", "[lint]")
{
    const auto findings = findings_of(good_tree());
    INFO(dialogs::as_text(findings));
    CHECK(findings.empty());
}

TEST_CASE("Every rule has a tree that breaks it, and one like it that does not", "[lint]")
{
    const auto all = json::parse(source_text(std::string{fixtures} + "rules.json"));
    std::set<std::string> shown;
    for (const auto& each : all) {
        const auto rule = each.at("rule").get<std::string>();
        INFO(rule);
        shown.insert(rule);
        const auto* known = dialogs::find_lint_rule(rule);
        REQUIRE(known != nullptr);
        const auto broken = findings_of(good_tree().patch(each.at("fails")));
        {
            INFO("breaks it:\n" << dialogs::as_text(broken));
            const auto found =
                std::find_if(broken.begin(), broken.end(), [&](const auto& f) { return f.at.code == rule; });
            REQUIRE(found != broken.end());
            CHECK(found->severity == known->severity);
            CHECK(found->at.line > 1);
            CHECK(found->at.column > 1);
            CHECK(found->mend == static_cast<sentence>(known->mend));
            for (const auto* language : {"zh-Hans", "en"}) {
                const auto& message = found->at.message.in(language);
                CHECK(message.starts_with(known->reason.in(language)));
                CHECK(message.find("[" + std::string{known->row} + "]") != std::string::npos);
            }
        }
        const auto kept = findings_of(good_tree().patch(each.at("passes")));
        INFO("keeps it:\n" << dialogs::as_text(kept));
        CHECK_FALSE(has_rule(kept, rule));
        // A tree that is not compiled is not judged either.
        CHECK(std::none_of(kept.begin(), kept.end(), [](const auto& f) { return f.at.code.starts_with("tree."); }));
    }
    for (const auto& rule : dialogs::lint_rules()) {
        INFO(rule.id << " has no fixture");
        CHECK(shown.contains(std::string{rule.id}));
    }
}

TEST_CASE("A finding names the place of the mistake", "[lint]")
{
    const std::string good = source_text(std::string{fixtures} + "corner_shop.json");
    auto text = good;
    const std::string from = "\"en\": \"What we agreed";
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), "\"en\": \"It's no big deal. What we agreed");
    const auto found = dialogs::lint_source({"shop.json", text}).findings;
    REQUIRE(found.size() == 1);
    CHECK(found[0].at.code == "wording/n1-not-serious");
    CHECK(found[0].at.file == "shop.json");
    CHECK(found[0].at.line == 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    CHECK(found[0].at.message.chinese.find("no big deal") != std::string::npos);
}

TEST_CASE("Rules are sorted, and each says why and how to mend it", "[lint]")
{
    std::string_view before;
    for (const auto& rule : dialogs::lint_rules()) {
        INFO(rule.id);
        CHECK(before < rule.id);
        before = rule.id;
        CHECK(dialogs::find_lint_rule(rule.id) == &rule);
        CHECK_FALSE(rule.row.empty());
        for (const auto& words : {rule.reason, rule.mend}) {
            CHECK_FALSE(words.english.empty());
            CHECK(std::any_of(words.chinese.begin(), words.chinese.end(), [](char c) { return (c & 0x80) != 0; }));
        }
    }
    CHECK(dialogs::find_lint_rule("recovery/none") == nullptr);
}

TEST_CASE("docs/lint.md lists the rules as they are", "[lint]")
{
    std::map<std::string, std::string> rows;
    const auto page = source_text("docs/lint.md");
    for (std::size_t from = 0; from < page.size();) {
        const auto line = page.substr(from, page.find('\n', from) - from);
        from += line.size() + 1;
        if (line.starts_with("| `") && line.find('/') != std::string::npos)
            rows[line.substr(3, line.find('`', 3) - 3)] = line;
    }
    for (const auto& rule : dialogs::lint_rules()) {
        const auto expected = "| `" + std::string{rule.id} + "` | " +
                              (rule.severity == dialogs::lint_severity::error ? "error" : "warning") + " | " +
                              std::string{rule.row} + " | " + std::string{rule.reason.english} + " | " +
                              std::string{rule.mend.english} + " |";
        CHECK(rows[std::string{rule.id}] == expected);
    }
    CHECK(rows.size() == dialogs::lint_rules().size());
}
