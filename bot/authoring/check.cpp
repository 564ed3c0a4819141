#include "bot/authoring/check.hpp"

#include "dialogs/lint/lint.hpp"

#include <algorithm>

namespace amends::bot {

bool any_error(const std::vector<finding>& findings)
{
    return std::any_of(findings.begin(), findings.end(),
                       [](const finding& each) { return each.severity == severity::error; });
}

std::string to_string(const finding& each, std::string_view language)
{
    auto told = to_string(each.what, language);
    if (!each.mend.empty()) told += "\n  " + each.mend.in(language);
    if (each.happened.empty()) return told;
    told += language.starts_with("zh") ? "\n  实际发生：" : "\n  what happened:";
    for (std::size_t at = 0; at < each.happened.size();) {
        const auto end = std::min(each.happened.find('\n', at), each.happened.size());
        told += "\n    " + each.happened.substr(at, end - at);
        at = end + 1;
    }
    return told;
}

bool checked_tree::publishable() const { return tree && !any_error(findings); }

checked_tree check(std::string_view text, std::string_view file)
{
    auto linted = dialogs::lint_source({file, text});
    checked_tree checked{std::move(linted.tree), {}};
    for (auto& each : linted.findings)
        checked.findings.push_back(
            {each.severity == dialogs::lint_severity::error ? severity::error : severity::warning, std::move(each.at),
             std::move(each.mend)});
    return checked;
}

} // namespace amends::bot
