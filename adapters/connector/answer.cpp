#include "adapters/connector/answer.hpp"

#include "adapters/net/json_text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <optional>

namespace amends::adapters {
namespace {

using nlohmann::json;

constexpr std::size_t most_fields = 64;
constexpr std::size_t longest_name = 64;
constexpr std::size_t longest_value = 500;
constexpr int deepest = 8;

bool too_deep(std::string_view text)
{
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (quoted) {
            if (text[i] == '\\')
                ++i;
            else if (text[i] == '"')
                quoted = false;
        } else if (text[i] == '"') {
            quoted = true;
        } else if (text[i] == '{' || text[i] == '[') {
            if (++depth > deepest) return true;
        } else if (text[i] == '}' || text[i] == ']') {
            --depth;
        }
    }
    return false;
}

std::optional<std::string> number_text(const json& value)
{
    const auto number = value.get<double>();
    if (!std::isfinite(number) || std::abs(number) > 1e15) return std::nullopt;
    if (value.is_number_integer() || number == std::floor(number))
        return std::to_string(static_cast<long long>(number));
    std::array<char, 64> buffer{};
    const auto [end, error] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed);
    return error == std::errc{} ? std::optional{std::string(buffer.data(), end)} : std::nullopt;
}

/// {"amount": 320, "currency": "CNY"} as "320.00 CNY".
std::optional<std::string> money_text(const json& value)
{
    const auto amount = value.find("amount");
    const auto currency = value.find("currency");
    if (value.size() != 2 || amount == value.end() || currency == value.end()) return std::nullopt;
    if (!amount->is_number() || !currency->is_string()) return std::nullopt;
    const auto number = amount->get<double>();
    const auto& code = currency->get_ref<const std::string&>();
    const bool iso =
        code.size() == 3 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!iso || !std::isfinite(number) || std::abs(number) > 1e12) return std::nullopt;
    std::array<char, 64> buffer{};
    const int size = std::snprintf(buffer.data(), buffer.size(), "%.2f ", number);
    return std::string(buffer.data(), static_cast<std::size_t>(size)) + code;
}

std::optional<std::string> value_text(const json& value)
{
    if (value.is_string()) return value.get<std::string>();
    if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
    if (value.is_number()) return number_text(value);
    return value.is_object() ? money_text(value) : std::nullopt;
}

bot::connector_answer failed(std::string why) { return {lookup_outcome::failed, {}, std::move(why)}; }

bot::connector_answer read_fields(const json& fields)
{
    if (!fields.is_object()) return failed("the answer's \"fields\" are no object");
    if (fields.size() > most_fields)
        return failed("the answer has more than " + std::to_string(most_fields) + " fields");
    bot::connector_answer answer{lookup_outcome::found, {}, {}};
    for (const auto& [name, value] : fields.items()) {
        if (value.is_null()) continue;
        auto text = value_text(value);
        if (name.empty() || name.size() > longest_name) return failed("the answer has a field with a bad name");
        if (!text) return failed("the answer's field \"" + name + "\" is no string, number, boolean or amount");
        if (text->size() > longest_value)
            return failed("the answer's field \"" + name + "\" is longer than " + std::to_string(longest_value) +
                          " bytes");
        answer.fields.emplace(name, std::move(*text));
    }
    return answer;
}

} // namespace

std::string question_text(std::string_view connector, const bot::connector_request& request)
{
    std::string text;
    {
        json_object question{text};
        question.text("connector", connector).text("reference", request.reference);
        json_object arguments{question.key("arguments")};
        // The names are those of a published tree, which may hold anything.
        bool first = true;
        for (const auto& [name, value] : request.arguments) {
            if (!first) text += ',';
            first = false;
            append_json_string(text, name);
            text += ':';
            append_json_string(text, value);
        }
    }
    return text;
}

bot::connector_answer read_answer(unsigned status, std::string_view body)
{
    if (status == 404) return {lookup_outcome::not_found, {}, {}};
    if (status != 200) return failed("answered with HTTP status " + std::to_string(status));
    if (too_deep(body)) return failed("the answer is nested too deep");
    const auto parsed = json::parse(body.begin(), body.end(), nullptr, false);
    if (parsed.is_discarded() || !parsed.is_object()) return failed("the answer is no JSON object");
    const auto found = parsed.find("found");
    if (found == parsed.end() || !found->is_boolean())
        return failed("the answer has no \"found\" that is true or false");
    if (!found->get<bool>()) return {lookup_outcome::not_found, {}, {}};
    const auto fields = parsed.find("fields");
    return fields == parsed.end() ? bot::connector_answer{lookup_outcome::found, {}, {}} : read_fields(*fields);
}

} // namespace amends::adapters
