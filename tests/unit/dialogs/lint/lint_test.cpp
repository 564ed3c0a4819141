#include "dialogs/lint/lint.hpp"

#include "dialogs/trees/shipped.hpp"

#include "../fixture.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <fstream>
#include <functional>
#include <iterator>
#include <set>

using namespace amends;
using namespace amends::dialogs;
using json = nlohmann::ordered_json;

namespace {

/// What the compiler and the rules object to.
std::set<std::string> objections(const json& tree)
{
    const auto text = tree.dump(1);
    const auto loaded = load_tree(text, "spoiled.json");
    std::set<std::string> ids;
    for (const auto& each : loaded.problems) ids.insert(each.code);
    if (loaded.tree)
        for (const auto& each : lint(*loaded.tree, text, "spoiled.json")) ids.insert(each.at.code);
    return ids;
}

json retail()
{
    for (const auto& source : shipped_trees())
        if (source.file == "retail-order.json") return json::parse(source.text);
    FAIL("the retail tree does not ship");
    return {};
}

bool is(const json& node, const char* kind) { return node.at("node") == kind; }

void each_node(json& tree, const std::function<void(json&)>& change)
{
    for (auto& node : tree.at("nodes")) change(node);
}

void say_instead(json& tree, const std::string& text, const std::string& zh, const std::string& en)
{
    tree.at("texts").at(text) = {{"zh-Hans", zh}, {"en", en}};
}

void no_apology(json& node)
{
    if (is(node, "say") && node.at("phase") == "apologise") node["phase"] = "acknowledge";
}

struct fixture {
    std::string_view rule;
    std::function<void(json&)> spoil;
};

const std::vector<fixture>& fixtures()
{
    static const std::vector<fixture> all{
        {"recovery/acknowledge-first",
         [](json& tree) { tree.at("nodes").at(tree.at("start").get<std::string>())["phase"] = "listen"; }},
        {"recovery/apology-first", [](json& tree) { each_node(tree, no_apology); }},
        {"recovery/questions-before-apology",
         [](json& tree) {
             each_node(tree, [](json& node) {
                 no_apology(node);
                 if (is(node, "ask")) node["phase"] = "listen";
             });
         }},
        {"recovery/apology-says-sorry",
         [](json& tree) {
             say_instead(tree, "sorry_quality", "这样的东西，谁收到都会失望。", "I am sorry to hear that.");
         }},
        {"recovery/apology-for-anger", [](json& tree) { say_instead(tree, "sorry_quality", "抱歉。", "Sorry."); }},
        {"recovery/short-invitation",
         [](json& tree) { say_instead(tree, "listen", "说吧。", "Please tell me " + std::string(90, 'x')); }},
        {"recovery/listen-before-offer",
         [](json& tree) {
             each_node(tree, [](json& node) {
                 if (node.at("phase") == "listen") node["phase"] = "collect";
             });
         }},
        {"recovery/refusal",
         [](json& tree) {
             each_node(tree, [&](json& node) {
                 if (is(node, "remedy")) say_instead(tree, node.at("refusal"), "办不了。", "It cannot be done.");
             });
         }},
        {"recovery/promise-is-exact",
         [](json& tree) {
             each_node(tree, [&](json& node) {
                 if (is(node, "promise"))
                     say_instead(tree, node.at("text"), "有人会答复您。", "One of us will answer.");
             });
         }},
        {"recovery/nobody-there",
         [](json& tree) {
             tree.at("nodes")["farewell"] = {{"node", "end"}, {"phase", "close"}};
             tree.at("nodes").at("urgent_person")["nobody"] = "farewell"; // outside hours still leads to the promise
         }},
        {"recovery/way-to-a-person",
         [](json& tree) {
             tree.at("nodes")["farewell"] = {{"node", "end"}, {"phase", "close"}};
             for (auto& each : tree.at("listeners"))
                 if (each.at("on") == "human_wanted") each["goto"] = "farewell";
         }},
        {"structure/long-label",
         [](json& tree) { say_instead(tree, "want_discount", "打折", "Keep it, with some of the money back"); }},
    };
    return all;
}

} // namespace

