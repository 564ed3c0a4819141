#include "bot/config/config.hpp"

#include "bot/config/settings.hpp"
#include "bot/config/spelling.hpp"

#include <boost/asio/ip/address.hpp>

#include <toml++/toml.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <set>
#include <system_error>

namespace amends::bot {
namespace {

constexpr std::size_t largest_file = 1 << 20;
/// TOML's parser makes a table for each dot of a key, and takes them apart again with a call each.
constexpr std::size_t longest_line = 4096;

/// The number of the first line that is too long, 0 when there is none.
int overlong_line(std::string_view text)
{
    for (int number = 1; !text.empty(); ++number) {
        const auto end = std::min(text.find('\n'), text.size());
        if (end > longest_line) return number;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return 0;
}

std::vector<std::string_view> keys()
{
    std::vector<std::string_view> all;
    for (const auto& each : settings()) all.push_back(each.key);
    return all;
}

std::vector<std::string_view> sections()
{
    std::vector<std::string_view> all;
    for (auto key : keys()) {
        auto section = key.substr(0, key.find('.'));
        if (all.empty() || all.back() != section) all.push_back(section);
    }
    return all;
}

/// Whether `name` is a part of the file that keys stand in, and no key itself.
bool holds_keys(const std::string& name)
{
    const auto all = keys();
    return std::any_of(all.begin(), all.end(), [&](auto key) { return key.starts_with(name + "."); });
}

written_value read_node(const toml::node& node)
{
    written_value read;
    read.typed = true;
    auto unusable = [&](std::string what) { read.value = written_value::unusable{std::move(what)}; };
    if (auto* text = node.as_string())
        read.value = text->get();
    else if (auto* number = node.as_integer())
        read.value = number->get();
    else if (auto* boolean = node.as_boolean())
        read.value = boolean->get();
    else if (auto* list = node.as_array()) {
        std::vector<std::string> items;
        for (const auto& each : *list)
            if (auto* item = each.as_string()) items.push_back(item->get());
        if (items.size() == list->size())
            read.value = std::move(items);
        else
            unusable("a list of something else than strings");
    } else if (node.is_table())
        unusable("a table");
    else if (node.is_floating_point())
        unusable("a number with a fraction");
    else
        unusable("a date or time");
    return read;
}

class loader {
public:
    void read_file(const std::filesystem::path& file);
    void read_environment(const std::map<std::string, std::string>& environment);
    void read_flags(const std::vector<config_flag>& flags);
    void check_together();

    /// What was read, the problems in the order of the file's lines, then the environment's and the flags'.
    loaded_config take();

private:
    void complain(const config_place& where, std::string message)
    {
        loaded_.problems.push_back({where.source, where.line, where.key, std::move(message)});
    }
    void store(std::string_view key, const written_value& value, config_place where);
    void read_section(const std::string& source, std::string_view name, const toml::table& section);
    /// A complaint about a usable value that does not go with others.
    void complain_of(const std::string& key, std::string message)
    {
        loaded_.problems.push_back(problem_at(loaded_, key, std::move(message)));
    }
    void check_file(const std::string& key, const std::filesystem::path& path);
    void check_listener();
    void check_connector(const std::string& name, const connector_settings& set);

    loaded_config loaded_;
};

void loader::store(std::string_view key, const written_value& value, config_place where)
{
    for (const auto& each : settings()) {
        if (each.key != key) continue;
        if (auto wrong = each.store(loaded_.config, value)) complain(where, *wrong);
        loaded_.set_at[std::string(key)] = std::move(where);
        return;
    }
    complain(where, "there is no such key" + did_you_mean(key, keys()));
}

void loader::read_section(const std::string& source, std::string_view name, const toml::table& section)
{
    for (auto&& [key, node] : section) {
        const auto full = std::string(name) + "." + std::string(key.str());
        if (node.is_table() && holds_keys(full)) { // [connectors.order]
            read_section(source, full, *node.as_table());
            continue;
        }
        store(full, read_node(node), {source, static_cast<int>(key.source().begin.line), full});
    }
}

void loader::read_file(const std::filesystem::path& file)
{
    if (file.empty()) return;
    const auto source = file.string();
    std::error_code error;
    if (std::filesystem::is_directory(file, error)) return complain({source, 0, ""}, "is a directory; name the file");
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return complain({source, 0, ""}, "cannot be read (" + std::generic_category().message(errno) +
                                             "); check its name and who may read it");
    std::string text(largest_file + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (text.size() > largest_file) return complain({source, 0, ""}, "is larger than 1 MiB; this is no configuration");
    if (const int line = overlong_line(text))
        return complain({source, line, ""}, "is longer than " + std::to_string(longest_line) +
                                                " bytes; give each item of a list a line of its own");

    toml::table root;
    try {
        root = toml::parse(text, std::string_view(source));
    } catch (const toml::parse_error& wrong) {
        return complain({source, static_cast<int>(wrong.source().begin.line), ""},
                        "is not TOML: " + std::string(wrong.description()));
    }
    const auto known = sections();
    for (auto&& [key, node] : root) {
        const std::string name(key.str());
        const config_place where{source, static_cast<int>(key.source().begin.line), name};
        const bool is_section = std::find(known.begin(), known.end(), name) != known.end();
        if (is_section && node.is_table())
            read_section(source, name, *node.as_table());
        else if (is_section)
            complain(where, "is a section; write [" + name + "] on a line of its own");
        else if (node.is_table())
            complain(where, "there is no such section" + did_you_mean(name, known));
        else
            complain(where, "stands outside a section; write it under one of [server], [tls], [chat], [desk], [hours], "
                            "[connectors.order], [connectors.customer], [log]");
    }
}

void loader::read_environment(const std::map<std::string, std::string>& environment)
{
    std::map<std::string, std::string_view, std::less<>> known;
    for (auto key : keys()) known.emplace(environment_name(key), key);
    std::vector<std::string_view> names;
    names.reserve(known.size());
    for (const auto& [name, key] : known) names.push_back(name);

    for (const auto& [name, value] : environment) {
        if (!name.starts_with("AMENDS_")) continue;
        const config_place where{"environment", 0, name};
        if (auto found = known.find(name); found != known.end()) {
            store(found->second, {value, false}, where);
            continue;
        }
        // Others may use the prefix for their own ends; what looks like one of ours is a mistake.
        const auto known_sections = sections();
        const bool ours = std::any_of(known_sections.begin(), known_sections.end(), [&given = name](auto section) {
            return given.starts_with(environment_name(section) + "_");
        });
        // AMENDS_PORT is short for AMENDS_SERVER_PORT to whoever writes it.
        const auto ending = name.substr(std::string_view("AMENDS").size());
        const auto longer =
            std::find_if(names.begin(), names.end(), [&](std::string_view each) { return each.ends_with(ending); });
        if (longer != names.end())
            complain(where, "there is no such setting; did you mean " + std::string(*longer) + "?");
        else if (ours || !closest(name, names).empty())
            complain(where, "there is no such setting" + did_you_mean(name, names));
    }
}

void loader::read_flags(const std::vector<config_flag>& flags)
{
    for (const auto& each : flags) store(each.key, {each.value, false}, {each.name, 0, each.key});
}

void loader::check_file(const std::string& key, const std::filesystem::path& path)
{
    if (path.empty()) return;
    if (std::ifstream in(path); !in || std::filesystem::is_directory(path))
        complain_of(key, path.string() + " cannot be read; check its name and who may read it");
}

void loader::check_listener()
{
    const auto& c = loaded_.config;
    if (c.tls_certificate.empty() != c.tls_key.empty())
        complain_of(c.tls_key.empty() ? "tls.certificate" : "tls.key",
                    "needs the other of tls.certificate and tls.key too");
    check_file("tls.certificate", c.tls_certificate);
    check_file("tls.key", c.tls_key);
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(c.host, error);
    if (!error && !address.is_loopback() && c.tls_certificate.empty() && c.trusted_proxies.empty())
        complain_of("server.host", c.host + " is reached from other machines, which needs encryption: set "
                                            "tls.certificate and tls.key, or name the TLS proxy before it in "
                                            "server.trusted_proxies, or listen on 127.0.0.1");
}

void loader::check_connector(const std::string& name, const connector_settings& set)
{
    const auto url = "connectors." + name + ".url";
    const auto secret = "connectors." + name + ".secret_file";
    if (set.url.empty() != set.secret_file.empty())
        complain_of(set.url.empty() ? secret : url, "needs the other of " + url + " and " + secret + " too");
    check_file(secret, set.secret_file);
}

void loader::check_together()
{
    const auto& c = loaded_.config;
    check_listener();
    check_connector("order", c.order_connector);
    check_connector("customer", c.customer_connector);
    if (std::error_code error; !c.web_root.empty() && !std::filesystem::is_directory(c.web_root, error))
        complain_of("server.web_root", c.web_root.string() + " is not a directory; build the front ends or leave "
                                                             "the key out to use those in the binary");
    if (c.session_idle > c.session_absolute)
        complain_of("desk.session_idle", "is longer than desk.session_absolute (" +
                                             std::to_string(c.session_absolute.count()) +
                                             " s); make it the shorter of the two");
    const bool closed =
        std::all_of(std::begin(c.hours.days), std::end(c.hours.days), [](const auto& day) { return day.empty(); });
    if (!c.hours.always && closed) {
        const auto day = std::find_if(loaded_.set_at.begin(), loaded_.set_at.end(), [](const auto& each) {
            return each.first.starts_with("hours.") && each.first != "hours.zone";
        });
        complain(day->second,
                 "leaves no hour of the week open; give at least one day, or leave all days out to be open always");
    }
}

loaded_config loader::take()
{
    auto rank = [](const config_problem& p) {
        if (p.source == "environment") return 1;
        return p.source.starts_with("--") || p.source == "default" ? 2 : 0;
    };
    std::stable_sort(loaded_.problems.begin(), loaded_.problems.end(), [&](const auto& a, const auto& b) {
        return std::pair(rank(a), a.line) < std::pair(rank(b), b.line);
    });
    return std::move(loaded_);
}

} // namespace

std::string to_string(const config_problem& p)
{
    std::string text = p.source;
    if (p.line > 0) text += ":" + std::to_string(p.line);
    text += ": ";
    if (!p.key.empty()) text += p.key + ": ";
    return text + p.message;
}

loaded_config load_config(const std::filesystem::path& file, const std::map<std::string, std::string>& environment,
                          const std::vector<config_flag>& flags)
{
    loader all;
    all.read_file(file);
    all.read_environment(environment);
    all.read_flags(flags);
    all.check_together();
    return all.take();
}

config_problem problem_at(const loaded_config& loaded, const std::string& key, std::string message)
{
    const auto found = loaded.set_at.find(key);
    const auto at = found == loaded.set_at.end() ? config_place{"default", 0, key} : found->second;
    return {at.source, at.line, at.key, std::move(message)};
}

} // namespace amends::bot
