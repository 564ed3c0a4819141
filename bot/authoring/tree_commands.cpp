#include "bot/authoring/tree_commands.hpp"

#include <nlohmann/json.hpp>

namespace amends::bot {
namespace {

using boost::asio::awaitable;
using nlohmann::json;

author command_line() { return {{}, "command line"}; }

problem refusal(const fixed_sentence& lead, const std::vector<finding>& findings, const std::string& language)
{
    std::string told{lead.in(language)};
    for (const auto& each : findings) told += "\n" + to_string(each, language);
    return {"tree.invalid", std::move(told)};
}

/// `request` says in which "language" its sender reads.
result<json_text> told(const result<publish_answer>& answer, const json& request)
{
    if (!answer) return answer.error();
    if (!answer->version.empty()) return to_text({{"tree", answer->tree}, {"version", answer->version}});
    return refusal({"对话树没有发布：", "The tree was not published:"}, answer->findings,
                   text_member(request, "language"));
}

awaitable<result<json_text>> publish(std::shared_ptr<authoring> trees, json request)
{
    const auto reason = text_member(request, "reason");
    const auto tree = text_member(request, "tree");
    if (tree.empty()) {
        auto answer = co_await trees->publish_text(text_member(request, "source"), text_member(request, "file"), reason,
                                                   command_line());
        co_return told(answer, request);
    }
    auto opened = co_await trees->open(tree);
    if (!opened) co_return opened.error();
    auto answer = co_await trees->publish_draft(tree, opened->draft.revision, reason, command_line());
    co_return told(answer, request);
}

awaitable<result<json_text>> roll_back(std::shared_ptr<authoring> trees, json request)
{
    const auto tree = text_member(request, "tree");
    auto opened = co_await trees->open(tree);
    if (!opened) co_return opened.error();
    // In a statement of its own: GCC 12 destroys the temporary of a conditional twice beside a co_await.
    const std::string over = opened->active ? opened->active->version : std::string{};
    auto answer = co_await trees->roll_back(tree, text_member(request, "version"), over, text_member(request, "reason"),
                                            command_line());
    co_return told(answer, request);
}

json row_of(const tree_summary& each)
{
    json row{{"tree", each.id}};
    if (each.active)
        row.update({{"version", each.active->version},
                    {"author", each.active->author},
                    {"reason", each.active->reason},
                    {"at", to_unix_ms(each.active->at)}});
    if (each.draft)
        row["draft"] = {
            {"revision", each.draft->revision}, {"author", each.draft->author}, {"at", to_unix_ms(each.draft->at)}};
    return row;
}

awaitable<result<json_text>> list(std::shared_ptr<authoring> trees)
{
    auto all = co_await trees->list();
    if (!all) co_return all.error();
    auto rows = json::array();
    for (const auto& each : *all) rows.push_back(row_of(each));
    co_return to_text({{"trees", std::move(rows)}});
}

awaitable<result<json_text>> open(std::shared_ptr<authoring> trees, json request)
{
    const auto tree = text_member(request, "tree");
    const auto wanted = text_member(request, "version");
    if (!wanted.empty()) {
        auto version = co_await trees->version(tree, wanted);
        if (!version) co_return version.error();
        co_return to_text({{"tree", tree}, {"version", wanted}, {"source", version->source}});
    }
    auto opened = co_await trees->open(tree);
    if (!opened) co_return opened.error();
    co_return to_text({{"tree", tree},
                       {"active", opened->active ? opened->active->version : ""},
                       {"revision", opened->draft.revision},
                       {"based_on", opened->draft.based_on},
                       {"author", opened->draft.author},
                       {"changed", opened->changed},
                       {"source", opened->draft.source}});
}

awaitable<result<json_text>> history(std::shared_ptr<authoring> trees, json request)
{
    auto all = co_await trees->history(text_member(request, "tree"));
    if (!all) co_return all.error();
    auto rows = json::array();
    for (const auto& each : *all)
        rows.push_back(
            {{"version", each.version}, {"author", each.author}, {"reason", each.reason}, {"at", to_unix_ms(each.at)}});
    co_return to_text({{"publications", std::move(rows)}});
}

problem somebody_works_on(const opened_tree& opened)
{
    return {"draft.other", "The draft of " + opened.id + " has unpublished changes by " + opened.draft.author +
                               ". Look at them with `amends trees diff " + opened.id +
                               "`; to take their place, push with --over " + std::to_string(opened.draft.revision) +
                               "."};
}

awaitable<result<json_text>> save(std::shared_ptr<authoring> trees, json request)
{
    storage::tree_draft draft;
    draft.id = text_member(request, "tree");
    draft.source = text_member(request, "source");
    auto opened = co_await trees->open(draft.id);
    if (!opened && opened.error().code != "tree.unknown") co_return opened.error();
    if (opened) {
        draft.revision = integer_member(request, "over", opened->draft.revision);
        draft.based_on = opened->active ? opened->active->version : "";
        if (opened->changed && !request.contains("over") && opened->draft.source != draft.source)
            co_return somebody_works_on(*opened);
    }
    auto revision = co_await trees->save(draft, command_line());
    if (!revision) co_return revision.error();
    co_return to_text({{"tree", draft.id}, {"revision", *revision}});
}

awaitable<result<json_text>> tests(std::shared_ptr<authoring> trees, json request)
{
    auto all = co_await trees->tests(text_member(request, "tree"));
    if (!all) co_return all.error();
    auto rows = json::array();
    for (const auto& each : *all)
        rows.push_back(
            {{"name", each.name}, {"source", each.source}, {"revision", each.revision}, {"author", each.author}});
    co_return to_text({{"tests", std::move(rows)}});
}

awaitable<result<json_text>> save_test(std::shared_ptr<authoring> trees, json request)
{
    storage::tree_test test;
    test.tree = text_member(request, "tree");
    test.name = text_member(request, "name");
    test.source = text_member(request, "source");
    auto known = co_await trees->tests(test.tree);
    if (!known) co_return known.error();
    for (const auto& each : *known)
        if (each.name == test.name && each.revision > 0) {
            test.revision = integer_member(request, "over", each.revision);
            if (!request.contains("over") && each.source != test.source)
                co_return problem{"test.other", "The test " + test.name + " has another text, saved by " + each.author +
                                                    ". Look at it with `amends trees pull " + test.tree + " --test " +
                                                    test.name + "`; to take its place, push with --over " +
                                                    std::to_string(each.revision) + "."};
        }
    auto revision = co_await trees->save_test(test, command_line());
    if (!revision) co_return revision.error();
    co_return to_text({{"tree", test.tree}, {"test", test.name}, {"revision", *revision}});
}

awaitable<result<json_text>> play(std::shared_ptr<authoring> trees, json request)
{
    const auto tree = text_member(request, "tree");
    const auto language = text_member(request, "language");
    auto opened = co_await trees->open(tree);
    if (!opened) co_return opened.error();
    auto tested = co_await trees->play(tree, opened->draft.source);
    if (!tested) co_return tested.error();
    if (!tested->told) co_return refusal({"测试无法运行：", "The tests cannot be played:"}, tested->findings, language);
    const auto& told = *tested->told;
    std::size_t conversations = 0;
    for (const auto& each : told.tests) conversations += each.conversations;
    auto failures = json::array();
    for (const auto& each : told.failures())
        failures.push_back({{"test", each.test}, {"line", each.what.line}, {"told", to_string(each, language)}});
    co_return to_text({{"tree", tree},
                       {"tests", told.tests.size()},
                       {"conversations", conversations},
                       {"failures", std::move(failures)},
                       {"edges", told.edges},
                       {"edges_reached", told.edges_reached}});
}

} // namespace

admin_commands tree_commands(std::shared_ptr<authoring> trees)
{
    return {{"tree.publish", [trees](json request) { return publish(trees, std::move(request)); }},
            {"tree.roll_back", [trees](json request) { return roll_back(trees, std::move(request)); }},
            {"tree.list", [trees](const json&) { return list(trees); }},
            {"tree.open", [trees](json request) { return open(trees, std::move(request)); }},
            {"tree.history", [trees](json request) { return history(trees, std::move(request)); }},
            {"tree.save", [trees](json request) { return save(trees, std::move(request)); }},
            {"tree.tests", [trees](json request) { return tests(trees, std::move(request)); }},
            {"tree.save_test", [trees](json request) { return save_test(trees, std::move(request)); }},
            {"tree.test", [trees](json request) { return play(trees, std::move(request)); }}};
}

} // namespace amends::bot
