#include "bot/config/settings.hpp"

#include "bot/config/hours.hpp"
#include "dialogs/text/zone.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <charconv>

namespace amends::bot {
namespace {

using complaint = std::optional<std::string>;

std::string_view kind_of(const written_value& from)
{
    if (std::holds_alternative<std::string>(from.value)) return "a string";
    if (std::holds_alternative<std::int64_t>(from.value)) return "an integer";
    if (std::holds_alternative<bool>(from.value)) return "a boolean";
    if (std::holds_alternative<std::vector<std::string>>(from.value)) return "a list";
    return std::get<written_value::unusable>(from.value).what;
}

std::string wanted(std::string_view what, const written_value& from)
{
    std::string given(kind_of(from));
    if (auto* text = std::get_if<std::string>(&from.value)) given = "\"" + *text + "\"";
    return "must be " + std::string(what) + ", not " + given;
}

std::optional<std::int64_t> to_integer(const written_value& from)
{
    if (auto* number = std::get_if<std::int64_t>(&from.value)) return *number;
    auto* text = std::get_if<std::string>(&from.value);
    if (!text || from.typed) return std::nullopt;
    std::int64_t number = 0;
    auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error != std::errc{} || end != text->data() + text->size()) return std::nullopt;
    return number;
}

template <class Integer>
complaint store_integer(Integer& into, const written_value& from, std::int64_t least, std::int64_t most)
{
    auto number = to_integer(from);
    if (!number || *number < least || *number > most) {
        auto text = wanted("an integer from " + std::to_string(least) + " to " + std::to_string(most), from);
        if (number)
            text = "must be from " + std::to_string(least) + " to " + std::to_string(most) + ", not " +
                   std::to_string(*number);
        return text;
    }
    into = static_cast<Integer>(*number);
    return {};
}

/// Seconds from 90, "90s", "15m" or "12h".
std::optional<std::int64_t> to_seconds(const written_value& from)
{
    if (auto* number = std::get_if<std::int64_t>(&from.value)) return *number;
    auto* text = std::get_if<std::string>(&from.value);
    if (!text || text->empty()) return std::nullopt;
    std::int64_t number = 0;
    auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error != std::errc{} || number < 0 || number > 1'000'000'000) return std::nullopt;
    std::string_view unit(end, static_cast<std::size_t>(text->data() + text->size() - end));
    if (unit.empty() && !from.typed) return number;
    if (unit == "s") return number;
    if (unit == "m") return number * 60;
    if (unit == "h") return number * 3600;
    return std::nullopt;
}

complaint store_duration(std::chrono::seconds& into, const written_value& from, std::int64_t least, std::int64_t most)
{
    auto seconds = to_seconds(from);
    if (!seconds) return wanted("a length of time such as \"30s\", \"15m\" or \"12h\"", from);
    if (*seconds < least || *seconds > most)
        return "must be from " + std::to_string(least) + " to " + std::to_string(most) + " seconds, not " +
               std::to_string(*seconds);
    into = std::chrono::seconds(*seconds);
    return {};
}

const std::string* to_text(const written_value& from)
{
    auto* text = std::get_if<std::string>(&from.value);
    return text && text->find('\0') == std::string::npos ? text : nullptr;
}

complaint store_path(std::filesystem::path& into, const written_value& from)
{
    auto* text = to_text(from);
    if (!text || text->empty()) return wanted("a path", from);
    into = *text;
    return {};
}

std::optional<std::vector<std::string>> to_list(const written_value& from)
{
    if (auto* list = std::get_if<std::vector<std::string>>(&from.value)) return *list;
    auto* text = std::get_if<std::string>(&from.value);
    if (!text || from.typed) return std::nullopt;
    std::vector<std::string> list;
    std::string_view rest = *text;
    while (!rest.empty()) {
        auto comma = std::min(rest.find(','), rest.size());
        auto item = rest.substr(0, comma);
        rest.remove_prefix(std::min(comma + 1, rest.size()));
        while (!item.empty() && item.front() == ' ') item.remove_prefix(1);
        while (!item.empty() && item.back() == ' ') item.remove_suffix(1);
        if (!item.empty()) list.emplace_back(item);
    }
    return list;
}

/// scheme://host[:port], nothing after it: what browsers call an origin.
bool is_origin(std::string_view text)
{
    if (text.starts_with("https://"))
        text.remove_prefix(8);
    else if (text.starts_with("http://"))
        text.remove_prefix(7);
    else
        return false;
    auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':' || c == '[' ||
               c == ']';
    };
    return !text.empty() && text.size() <= 260 && std::all_of(text.begin(), text.end(), allowed);
}

complaint store_host(config& into, const written_value& from)
{
    auto* text = to_text(from);
    boost::system::error_code error;
    if (text && *text == "localhost") {
        into.host = "127.0.0.1";
        return {};
    }
    if (text) boost::asio::ip::make_address(*text, error);
    if (!text || error) return wanted("the IP address to listen on, such as 127.0.0.1 or ::1", from);
    into.host = *text;
    return {};
}

complaint store_public_url(config& into, const written_value& from)
{
    auto* text = to_text(from);
    if (text && !text->empty() && !is_origin(*text))
        return wanted("the address that browsers see, in lower case and without a path, such as "
                      "https://chat.shop.example",
                      from);
    if (!text) return wanted("a string", from);
    into.public_url = *text;
    return {};
}

complaint store_proxies(config& into, const written_value& from)
{
    auto list = to_list(from);
    if (!list) return wanted("a list of addresses such as [\"127.0.0.1\"]", from);
    for (const auto& each : *list) {
        boost::system::error_code error;
        boost::asio::ip::make_address(each, error);
        if (error) return "\"" + each + "\" is not an IP address; write each proxy's own, such as \"10.0.0.2\"";
    }
    into.trusted_proxies = std::move(*list);
    return {};
}

