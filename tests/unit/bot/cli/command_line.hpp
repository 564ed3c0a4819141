#pragma once

#include "bot/cli/cli.hpp"

#include <nlohmann/json.hpp>

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace amends::tests {

using nlohmann::json;

/// The requests that a server got, and what it answers to each in turn.
struct conversation_with_server {
    std::vector<json> asked;
    std::deque<std::string> answers;
};

class scripted_link final : public bot::server_link {
public:
    explicit scripted_link(conversation_with_server& script) : script_(script) {}
    result<std::string> request(const std::string& request) override
    {
        script_.asked.push_back(json::parse(request));
        if (script_.answers.empty()) return problem{"link.io", "no more answers"};
        auto next = script_.answers.front();
        script_.answers.pop_front();
        return result<std::string>(boost::system::in_place_value, next);
    }

private:
    conversation_with_server& script_;
};

/// What a command wrote and returned.
struct outcome {
    int code = 0;
    std::string out;
    std::string err;
    std::optional<bot::config> served;
};

/// A command line without a terminal, whose server answers by a script.
class line {
public:
    conversation_with_server script;
    std::map<std::string, std::string> environment;
    std::string in;
    std::optional<problem> no_link;

    outcome run(const std::vector<std::string>& arguments)
    {
        std::istringstream input(in);
        std::ostringstream out;
        std::ostringstream err;
        bot::console console{input, out, err, environment, false};
        outcome done;
        bot::cli_parts parts;
        parts.serve = [&](const bot::config& config, bot::console&) {
            done.served = config;
            return 42;
        };
        parts.link = [&](const bot::config&) -> result<std::unique_ptr<bot::server_link>> {
            if (no_link) return *no_link;
            return std::unique_ptr<bot::server_link>(std::make_unique<scripted_link>(script));
        };
        done.code = bot::run_command_line(arguments, console, parts);
        done.out = out.str();
        done.err = err.str();
        return done;
    }
};

inline std::string ok(const json& result) { return json{{"ok", true}, {"result", result}}.dump(); }

} // namespace amends::tests
