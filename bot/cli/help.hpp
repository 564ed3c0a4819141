#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace amends::bot {

/// In a list of commands, each with the first line of its description.
class short_lists final : public CLI::Formatter {
public:
    std::string make_subcommand(const CLI::App* sub) const override;
};

/// What a word of `arguments` that `app` does not understand may have been meant for; empty when all are known.
std::string suggestion(const CLI::App& app, const std::vector<std::string>& arguments);

/// The command as far as it was understood: "amends user add".
std::string command_name(const CLI::App& app);

} // namespace amends::bot