TEST_CASE("each rule of the linter objects to its fixture, and to no shipped tree", "[lint]")
{
    for (const auto& source : shipped_trees()) {
        const auto loaded = load_tree(source.text, source.file);
        REQUIRE(loaded.tree);
        for (const auto& each : lint(*loaded.tree, source.text, source.file)) {
            INFO(to_string(each.at));
            CHECK(each.at.code.empty());
        }
    }
    std::set<std::string_view> tried;
    for (const auto& each : fixtures()) {
        tried.insert(each.rule);
        auto tree = retail();
        each.spoil(tree);
        const auto found = objections(tree);
        for (const auto& code : found) UNSCOPED_INFO(code);
        INFO(each.rule);
        CHECK(found.contains(std::string(each.rule)));
    }
    for (const auto& rule : lint_rules()) {
        INFO(rule.id);
        CHECK(tried.contains(rule.id));
    }
}

TEST_CASE("docs/lint.md lists every rule with its row and its severity", "[lint]")
{
    std::ifstream file(std::string{AMENDS_SOURCE_DIR} + "/docs/lint.md");
    const std::string page{std::istreambuf_iterator<char>(file), {}};
    const auto listed = [&](std::string_view id, std::string_view seed, lint_severity severity) {
        const auto row = "| `" + std::string(id) + "` | " + std::string(seed) + " | " +
                         (severity == lint_severity::error ? "error" : "warning") + " |";
        INFO(row);
        CHECK(page.find(row) != std::string::npos);
    };
    for (const auto& each : lint_rules()) listed(each.id, each.seed, each.severity);
    for (const auto& each : wording_rules()) listed(each.id, each.seed, each.severity);
}

TEST_CASE("a finding names the line, the rule, the row of the design and the mend", "[lint]")
{
    auto tree = retail();
    say_instead(tree, "fix", "这不是什么大问题。", "What would you like to change?");
    const auto text = tree.dump(1);
    const auto loaded = load_tree(text, "shop.json");
    REQUIRE(loaded.tree);
    const auto found = lint(*loaded.tree, text, "shop.json");
    REQUIRE(found.size() == 1);
    CHECK(found[0].severity == lint_severity::error);
    CHECK(has_errors(found));
    CHECK(found[0].at.code == "wording/makes-light");
    CHECK(found[0].at.message.find("(N1)") != std::string::npos);
    const auto line =
        std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(text.find("这不是什么")), '\n');
    CHECK(found[0].at.line == line + 1);
}

namespace {

/// Takes one thing after another out of a tree and puts it back; each time something must be objected to.
class mutations {
public:
    /// Tries one in `stride` of them.
    mutations(json tree, int stride) : tree_(std::move(tree)), stride_(stride) {}

    int made() const { return made_; }

    void take_languages()
    {
        for (auto& [id, text] : tree_.at("texts").items())
            for (const auto* language : {"zh-Hans", "en"}) take(text, language, id);
    }
    void take_edges()
    {
        static const std::set<std::string> edges{"next",          "give_up",  "default",   "accepted", "nobody",
                                                 "outside_hours", "success",  "not_found", "failure",  "declined",
                                                 "countered",     "approval", "not_yet",   "refused",  "went_back"};
        for (auto& [id, node] : tree_.at("nodes").items()) {
            std::vector<std::string> names;
            for (const auto& [name, value] : node.items())
                if (edges.contains(name) && value.is_string()) names.push_back(name);
            for (const auto& name : names) take(node, name, id);
        }
    }
    /// An apology that is walked past is as good as deleted.
    void take_apologies()
    {
        for (auto& [id, node] : tree_.at("nodes").items()) {
            if (!is(node, "say") || node.at("phase") != "apologise") continue;
            const auto kept = node;
            node = {{"node", "set"}, {"phase", "acknowledge"}, {"tags", {"passed"}}, {"next", node.at("next")}};
            must_object(id + " as no apology");
            node = kept;
        }
    }

private:
    void take(json& from, const std::string& name, const std::string& at)
    {
        if (!from.contains(name)) return;
        const auto kept = from;
        from.erase(name);
        must_object(at + " without " + name);
        from = kept;
    }
    void must_object(const std::string& what)
    {
        if (made_++ % stride_ != 0) return;
        INFO(tree_.at("id") << ": " << what);
        CHECK_FALSE(objections(tree_).empty());
    }

    json tree_;
    int stride_;
    int made_ = 0;
};

void mutate_shipped_trees(int stride)
{
    for (const auto& source : shipped_trees()) {
        mutations of(json::parse(source.text), stride);
        of.take_languages();
        of.take_edges();
        of.take_apologies();
        CHECK(of.made() > 300);
    }
}

} // namespace

TEST_CASE("a shipped tree that loses an edge, a language or an apology is objected to", "[lint]")
{
    mutate_shipped_trees(13);
}

TEST_CASE("a shipped tree that loses any edge, any language or any apology is objected to", "[.][mutations]")
{
    mutate_shipped_trees(1);
}
