#pragma once

#include "bot/cli/console.hpp"
#include "bot/config/config.hpp"
#include "bot/ports/server_link.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace amends::bot {

/// The configuration file that counts: `named`, else $AMENDS_CONFIG, else ./amends.toml if it is there, else none ("").
std::string config_file_of(const std::string& named, const std::map<std::string, std::string>& environment);

/// Writes what is wrong with the configuration: a line each to standard error or, when `json`, a list to standard
/// output.
void tell(const std::vector<config_problem>& problems, console& console, bool json);

/// What is wrong with `chat.default_tree` when no tree of that id comes with Amends or is published; names those that
/// there are. `link` is asked only about a tree that does not come with Amends. A store that cannot be looked into does
/// not make the configuration wrong.
std::optional<config_problem>
missing_default_tree(const loaded_config& loaded,
                     const std::function<result<std::unique_ptr<server_link>>(const config&)>& link);

} // namespace amends::bot
