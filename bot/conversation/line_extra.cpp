#include "bot/conversation/line_extra.hpp"

#include <nlohmann/json.hpp>

namespace amends::bot {

namespace {

std::string text_member(const nlohmann::json& object, const char* name)
{
    auto member = object.find(name);
    return member != object.end() && member->is_string() ? member->get<std::string>() : std::string{};
}

} // namespace

void append_json_string(std::string& out, std::string_view text)
{
    // nlohmann's serializer is used for what it is careful about: escapes and broken UTF-8.
    bool plain = true;
    for (char given : text)
        if (const auto c = static_cast<unsigned char>(given); c < 0x20 || c >= 0x7f || c == '"' || c == '\\') {
            plain = false;
            break;
        }
    if (plain) {
        out.push_back('"');
        out.append(text);
        out.push_back('"');
        return;
    }
    out += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string encode_extra(const std::vector<option>& options, const std::string& question, const std::string& client_id)
{
    if (options.empty() && question.empty() && client_id.empty()) return {};
    std::string out = "{";
    auto member = [&](std::string_view name) {
        if (out.size() > 1) out.push_back(',');
        append_json_string(out, name);
        out.push_back(':');
    };
    if (!client_id.empty()) {
        member("id");
        append_json_string(out, client_id);
    }
    if (!question.empty()) {
        member("question");
        append_json_string(out, question);
    }
    if (!options.empty()) {
        member("options");
        out.push_back('[');
        for (const auto& each : options) {
            if (out.back() != '[') out.push_back(',');
            out += "{\"value\":";
            append_json_string(out, each.value);
            out += ",\"label\":";
            append_json_string(out, each.label);
            out.push_back('}');
        }
        out.push_back(']');
    }
    out.push_back('}');
    return out;
}

spoken_line_ptr to_spoken(const storage::stored_line& line)
{
    auto spoken = std::make_shared<spoken_line>();
    spoken->sequence = line.sequence;
    spoken->internal = line.audience == storage::audience::internal;
    spoken->withdrawn = line.state == storage::line_state::withdrawn;
    spoken->from = line.from;
    spoken->text = line.text;
    spoken->author = line.author;
    spoken->at = line.at;
    if (line.extra.empty()) return spoken;
    auto extra = nlohmann::json::parse(line.extra, nullptr, false);
    if (!extra.is_object()) return spoken;
    spoken->client_id = text_member(extra, "id");
    spoken->question = text_member(extra, "question");
    if (auto options = extra.find("options"); options != extra.end() && options->is_array())
        for (const auto& each : *options)
            if (each.is_object()) spoken->options.push_back({text_member(each, "value"), text_member(each, "label")});
    return spoken;
}

} // namespace amends::bot
