#include "bot/desk/wording.hpp"

#include "dialogs/lint/wording.hpp"

namespace amends::bot {

std::vector<objection> objections_to(std::string_view draft)
{
    std::vector<objection> made;
    for (const auto& each : dialogs::check_wording(draft, {}))
        made.push_back({std::string(each.rule->id), each.rule->severity == dialogs::lint_severity::error,
                        std::string(draft.substr(each.where.begin, each.where.end - each.where.begin))});
    return made;
}

} // namespace amends::bot
