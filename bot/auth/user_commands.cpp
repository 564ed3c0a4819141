#include "bot/auth/user_commands.hpp"

#include <nlohmann/json.hpp>

namespace amends::bot {
namespace {

using boost::asio::awaitable;
using nlohmann::json;

awaitable<result<json_text>> add(accounts& accounts, json request)
{
    const auto role = text_member(request, "role");
    if (role != "agent" && role != "admin") co_return problem{"bad_role", "The role is \"agent\" or \"admin\"."};
    const auto as = role == "admin" ? user_role::admin : user_role::agent;
    auto id = co_await accounts.add_user(text_member(request, "name"), text_member(request, "display"), as,
                                         text_member(request, "password"), user_id{});
    if (!id) co_return id.error();
    co_return to_text({{"id", id->value}});
}

awaitable<result<json_text>> set_password(accounts& accounts, json request)
{
    auto done = co_await accounts.set_password(text_member(request, "name"), text_member(request, "password"), {});
    if (!done) co_return done.error();
    co_return to_text(json::object());
}

awaitable<result<json_text>> set_disabled(accounts& accounts, json request)
{
    const bool disabled = request.value("disabled", json(true)) != json(false);
    auto done = co_await accounts.set_disabled(text_member(request, "name"), disabled, {});
    if (!done) co_return done.error();
    co_return to_text(json::object());
}

awaitable<result<json_text>> list(store_access& store)
{
    auto question = [](storage::reader& reader) { return reader.users(); };
    auto users = co_await store.read(question);
    if (!users) co_return users.error();
    auto rows = json::array();
    for (const auto& user : *users)
        rows.push_back({{"id", user.id.value},
                        {"name", user.name},
                        {"display", user.display},
                        {"role", user.role == storage::role::admin ? "admin" : "agent"},
                        {"disabled", user.disabled}});
    co_return to_text({{"users", std::move(rows)}});
}

} // namespace

admin_commands user_commands(std::shared_ptr<accounts> accounts, store_access& store)
{
    return {{"user.add", [accounts](json request) { return add(*accounts, std::move(request)); }},
            {"user.passwd", [accounts](json request) { return set_password(*accounts, std::move(request)); }},
            {"user.disable", [accounts](json request) { return set_disabled(*accounts, std::move(request)); }},
            {"user.list", [&store](const json&) { return list(store); }}};
}

} // namespace amends::bot
