#include "bot/admin/admin.hpp"

#include <nlohmann/json.hpp>

namespace amends::bot {
namespace {

using nlohmann::json;

std::string refusal(const problem& p)
{
    return to_text({{"ok", false}, {"code", p.code}, {"message", p.message}}).text;
}

} // namespace

boost::asio::awaitable<std::string> admin::handle(std::string request) const
{
    auto parsed = json::parse(request, nullptr, false);
    if (!parsed.is_object()) co_return refusal({"admin.malformed", "A request is a JSON object with a \"command\"."});
    const auto name = text_member(parsed, "command");
    const auto found = commands_.find(name);
    if (found == commands_.end())
        co_return refusal({"admin.unknown", "This server (" AMENDS_VERSION ") knows no such command; the command line "
                                            "and the server are of different versions, restart the server."});
    auto answer = co_await found->second(std::move(parsed));
    const auto code = answer ? std::string("ok") : answer.error().code;
    log_.write(log_level::info, "admin.command", {{"command", found->first}, {"code", std::string_view(code)}});
    if (!answer) co_return refusal(answer.error());
    co_return R"({"ok":true,"result":)" + answer->text + "}";
}

} // namespace amends::bot
