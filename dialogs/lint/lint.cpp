#include "dialogs/lint/lint.hpp"

#include "dialogs/lint/subject.hpp"

namespace amends::dialogs {
namespace {

finding judged(diagnostic at)
{
    const auto* rule = find_lint_rule(at.code);
    if (!rule) return {std::move(at), lint_severity::error, {}};
    return {std::move(at), rule->severity, rule->mend};
}

std::vector<finding> judged(std::vector<diagnostic> all)
{
    std::vector<finding> made;
    made.reserve(all.size());
    for (auto& each : all) made.push_back(judged(std::move(each)));
    return made;
}

} // namespace

std::vector<finding> lint(const tree& compiled, const tree_source& source)
{
    document doc{source.text, source.file};
    if (doc.problem_count() > 0) return judged(std::move(doc).problems());
    const lint_subject subject{compiled.compiled(), doc};
    check_structure(subject);
    check_order(subject);
    check_people(subject);
    check_texts(subject);
    return judged(std::move(doc).problems());
}

linted_tree lint_source(const tree_source& source, const std::vector<tree_source>& others)
{
    auto loaded = load_tree(source.text, source.file, others);
    if (!loaded.tree) return {nullptr, judged(std::move(loaded.problems))};
    auto found = lint(*loaded.tree, source);
    return {std::move(loaded.tree), std::move(found)};
}

} // namespace amends::dialogs
