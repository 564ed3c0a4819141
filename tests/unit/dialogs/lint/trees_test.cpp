#include "dialogs/lint/wording.hpp"

#include "linted.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <set>

using namespace amends;
using namespace amends::test;
using nlohmann::json;
using pointer = json::json_pointer;

namespace {

const std::set<std::string> edge_names{"next",          "give_up",  "default",        "accepted",     "nobody",
                                       "outside_hours", "failure",  "went_back",      "approval",     "success",
                                       "not_found",     "declined", "refused",        "countered",    "not_yet",
                                       "goto",          "start",    "after_resolved", "after_return", "after_promise"};

/// Calls `visit(value, pointer)` for every value of the tree.
template <class Visit> void each_value(const json& value, const pointer& at, const Visit& visit)
{
    visit(value, at);
    if (value.is_structured())
        for (const auto& each : value.items())
            each_value(each.value(),
                       value.is_object() ? at / each.key() : at / static_cast<std::size_t>(std::stoul(each.key())),
                       visit);
}

/// Every member that names a node.
std::vector<pointer> edges_of(const json& tree)
{
    std::vector<pointer> all;
    each_value(tree, pointer{}, [&](const json& value, const pointer& at) {
        if (!value.is_string() || at.empty()) return;
        const auto parent = at.parent_pointer();
        const bool of_list = !parent.empty() && parent.back() == "edges";
        if (of_list || edge_names.contains(at.back())) all.push_back(at);
    });
    return all;
}

/// Every wording of every text, by the pointer of the text.
std::map<std::string, std::vector<pointer>> wordings_of(const json& tree)
{
    std::map<std::string, std::vector<pointer>> all;
    each_value(tree, pointer{}, [&](const json& value, const pointer& at) {
        if (!value.is_string()) return;
        const auto path = at.to_string();
        const auto texts = path.find("/texts/");
        if (texts == std::string::npos || path.find("/nodes/") != std::string::npos) return;
        if (path.starts_with("/listeners")) return;
        all[path.substr(0, path.find('/', texts + 7))].push_back(at);
    });
    return all;
}

std::string language_of(const pointer& wording)
{
    return wording.to_string().find("/zh-Hans") != std::string::npos ? "zh-Hans" : "en";
}

/// The node around an edge, as findings name it; empty for the tree's own edges and those of listeners.
std::string node_of(const pointer& edge)
{
    const auto path = edge.to_string();
    const auto nodes = path.find("/nodes/");
    if (nodes == std::string::npos) return {};
    constexpr std::string_view sections = "/sections/";
    const auto section = path.starts_with(sections) ? path.substr(sections.size(), nodes - sections.size()) + "." : "";
    return section + path.substr(nodes + 7, path.find('/', nodes + 7) - nodes - 7);
}

/// The edges whose loss the compiler does not report at their own node. What it reports there is about that node alone,
/// so that one edge of every node can be taken away at once.
std::vector<pointer> not_missed_by_compiler(const json& tree, const std::vector<pointer>& edges)
{
    std::map<std::string, std::vector<pointer>> by_node;
    for (const auto& each : edges) by_node[node_of(each)].push_back(each);
    auto left = by_node[""];
    by_node.erase("");
    for (std::size_t round = 0; !by_node.empty(); ++round) {
        auto mutant = tree;
        std::erase_if(by_node, [&](const auto& node) { return node.second.size() <= round; });
        for (const auto& [node, own] : by_node) mutant[own[round].parent_pointer()].erase(own[round].back());
        std::set<std::string> missed;
        for (const auto& each : findings_of(mutant))
            if (each.at.code == "tree.missing-edge") missed.insert(each.at.node);
        for (const auto& [node, own] : by_node)
            if (!missed.contains(node)) left.push_back(own[round]);
    }
    return left;
}

json without(json tree, const pointer& at)
{
    tree[at.parent_pointer()].erase(at.back());
    return tree;
}

/// The wording with whatever says sorry taken out.
std::string unapologetic(std::string words)
{
    for (const auto* each : {"很抱歉", "抱歉", "对不起", "歉意", "不好意思", "过意不去", "sorry", "Sorry", "I regret"})
        for (auto at = words.find(each); at != std::string::npos; at = words.find(each))
            words.erase(at, std::string_view{each}.size());
    return words;
}

/// Everybody who came to `node` comes to where it leads, and the node is gone.
json bypassed(json tree, const std::string& node)
{
    const auto next = tree["nodes"][node]["next"];
    for (const auto& at : edges_of(tree))
        if (tree[at] == node && at.to_string().find("/sections/") == std::string::npos) tree[at] = next;
    tree["nodes"].erase(node);
    return tree;
}

std::vector<json> shipped()
{
    std::vector<json> all;
    for (const auto& file : files_in("dialogs/trees", ".json"))
        if (file.filename() != "tree.schema.json") all.push_back(json::parse(source_text(file)));
    REQUIRE(all.size() >= 3);
    return all;
}

} // namespace

