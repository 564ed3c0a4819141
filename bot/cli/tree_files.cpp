#include "bot/cli/cli.hpp"
#include "bot/cli/commands.hpp"
#include "bot/cli/tree_text.hpp"
#include "dialogs/tree/tree.hpp"

#include <nlohmann/json.hpp>

#include <ostream>

namespace amends::bot {
namespace {

using nlohmann::json;

json as_json(const dialogs::diagnostic& d)
{
    return {{"code", d.code},     {"file", d.file}, {"line", d.line},
            {"column", d.column}, {"node", d.node}, {"message", d.message}};
}

result<json> ask_for_trees(server_link& link)
{
    const auto text = link.request(json{{"command", "tree.list"}}.dump());
    if (!text) return text.error();
    const auto parsed = json::parse(*text, nullptr, false);
    if (!parsed.is_object() || !parsed.value("ok", false))
        return problem{"link.io", "The server's answer is not understood."};
    return {boost::system::in_place_value, parsed.value("result", json::object()).value("trees", json::array())};
}

} // namespace

result<std::vector<std::string>> published_trees(server_link& link)
{
    const auto trees = ask_for_trees(link);
    if (!trees) return trees.error();
    std::vector<std::string> names;
    for (const auto& each : *trees) names.push_back(each.value("tree", std::string{}));
    return names;
}

int check_trees(const std::vector<std::string>& files, console& console, bool json_wanted)
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
            rows.push_back(as_json(each));
            if (!json_wanted) console.out << printable(to_string(each)) << "\n";
        }
        if (!json_wanted && loaded.tree) console.err << printable(file) << ": can be published.\n";
    }
    if (json_wanted) console.out << rows.dump(-1, ' ', false, json::error_handler_t::replace) << "\n";
    return usable ? exit_done : exit_failed;
}

int commands::publish_tree(const std::filesystem::path& file, const std::string& reason)
{
    auto text = tree_text(file);
    if (!text) return fail(text.error());
    const json request{{"command", "tree.publish"}, {"source", *text}, {"file", file.string()}, {"reason", reason}};
    return simply(request, file.string() + " is published; new conversations begin with it.");
}

int commands::list_trees()
{
    const auto trees = ask_for_trees(link_);
    if (!trees) return fail(trees.error());
    if (json_) {
        console_.out << trees->dump(-1, ' ', false, json::error_handler_t::replace) << "\n";
        return exit_done;
    }
    for (const auto& each : *trees)
        console_.out << printable(each.value("tree", std::string{})) << "  " << each.value("version", std::string{})
                     << "  " << printable(each.value("reason", std::string{})) << "\n";
    return exit_done;
}

} // namespace amends::bot
