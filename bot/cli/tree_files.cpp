#include "bot/cli/ask.hpp"
#include "bot/cli/cli.hpp"
#include "bot/cli/commands.hpp"
#include "bot/cli/tree_text.hpp"
#include "dialogs/tree/tree.hpp"

#include <nlohmann/json.hpp>

#include <ostream>

namespace amends::bot {
namespace {

using nlohmann::json;

json as_json(const dialogs::diagnostic& d, std::string_view language)
{
    return {{"code", d.code},     {"file", d.file}, {"line", d.line},
            {"column", d.column}, {"node", d.node}, {"message", d.message.in(language)}};
}

} // namespace

result<std::vector<std::string>> published_trees(server_link& link)
{
    const auto told = ask(link, {{"command", "tree.list"}});
    if (!told) return told.error();
    std::vector<std::string> names;
    for (const auto& each : told->value("trees", json::array()))
        if (each.contains("version")) names.push_back(each.value("tree", std::string{}));
    return names;
}

int check_trees(const std::vector<std::string>& files, console& console, std::string_view language, bool json_wanted)
{
    auto rows = json::array();
    bool usable = true;
    for (const auto& file : files) {
        auto text = tree_text(file);
        if (!text) {
            console.err << "amends: " << printable(text.error().message) << "\n";
            usable = false;
            continue;
        }
        const auto loaded = dialogs::load_tree(*text, file);
        usable = usable && loaded.tree;
        for (const auto& each : loaded.problems) {
            rows.push_back(as_json(each, language));
            if (!json_wanted) console.out << printable(to_string(each, language)) << "\n";
        }
        if (!json_wanted && loaded.tree)
            console.err << printable(file) << (language.starts_with("zh") ? "：可以发布。\n" : ": can be published.\n");
    }
    if (json_wanted) console.out << rows.dump(-1, ' ', false, json::error_handler_t::replace) << "\n";
    return usable ? exit_done : exit_failed;
}

int commands::publish_tree(const std::string& what, const std::string& reason)
{
    std::error_code none;
    const bool draft =
        what.find('/') == std::string::npos && !what.ends_with(".json") && !std::filesystem::exists(what, none);
    json request{
        {"command", "tree.publish"}, {"reason", reason}, {"language", console_language({}, console_.environment)}};
    if (draft) {
        request["tree"] = what;
        return simply(request, "The draft of " + printable(what) + " is published; new conversations begin with it.");
    }
    auto text = tree_text(what);
    if (!text) return fail(text.error());
    request.update({{"source", *text}, {"file", what}});
    return simply(request, printable(what) + " is published; new conversations begin with it.");
}

int commands::list_trees()
{
    const auto told = ask(link_, {{"command", "tree.list"}});
    if (!told) return fail(told.error());
    const auto trees = told->value("trees", json::array());
    if (json_) {
        console_.out << trees.dump(-1, ' ', false, json::error_handler_t::replace) << "\n";
        return exit_done;
    }
    for (const auto& each : trees) {
        console_.out << printable(each.value("tree", std::string{})) << "  "
                     << each.value("version", std::string{"not published"}) << "  "
                     << printable(each.value("reason", std::string{}));
        if (const auto draft = each.find("draft"); draft != each.end())
            console_.out << "  (draft " << draft->value("revision", 0) << " by "
                         << printable(draft->value("author", std::string{})) << ")";
        console_.out << "\n";
    }
    return exit_done;
}

} // namespace amends::bot
