#include "bot/cli/ask.hpp"
#include "bot/cli/cli.hpp"
#include "bot/cli/commands.hpp"
#include "bot/cli/difference.hpp"
#include "bot/cli/tree_text.hpp"
#include "dialogs/model/instant.hpp"
#include "dialogs/testing/script.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ostream>

namespace amends::bot {
namespace {

using nlohmann::json;

std::string member(const json& from, const char* name) { return printable(from.value(name, std::string{})); }

std::string when(const json& row)
{
    const auto at = from_unix_ms(row.value("at", std::int64_t{}));
    return fmt::format("{:%Y-%m-%d %H:%M}Z", std::chrono::floor<std::chrono::seconds>(at));
}

struct named_text {
    std::string name;
    std::string text;
};

/// The text that `which` means: a file, "draft", "active" or a version of the tree.
result<named_text> find_text(server_link& link, const std::string& tree, const std::string& which)
{
    std::error_code none;
    if (std::filesystem::is_regular_file(which, none)) {
        auto text = tree_text(which);
        if (!text) return text.error();
        return named_text{which, std::move(*text)};
    }
    const auto opened = ask(link, {{"command", "tree.open"}, {"tree", tree}});
    if (!opened) return opened.error();
    if (which == "draft")
        return named_text{fmt::format("{} draft {}", tree, opened->value("revision", 0)),
                          opened->value("source", std::string{})};
    const auto version = which == "active" ? opened->value("active", std::string{}) : which;
    if (version.empty()) return problem{"tree.unknown", "The tree \"" + tree + "\" has not been published yet."};
    const auto stored = ask(link, {{"command", "tree.open"}, {"tree", tree}, {"version", version}});
    if (!stored) return stored.error();
    return named_text{tree + "@" + version, stored->value("source", std::string{})};
}

/// The text of one of a tree's tests.
result<named_text> find_test(server_link& link, const std::string& tree, const std::string& name)
{
    const auto told = ask(link, {{"command", "tree.tests"}, {"tree", tree}});
    if (!told) return told.error();
    std::string others;
    for (const auto& each : told->value("tests", json::array())) {
        const auto known = each.value("name", std::string{});
        if (known == name)
            return named_text{fmt::format("test {} of {}", name, tree), each.value("source", std::string{})};
        others += (others.empty() ? "" : ", ") + known;
    }
    return problem{"test.unknown",
                   "The tree \"" + tree + "\" has no test \"" + name + "\"; there are: " + others + "."};
}

/// The id that a tree's text says; empty when it says none.
std::string id_in(const std::string& text)
{
    const auto parsed = json::parse(text, nullptr, false);
    if (!parsed.is_object()) return {};
    const auto id = parsed.find("id");
    return id != parsed.end() && id->is_string() ? id->get<std::string>() : std::string{};
}

/// Writes a text to a file that is new, has that text already, or may be replaced.
std::optional<problem> write_text(const std::filesystem::path& to, const std::string& text, bool replace)
{
    std::error_code none;
    if (!replace && std::filesystem::exists(to, none)) {
        const auto there = tree_text(to);
        if (there && *there == text) return std::nullopt;
        return problem{"tree.exists", to.string() +
                                          " has another text; look at it with `amends trees diff`, or replace "
                                          "it with --force."};
    }
    std::ofstream out(to, std::ios::binary | std::ios::trunc);
    out << text;
    out.close();
    if (!out) return problem{"tree.io", to.string() + " cannot be written; check the directory and the disk."};
    return std::nullopt;
}

} // namespace

int commands::pull_tree(const tree_request& asked)
{
    const auto found = asked.test.empty()
                           ? find_text(link_, asked.tree, asked.version.empty() ? "draft" : asked.version)
                           : find_test(link_, asked.tree, asked.test);
    if (!found) return fail(found.error());
    if (asked.to == "-") {
        console_.out << found->text;
        return exit_done;
    }
    const auto usual = asked.test.empty() ? asked.tree + ".json" : asked.test + ".dialog";
    const auto to = asked.to.empty() ? usual : asked.to;
    if (auto wrong = write_text(to, found->text, asked.force)) return fail(*wrong);
    if (json_)
        console_.out << json{{"tree", asked.tree}, {"file", to}, {"text", found->name}}.dump() << "\n";
    else
        console_.err << printable(to) << " is " << printable(found->name) << ".\n";
    return exit_done;
}

int commands::push_tree(const tree_request& asked)
{
    auto text = tree_text(asked.file);
    if (!text) return fail(text.error());
    if (asked.file.ends_with(".dialog")) return push_test(asked, *text);
    const auto id = asked.tree.empty() ? id_in(*text) : asked.tree;
    if (id.empty())
        return fail({"tree.no_id", asked.file + " says no \"id\"; name the tree with --tree, or mend the file (`amends "
                                                "trees check` says where)."});
    json request{{"command", "tree.save"}, {"tree", id}, {"source", *text}};
    if (asked.over >= 0) request["over"] = asked.over;
    const auto told = ask(link_, request);
    if (!told) return fail(told.error());
    if (json_)
        console_.out << told->dump() << "\n";
    else
        console_.err << printable(asked.file) << " is revision " << told->value("revision", 0) << " of the draft of "
                     << printable(id) << "; `amends trees publish` makes it the one in use.\n";
    return exit_done;
}

int commands::push_test(const tree_request& asked, const std::string& text)
{
    const auto id = asked.tree.empty() ? dialogs::load_script(text, asked.file).script.tree : asked.tree;
    if (id.empty())
        return fail({"tree.no_id", asked.file + " does not say whose test it is; name the tree with --tree, or begin "
                                                "the file with \"tree: ID\"."});
    const auto name = std::filesystem::path(asked.file).stem().string();
    json request{{"command", "tree.save_test"}, {"tree", id}, {"name", name}, {"source", text}};
    if (asked.over >= 0) request["over"] = asked.over;
    return simply(request, text.empty() ? "The test " + printable(name) + " of " + printable(id) + " is withdrawn."
                                        : printable(asked.file) + " is a test of " + printable(id) +
                                              "; publishing it plays the test.");
}

int commands::test_tree(const tree_request& asked)
{
    const auto told =
        ask(link_,
            {{"command", "tree.test"}, {"tree", asked.tree}, {"language", console_language({}, console_.environment)}});
    if (!told) return fail(told.error());
    const auto failures = told->value("failures", json::array());
    if (json_) {
        console_.out << told->dump(-1, ' ', false, json::error_handler_t::replace) << "\n";
        return failures.empty() ? exit_done : exit_failed;
    }
    for (const auto& each : failures) console_.out << member(each, "told") << "\n";
    console_.err << fmt::format("{} tests, {} conversations, {} of {} edges walked: {}\n", told->value("tests", 0),
                                told->value("conversations", 0), told->value("edges_reached", 0),
                                told->value("edges", 0),
                                failures.empty() ? "all hold." : fmt::format("{} failed.", failures.size()));
    return failures.empty() ? exit_done : exit_failed;
}

int commands::diff_tree(const tree_request& asked)
{
    const auto before = find_text(link_, asked.tree, asked.from);
    if (!before) return fail(before.error());
    const auto after = find_text(link_, asked.tree, asked.to.empty() ? "draft" : asked.to);
    if (!after) return fail(after.error());
    const auto found = difference(before->text, after->text, before->name, after->name);
    console_.out << printable(found);
    if (found.empty()) console_.err << "The texts are the same.\n";
    return exit_done;
}

int commands::roll_back_tree(const tree_request& asked)
{
    return simply(
        {{"command", "tree.roll_back"}, {"tree", asked.tree}, {"version", asked.version}, {"reason", asked.reason}},
        printable(asked.tree) + "@" + printable(asked.version) + " is in use again; new conversations begin with it.");
}

int commands::list_publications(const tree_request& asked)
{
    const auto told = ask(link_, {{"command", "tree.history"}, {"tree", asked.tree}});
    if (!told) return fail(told.error());
    const auto rows = told->value("publications", json::array());
    if (json_) {
        console_.out << rows.dump(-1, ' ', false, json::error_handler_t::replace) << "\n";
        return exit_done;
    }
    for (const auto& each : rows)
        console_.out << when(each) << "  " << member(each, "version") << "  " << member(each, "author") << "  "
                     << member(each, "reason") << "\n";
    return exit_done;
}

} // namespace amends::bot