TEST_CASE("Every tree that ships or is on trial keeps every rule", "[lint][trees]")
{
    const auto files = every_tree();
    CHECK(files.size() >= 8);
    for (const auto& file : files) {
        const auto linted = dialogs::lint_source({file.filename().string(), source_text(file)});
        INFO(dialogs::as_text(linted.findings));
        CHECK(linted.tree != nullptr);
        CHECK(linted.findings.empty());
    }
}

TEST_CASE("A shipped tree without any one of its edges is told of", "[lint][trees]")
{
    for (const auto& tree : shipped()) {
        const auto edges = edges_of(tree);
        REQUIRE(edges.size() > 150);
        for (const auto& at : not_missed_by_compiler(tree, edges)) {
            INFO(tree["id"] << at.to_string());
            CHECK_FALSE(findings_of(without(tree, at)).empty());
        }
    }
}

TEST_CASE("A shipped tree without any one language of a text is told of, text by text", "[lint][trees]")
{
    for (const auto& tree : shipped()) {
        const auto texts = wordings_of(tree);
        REQUIRE(texts.size() > 100);
        for (const auto* language : {"zh-Hans", "en"}) {
            // At most 200 mistakes are listed at once, so the texts are taken in parts.
            std::vector<std::string> all;
            all.reserve(texts.size());
            for (const auto& [text, wordings] : texts) all.push_back(text);
            for (std::size_t from = 0; from < all.size(); from += 150) {
                auto mutant = tree;
                std::size_t expected = 0;
                for (auto i = from; i < std::min(all.size(), from + 150); ++i, ++expected)
                    mutant[pointer{all[i]}].erase(language);
                const auto findings = findings_of(mutant);
                CHECK(static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), [](const auto& each) {
                          return each.at.code == "tree.missing-language";
                      })) == expected);
            }
        }
        // One alone is enough.
        CHECK_FALSE(findings_of(without(tree, pointer{"/greeting/en"})).empty());
        CHECK_FALSE(findings_of(without(tree, pointer{"/title/zh-Hans"})).empty());
        CHECK_FALSE(findings_of(without(tree, pointer{texts.begin()->first + "/en"})).empty());
    }
}

TEST_CASE("A shipped tree whose apology was taken out of any one wording is told of, wording by wording",
          "[lint][trees]")
{
    for (const auto& tree : shipped()) {
        const auto texts = wordings_of(tree);
        std::size_t tried = 0;
        // In each round one wording of every text loses its apology.
        for (std::size_t round = 0; round < 12; ++round) {
            auto mutant = tree;
            std::set<std::string> spoiled;
            for (const auto& [text, wordings] : texts) {
                if (round >= wordings.size()) continue;
                const auto at = wordings[round];
                const auto words = tree[at].get<std::string>();
                if (!dialogs::apologises(words, language_of(at))) continue;
                mutant[at] = unapologetic(words);
                REQUIRE_FALSE(dialogs::apologises(mutant[at].get<std::string>(), language_of(at)));
                spoiled.insert(at.to_string());
            }
            if (spoiled.empty()) continue;
            tried += spoiled.size();
            const auto findings = findings_of(mutant);
            INFO(tree["id"] << " round " << round << "\n" << dialogs::as_text(findings));
            CHECK(static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), [](const auto& each) {
                      return each.at.code == "recovery/apology-words" || each.at.code == "recovery/apology-uneven";
                  })) == spoiled.size());
        }
        CHECK(tried > 50);
    }
}

TEST_CASE("A shipped tree that passes over any one of its apologies is told of", "[lint][trees]")
{
    for (const auto& tree : shipped()) {
        std::size_t tried = 0;
        for (const auto& [id, node] : tree["nodes"].items()) {
            if (node["node"] != "say" || node["phase"] != "apologise") continue;
            INFO(tree["id"] << " without " << id);
            CHECK_FALSE(findings_of(bypassed(tree, id)).empty());
            auto silent = tree;
            silent["nodes"][id]["texts"] = json::array();
            CHECK_FALSE(findings_of(silent).empty());
            ++tried;
        }
        CHECK(tried >= 7);
    }
}
