#include "bot/authoring/check.hpp"

#include "dialogs/lint/lint.hpp"

#include <algorithm>

namespace amends::bot {

bool checked_tree::publishable() const
{
    return tree && std::none_of(findings.begin(), findings.end(),
                                [](const finding& each) { return each.severity == severity::error; });
}

checked_tree check(std::string_view text, std::string_view file)
{
    auto linted = dialogs::lint_source({file, text});
    checked_tree checked{std::move(linted.tree), {}};
    for (auto& each : linted.findings)
        checked.findings.push_back(
            {each.severity == dialogs::lint_severity::error ? severity::error : severity::warning, std::move(each.at)});
    return checked;
}

} // namespace amends::bot
