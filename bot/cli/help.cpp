#include "bot/cli/help.hpp"

#include "bot/cli/console.hpp"
#include "bot/config/spelling.hpp"

#include <sstream>

namespace amends::bot {

std::string short_lists::make_subcommand(const CLI::App* sub) const
{
    std::ostringstream row;
    const auto description = sub->get_description();
    CLI::detail::format_help(row, sub->get_name(), description.substr(0, description.find('\n')), column_width_);
    return row.str();
}

std::string suggestion(const CLI::App& app, const std::vector<std::string>& arguments)
{
    const CLI::App* at = &app;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const auto word = arguments[i].substr(0, arguments[i].find('='));
        std::vector<std::string> names;
        const CLI::Option* known = nullptr;
        if (word.starts_with("-")) {
            for (auto* outer = at; outer; outer = outer->get_parent())
                for (const auto* option : outer->get_options()) {
                    if (option->check_name(word)) known = option;
                    for (const auto& name : option->get_lnames()) names.push_back("--" + name);
                }
            // The option's value is no word to look at.
            if (known && known->get_expected_min() > 0 && word == arguments[i]) ++i;
            if (known) continue;
        } else {
            const CLI::App* entered = nullptr;
            for (const auto* sub : at->get_subcommands({})) {
                if (sub->check_name(word)) entered = sub;
                names.push_back(sub->get_name());
            }
            if (entered) at = entered;
            if (entered || names.empty()) continue;
        }
        const std::vector<std::string_view> candidates(names.begin(), names.end());
        return "\"" + printable(word) + "\" is not known" + did_you_mean(word, candidates);
    }
    return {};
}

std::string command_name(const CLI::App& app)
{
    std::string name = "amends";
    for (const auto* at = &app; !at->get_subcommands().empty();) {
        at = at->get_subcommands().front();
        name += " " + at->get_name();
    }
    return name;
}

} // namespace amends::bot
