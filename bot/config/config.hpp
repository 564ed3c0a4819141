#pragma once

#include "dialogs/model/result.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace amends::bot {

/// When people are at the desk, in `zone`. Times are minutes after midnight; empty days are closed.
struct business_hours {
    struct span {
        int from = 0;
        int to = 0;
    };
    std::string zone = "UTC";
    std::vector<span> days[7]; ///< Monday first
    bool always = true;
};

/// A system that dialogs may ask; none without a `url`.
struct connector_settings {
    std::string url;
    std::filesystem::path secret_file; ///< holds what questions are signed with
};

/// Everything an operator can set (docs/operations.md lists the keys). Flags win over the environment,
/// the environment over the file.
struct config {
    // [server]
    std::string host = "127.0.0.1";
    std::uint16_t port = 8080;
    int threads = 0; ///< I/O threads; 0: one a core
    std::filesystem::path data = "data";
    std::string public_url;                   ///< "https://chat.shop.example": its origin is the desk's
    std::vector<std::string> trusted_proxies; ///< addresses whose X-Forwarded-* are believed
    std::vector<std::string> allowed_origins; ///< pages that may open a chat; empty: any
    std::filesystem::path web_root;           ///< serve front ends from here instead of from the binary
    int max_connections = 19500;
    int max_connections_per_address = 20000;
    // [tls]
    std::filesystem::path tls_certificate;
    std::filesystem::path tls_key;
    // [chat]
    std::string default_tree = "retail-order";
    std::chrono::seconds heartbeat{25};
    int max_hot_conversations = 50000;
    // [desk]
    std::chrono::seconds agent_grace{60};
    std::chrono::seconds session_idle{30 * 60};
    std::chrono::seconds session_absolute{12 * 3600};
    // [hours]
    business_hours hours;
    // [connectors.order], [connectors.customer]
    connector_settings order_connector;
    connector_settings customer_connector;
    // [log]
    std::string log_level = "info";
};

/// One thing wrong with the configuration: file (or "environment", or the flag, such as "--port"), line, key and mend.
struct config_problem {
    std::string source;
    int line = 0;
    std::string key;
    std::string message;
};

std::string to_string(const config_problem& p);

/// Where something was set; the members are those of a problem there.
struct config_place {
    std::string source;
    int line = 0;
    std::string key;
};

struct loaded_config {
    bot::config config;
    std::vector<config_problem> problems;       ///< all at once; none means usable
    std::map<std::string, config_place> set_at; ///< by key, where it was set last; defaults are missing
};

/// A key that was set on the command line, such as "server.port" to "9000" by "--port".
struct config_flag {
    std::string key;
    std::string value;
    std::string name = "--set"; ///< as it was typed
};

/// Reads `file` (empty: none), then AMENDS_* of `environment`, then `flags`.
loaded_config load_config(const std::filesystem::path& file, const std::map<std::string, std::string>& environment,
                          const std::vector<config_flag>& flags);

/// What is wrong with the value of `key`, at the place where it was set.
config_problem problem_at(const loaded_config& loaded, const std::string& key, std::string message);

} // namespace amends::bot