complaint store_origins(config& into, const written_value& from)
{
    auto list = to_list(from);
    if (!list) return wanted("a list of origins such as [\"https://shop.example\"]", from);
    for (const auto& each : *list)
        if (!is_origin(each))
            return "\"" + each +
                   "\" is not an origin; write scheme and host in lower case, without a path or a "
                   "slash at the end, such as \"https://shop.example\"";
    into.allowed_origins = std::move(*list);
    return {};
}

complaint store_tree(config& into, const written_value& from)
{
    auto* text = to_text(from);
    auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    if (!text || text->empty() || text->size() > 64 || !std::all_of(text->begin(), text->end(), allowed))
        return wanted("the id of a dialog tree, such as \"retail-order\"", from);
    into.default_tree = *text;
    return {};
}

complaint store_level(config& into, const written_value& from)
{
    auto* text = to_text(from);
    for (std::string_view level : {"debug", "info", "warning", "error"})
        if (text && *text == level) {
            into.log_level = level;
            return {};
        }
    return wanted("debug, info, warning or error", from);
}

complaint store_url(std::string& into, const written_value& from)
{
    auto* text = to_text(from);
    const bool web = text && (text->starts_with("https://") || text->starts_with("http://")) && text->size() <= 2000;
    if (!web) return wanted("a URL such as \"https://erp.shop.example/amends/order\"", from);
    into = *text;
    return {};
}

complaint store_zone(config& into, const written_value& from)
{
    auto* text = to_text(from);
    if (!text || !dialogs::is_zone(*text))
        return wanted("the IANA name of a time zone, such as \"Asia/Shanghai\" or \"Europe/London\"", from);
    into.hours.zone = *text;
    return {};
}

template <std::size_t Day> complaint store_day(config& into, const written_value& from)
{
    auto list = to_list(from);
    if (!list) return wanted("a list of hours such as [\"09:00-12:00\", \"13:00-18:00\"]; [] is a closed day", from);
    std::vector<business_hours::span> spans;
    for (const auto& each : *list) {
        auto span = parse_span(each);
        if (!span)
            return "\"" + each +
                   "\" is not a span of hours; write \"09:00-18:00\", at most to \"24:00\" (a night "
                   "shift goes on from \"00:00\" the next day)";
        spans.push_back(*span);
    }
    std::sort(spans.begin(), spans.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
    for (std::size_t i = 1; i < spans.size(); ++i)
        if (spans[i].from < spans[i - 1].to) return "has spans that overlap; write them apart or as one";
    into.hours.days[Day] = std::move(spans);
    into.hours.always = false;
    return {};
}

constexpr std::int64_t hour = 3600;

// Captureless lambdas, so that a row is a key and how its value is believed.
constexpr setting table[] = {
    {"server.host", store_host},
    {"server.port", [](config& c, const written_value& v) { return store_integer(c.port, v, 0, 65535); }},
    {"server.threads", [](config& c, const written_value& v) { return store_integer(c.threads, v, 0, 256); }},
    {"server.data", [](config& c, const written_value& v) { return store_path(c.data, v); }},
    {"server.public_url", store_public_url},
    {"server.trusted_proxies", store_proxies},
    {"server.allowed_origins", store_origins},
    {"server.web_root", [](config& c, const written_value& v) { return store_path(c.web_root, v); }},
    {"server.max_connections",
     [](config& c, const written_value& v) { return store_integer(c.max_connections, v, 1, 1'000'000); }},
    {"server.max_connections_per_address",
     [](config& c, const written_value& v) { return store_integer(c.max_connections_per_address, v, 1, 1'000'000); }},
    {"tls.certificate", [](config& c, const written_value& v) { return store_path(c.tls_certificate, v); }},
    {"tls.key", [](config& c, const written_value& v) { return store_path(c.tls_key, v); }},
    {"chat.default_tree", store_tree},
    {"chat.heartbeat", [](config& c, const written_value& v) { return store_duration(c.heartbeat, v, 1, 300); }},
    {"chat.max_hot_conversations",
     [](config& c, const written_value& v) { return store_integer(c.max_hot_conversations, v, 1, 5'000'000); }},
    {"desk.agent_grace", [](config& c, const written_value& v) { return store_duration(c.agent_grace, v, 1, hour); }},
    {"desk.session_idle",
     [](config& c, const written_value& v) { return store_duration(c.session_idle, v, 1, 7 * 24 * hour); }},
    {"desk.session_absolute",
     [](config& c, const written_value& v) { return store_duration(c.session_absolute, v, 1, 30 * 24 * hour); }},
    {"hours.zone", store_zone},
    {"hours.monday", store_day<0>},
    {"hours.tuesday", store_day<1>},
    {"hours.wednesday", store_day<2>},
    {"hours.thursday", store_day<3>},
    {"hours.friday", store_day<4>},
    {"hours.saturday", store_day<5>},
    {"hours.sunday", store_day<6>},
    {"connectors.order.url", [](config& c, const written_value& v) { return store_url(c.order_connector.url, v); }},
    {"connectors.order.secret_file",
     [](config& c, const written_value& v) { return store_path(c.order_connector.secret_file, v); }},
    {"connectors.customer.url",
     [](config& c, const written_value& v) { return store_url(c.customer_connector.url, v); }},
    {"connectors.customer.secret_file",
     [](config& c, const written_value& v) { return store_path(c.customer_connector.secret_file, v); }},
    {"log.level", store_level},
};

} // namespace

std::span<const setting> settings() { return table; }

std::string environment_name(std::string_view key)
{
    std::string name = "AMENDS_";
    for (char c : key) name += c == '.' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    return name;
}

} // namespace amends::bot
