#pragma once

#include "bot/authoring/authoring.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace amends::adapters::trees_json {

/// What the trees' API says, as docs/trees-api.md spells it. Instants are Unix milliseconds.
nlohmann::json of(const bot::finding& finding);
nlohmann::json of(const std::vector<bot::finding>& findings);
nlohmann::json of(const bot::tree_summary& summary);
nlohmann::json of(const bot::opened_tree& opened);
nlohmann::json of(const std::vector<storage::published_version>& history);
nlohmann::json of(const bot::tree_test& test);
nlohmann::json of(const bot::played_tests& played);
nlohmann::json of(const bot::simulation& told);

/// What a simulation is asked with; nothing when a member is missing or of another kind.
struct simulation_request {
    std::string source;
    bot::simulated_world world;
    std::vector<bot::simulated_input> inputs;
};
std::optional<simulation_request> parse_simulation(const nlohmann::json& body);

} // namespace amends::adapters::trees_json
