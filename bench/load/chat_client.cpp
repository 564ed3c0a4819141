#include "bench/load/chat_client.hpp"

#include "bench/failure.hpp"

#include <charconv>

namespace amends::bench {
namespace {

/// What follows `"name":` in `text`.
std::string_view after_member(std::string_view text, std::string_view name)
{
    for (auto at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
        const auto end = at + name.size();
        if (at > 0 && text[at - 1] == '"' && text.substr(end, 2) == "\":") return text.substr(end + 2);
    }
    throw failure("a frame without \"" + std::string(name) + "\": " + std::string(text.substr(0, 300)));
}

} // namespace

std::string_view string_member(std::string_view text, std::string_view name)
{
    const auto rest = after_member(text, name);
    const auto end = rest.find('"', 1);
    if (!rest.starts_with('"') || end == rest.npos) throw failure("not a string: " + std::string(name));
    return rest.substr(1, end - 1);
}

std::int64_t number_member(std::string_view text, std::string_view name)
{
    const auto rest = after_member(text, name);
    std::int64_t value = 0;
    if (std::from_chars(rest.data(), rest.data() + rest.size(), value).ec != std::errc{})
        throw failure("not a number: " + std::string(name));
    return value;
}

endpoint chat_endpoint(std::uint16_t port) { return {port, "/chat", "amends.chat.v1"}; }

chat_client::chat_client(loop& on, const endpoint& to, unsigned number, const script& words, std::size_t part_number)
    : client(on, to, number), script_(words), part_number_(part_number)
{}

void chat_client::on_open()
{
    send(R"({"type":"hello","token":"","after":0,"generation":"","locale":")" + words().locale + R"(","zone":")" +
         words().zone + R"(","tree":")" + script_.tree + "\"}");
}

void chat_client::on_text(std::string_view text)
{
    const auto type = string_member(text, "type");
    if (type == "error") throw failure("the server answered " + std::string(text));
    if (type == "welcome") {
        welcomed_ = true;
        on_welcome(text);
    } else {
        on_frame(type, text);
    }
}

} // namespace amends::bench
