#include "adapters/chat/frames.hpp"
#include "adapters/connector/answer.hpp"
#include "adapters/desk/frames.hpp"

#include "bytes.hpp"

#include <nlohmann/json.hpp>

using namespace amends;
using namespace amends::adapters;
using fuzz::must;

namespace {

/// What is sent can be read by whoever gets it.
bool is_json(const std::string& text) { return !nlohmann::json::parse(text, nullptr, false).is_discarded(); }

void read_chat(std::string_view text)
{
    const auto frame = chat::parse_frame(text);
    std::string answer;
    if (const auto* error = std::get_if<chat::frame_error>(&frame)) {
        must(!error->code.empty() && !error->message.empty());
        chat::append_error(answer, *error);
        must(is_json(answer));
    }
    const auto* say = std::get_if<chat::say>(&frame);
    if (!say) return;
    must(!say->text.empty() && say->text.find('\0') == std::string::npos);
    bot::spoken_line line;
    line.from = speaker::customer;
    line.text = say->text;
    chat::append_line(answer, line);
    must(is_json(answer));
}

void read_desk(std::string_view text)
{
    const auto frame = desk::parse_request(text);
    if (const auto* error = std::get_if<desk::request_error>(&frame))
        must(!error->code.empty() && !error->message.empty());
    else if (const auto& made = std::get<desk::request>(frame); made.type == desk::request_type::reply)
        must(!made.text.empty() && made.text.find('\0') == std::string::npos);
}

void read_connector(std::string_view text)
{
    const auto answer = read_answer(200, text);
    must(answer.fields.size() <= 64);
    for (const auto& [name, value] : answer.fields) must(name.size() <= 64 && value.size() <= 500);
    must(is_json(question_text("order", {std::string{text}, {{std::string{text}, "1"}}})));
}

} // namespace

/// What comes over the wire: a customer's frame, an agent's, a connector's answer.
// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    read_chat(text);
    read_desk(text);
    read_connector(text);
    if (const auto mended = without_half_characters(text)) must(!without_half_characters(*mended));
    std::string quoted;
    append_json_string(quoted, text);
    must(is_json(quoted));
    return 0;
}
