#include "bot/cli/config_check.hpp"

#include "bot/cli/commands.hpp"
#include "bot/config/spelling.hpp"
#include "dialogs/trees/shipped.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <ostream>
#include <set>
#include <string>

namespace amends::bot {
namespace {

std::string listed(const std::set<std::string>& ids)
{
    std::string all;
    for (const auto& each : ids) all += (all.empty() ? "" : ", ") + each;
    return all;
}

} // namespace

std::string config_file_of(const std::string& named, const std::map<std::string, std::string>& environment)
{
    if (!named.empty()) return named;
    if (const auto found = environment.find("AMENDS_CONFIG"); found != environment.end()) return found->second;
    std::error_code error;
    return std::filesystem::exists("amends.toml", error) ? "amends.toml" : "";
}

void tell(const std::vector<config_problem>& problems, console& console, bool json)
{
    if (!json) {
        for (const auto& each : problems) console.err << "amends: " << printable(to_string(each)) << "\n";
        return;
    }
    auto rows = nlohmann::json::array();
    for (const auto& p : problems)
        rows.push_back({{"source", p.source}, {"line", p.line}, {"key", p.key}, {"message", p.message}});
    console.out << rows.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
}

std::optional<config_problem>
missing_default_tree(const loaded_config& loaded,
                     const std::function<result<std::unique_ptr<server_link>>(const config&)>& link)
{
    const auto& wanted = loaded.config.default_tree;
    std::set<std::string> known;
    for (const auto& each : dialogs::shipped_trees()) known.emplace(each.id);
    if (known.contains(wanted)) return std::nullopt;
    if (const auto server = link(loaded.config)) {
        const auto published = published_trees(**server);
        if (!published) return std::nullopt;
        known.insert(published->begin(), published->end());
    } else if (server.error().code != "store.none") {
        return std::nullopt;
    }
    if (known.contains(wanted)) return std::nullopt;
    const std::vector<std::string_view> names(known.begin(), known.end());
    auto mend = did_you_mean(wanted, names);
    if (mend.empty()) mend = "; name one of them, or publish it first with `amends trees publish`";
    return problem_at(loaded, "chat.default_tree", "there is no tree \"" + wanted + "\" among " + listed(known) + mend);
}

} // namespace amends::bot
