#include "bot/admin/page.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace amends::bot {

constexpr std::int64_t largest_page = 500; ///< conversations

result<std::optional<std::int64_t>> page(storage::reader& reader, const nlohmann::json& request,
                                         const std::function<result<bool>(conversation_id)>& each)
{
    const auto after = conversation_id{integer_member(request, "after", 0)};
    const auto limit = std::clamp<std::int64_t>(integer_member(request, "limit", 100), 1, largest_page);
    auto ids = reader.conversations(after, static_cast<int>(limit));
    if (!ids) return ids.error();
    std::optional<std::int64_t> next;
    for (auto id : *ids) {
        const auto more = each(id);
        if (!more) return more.error();
        next = id.value;
        if (!*more) return next;
    }
    if (static_cast<std::int64_t>(ids->size()) < limit) next.reset();
    return next;
}

nlohmann::json or_null(std::optional<std::int64_t> number)
{
    return number ? nlohmann::json(*number) : nlohmann::json(nullptr);
}

} // namespace amends::bot
