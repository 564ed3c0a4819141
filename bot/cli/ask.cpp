#include "bot/cli/ask.hpp"

#include <nlohmann/json.hpp>

namespace amends::bot {

using nlohmann::json;

constexpr int page = 100; ///< conversations asked for at once

result<json> ask(server_link& link, const json& request)
{
    const auto text = link.request(request.dump(-1, ' ', false, json::error_handler_t::replace));
    if (!text) return text.error();
    const auto parsed = json::parse(*text, nullptr, false);
    if (!parsed.is_object()) return problem{"link.io", "The server's answer is not understood; restart it."};
    if (!parsed.value("ok", false))
        return problem{parsed.value("code", "link.io"),
                       parsed.value("message", "The server refused without a reason.")};
    return {boost::system::in_place_value, parsed.value("result", json::object())};
}

result<bool> ask_pages(server_link& link, json request, const std::function<bool(const json&)>& each)
{
    request["limit"] = page;
    request["after"] = 0;
    while (!request["after"].is_null()) {
        const auto got = ask(link, request);
        if (!got) return got.error();
        if (!each(*got)) return false;
        request["after"] = got->value("next", json(nullptr));
    }
    return true;
}

} // namespace amends::bot
