#include "bot/ports/admin_command.hpp"

#include <nlohmann/json.hpp>

namespace amends::bot {

json_text to_text(const nlohmann::json& value)
{
    return {value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)};
}

std::string text_member(const nlohmann::json& request, std::string_view member)
{
    auto found = request.find(member);
    return found != request.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::int64_t integer_member(const nlohmann::json& request, std::string_view member, std::int64_t otherwise)
{
    auto found = request.find(member);
    return found != request.end() && found->is_number_integer() ? found->get<std::int64_t>() : otherwise;
}

} // namespace amends::bot
