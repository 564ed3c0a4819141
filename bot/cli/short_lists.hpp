#pragma once

#include <CLI/CLI.hpp>

#include <sstream>
#include <string>

namespace amends::bot {

/// In a list of commands, each with the first line of its description.
class short_lists final : public CLI::Formatter {
public:
    std::string make_subcommand(const CLI::App* sub) const override
    {
        std::ostringstream row;
        const auto description = sub->get_description();
        CLI::detail::format_help(row, sub->get_name(), description.substr(0, description.find('\n')), column_width_);
        return row.str();
    }
};

} // namespace amends::bot
