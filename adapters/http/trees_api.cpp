#include "adapters/http/trees_api.hpp"

#include "adapters/http/guard.hpp"
#include "adapters/http/trees_json.hpp"
#include "bot/ports/admin_command.hpp"

#include <nlohmann/json.hpp>

namespace amends::adapters {

namespace asio = boost::asio;
using asio::awaitable;
using nlohmann::json;

namespace {

constexpr std::size_t largest_body = 5 << 20; ///< bytes: a tree of 2 MiB with every character escaped once

http_response with(int status, const json& body) { return json_response(status, bot::to_text(body).text); }

/// A problem with more members than the usual ones.
http_response refused(int status, const problem& why, const json& members)
{
    auto response = problem_response(status, why.code, why.message);
    auto body = json::parse(response.body);
    body.update(members);
    response.body = bot::to_text(body).text;
    return response;
}

http_response refused(const problem& why)
{
    const auto& code = why.code;
    if (code == "tree.unknown") return problem_response(404, code, why.message);
    if (code == "draft.stale" || code == "tree.moved" || code == "tree.changed" || code == "test.stale")
        return problem_response(409, code, why.message);
    if (code.starts_with("tree.") || code.starts_with("test.") || code.starts_with("reason.") ||
        code.starts_with("simulation."))
        return problem_response(400, code, why.message);
    return problem_response(503, "unavailable", "the store does not answer; try again later");
}

http_response bad_member(const char* expected) { return problem_response(400, "bad_member", expected); }

http_response invalid(const std::vector<bot::finding>& findings)
{
    return refused(422, {"tree.invalid", "the tree has mistakes; see findings"},
                   {{"findings", trees_json::of(findings)}});
}

bot::author author_of(const bot::signed_in& who) { return {who.user, who.name}; }

/// The handlers; each is called with an admin who was let in and, where there is one, the body's object.
class trees_api {
public:
    explicit trees_api(bot::authoring& trees) : trees_(trees) {}

    awaitable<http_response> list(bot::signed_in, http_request, json) const
    {
        auto all = co_await trees_.list();
        if (!all) co_return refused(all.error());
        auto rows = json::array();
        for (const auto& each : *all) rows.push_back(trees_json::of(each));
        co_return with(200, {{"trees", std::move(rows)}});
    }

    awaitable<http_response> open(bot::signed_in, http_request request, json) const
    {
        auto opened = co_await trees_.open(request.captures.at(0));
        if (!opened) co_return refused(opened.error());
        co_return with(200, trees_json::of(*opened));
    }

    awaitable<http_response> save(bot::signed_in who, http_request request, json body) const
    {
        storage::tree_draft draft;
        draft.id = request.captures.at(0);
        draft.revision = bot::integer_member(body, "revision", -1);
        draft.based_on = bot::text_member(body, "based_on");
        draft.source = bot::text_member(body, "source");
        if (draft.revision < 0) co_return bad_member(R"(send {"revision": number, "based_on": text, "source": text})");
        const auto id = draft.id;
        auto revision = co_await trees_.save(std::move(draft), author_of(who));
        if (revision) co_return with(200, {{"revision", *revision}});
        co_return co_await with_both(id, revision.error());
    }

    awaitable<http_response> publish(bot::signed_in who, http_request request, json body) const
    {
        const auto id = request.captures.at(0);
        auto answer = co_await trees_.publish_draft(id, bot::integer_member(body, "revision", -1),
                                                    bot::text_member(body, "reason"), author_of(who));
        co_return co_await told(id, std::move(answer));
    }

    awaitable<http_response> roll_back(bot::signed_in who, http_request request, json body) const
    {
        const auto id = request.captures.at(0);
        auto answer = co_await trees_.roll_back(id, bot::text_member(body, "version"), bot::text_member(body, "over"),
                                                bot::text_member(body, "reason"), author_of(who));
        co_return co_await told(id, std::move(answer));
    }

    awaitable<http_response> history(bot::signed_in, http_request request, json) const
    {
        auto all = co_await trees_.history(request.captures.at(0));
        if (!all) co_return refused(all.error());
        co_return with(200, {{"publications", trees_json::of(*all)}});
    }

    awaitable<http_response> version(bot::signed_in, http_request request, json) const
    {
        auto found = co_await trees_.version(request.captures.at(0), request.captures.at(1));
        if (!found) co_return refused(found.error());
        co_return with(200, {{"version", found->version}, {"source", found->source}});
    }

    awaitable<http_response> tests(bot::signed_in, http_request request, json) const
    {
        auto all = co_await trees_.tests(request.captures.at(0));
        if (!all) co_return refused(all.error());
        auto rows = json::array();
        for (const auto& each : *all) rows.push_back(trees_json::of(each));
        co_return with(200, {{"tests", std::move(rows)}});
    }

    awaitable<http_response> save_test(bot::signed_in who, http_request request, json body) const
    {
        storage::tree_test test;
        test.tree = request.captures.at(0);
        test.name = request.captures.at(1);
        test.revision = bot::integer_member(body, "revision", -1);
        test.source = bot::text_member(body, "source");
        if (test.revision < 0) co_return bad_member(R"(send {"revision": number, "source": text})");
        auto revision = co_await trees_.save_test(test, author_of(who));
        if (revision) co_return with(200, {{"revision", *revision}});
        if (revision.error().code != "test.stale") co_return refused(revision.error());
        auto all = co_await trees_.tests(test.tree);
        if (!all) co_return refused(all.error());
        for (const auto& each : *all)
            if (each.name == test.name) co_return refused(409, revision.error(), {{"test", trees_json::of(each)}});
        co_return refused(revision.error());
    }

    awaitable<http_response> play(bot::signed_in, http_request, json body) const
    {
        std::optional<bot::tree_test> written;
        if (const auto test = body.find("test"); test != body.end() && test->is_object()) {
            written.emplace();
            written->name = bot::text_member(*test, "name");
            written->source = bot::text_member(*test, "source");
        }
        auto tested =
            co_await trees_.play(bot::text_member(body, "tree"), bot::text_member(body, "source"), std::move(written));
        if (!tested) co_return refused(tested.error());
        if (!tested->told) co_return invalid(tested->findings);
        co_return with(200, trees_json::of(*tested->told));
    }

    awaitable<http_response> check(bot::signed_in, http_request, json body) const
    {
        auto findings = co_await trees_.findings(bot::text_member(body, "source"), "draft");
        co_return with(200, {{"findings", trees_json::of(findings)}});
    }

    awaitable<http_response> simulate(bot::signed_in, http_request, json body) const
    {
        auto asked = trees_json::parse_simulation(body);
        if (!asked) co_return bad_member("send source, world and inputs as docs/trees-api.md has them");
        auto told =
            co_await trees_.simulate(std::move(asked->source), std::move(asked->world), std::move(asked->inputs));
        if (!told) co_return refused(told.error());
        if (!told->told) co_return invalid(told->findings);
        co_return with(200, trees_json::of(*told->told));
    }

private:
    /// Somebody was quicker: what there is now comes with the refusal, so that both can be compared.
    awaitable<http_response> with_both(std::string id, problem why) const
    {
        if (why.code != "draft.stale" && why.code != "tree.moved") co_return refused(why);
        auto now = co_await trees_.open(id);
        if (!now) co_return refused(why);
        co_return refused(409, why, {{"current", trees_json::of(*now)}});
    }

    awaitable<http_response> told(std::string id, result<bot::publish_answer> answer) const
    {
        if (!answer) co_return co_await with_both(std::move(id), answer.error());
        if (answer->version.empty()) co_return invalid(answer->findings);
        co_return with(200, {{"version", answer->version}, {"findings", trees_json::of(answer->findings)}});
    }

    bot::authoring& trees_;
};

using admin_handler = awaitable<http_response> (trees_api::*)(bot::signed_in, http_request, json) const;

awaitable<http_response> serve(std::shared_ptr<const trees_api> api, bot::accounts& accounts, admin_handler handler,
                               http_request request)
{
    auto admitted = co_await admit_admin(accounts, request);
    if (auto* refusal = std::get_if<http_response>(&admitted)) co_return std::move(*refusal);
    json body;
    if (request.method != "GET" && request.method != "HEAD") {
        if (!request.header("content-type").starts_with("application/json"))
            co_return problem_response(415, "not_json", "send application/json");
        body = json::parse(request.body, nullptr, false);
        if (!body.is_object()) co_return problem_response(400, "not_json", "send one JSON object");
        request.body.clear();
    }
    auto& who = std::get<bot::signed_in>(admitted);
    co_return co_await ((*api).*handler)(std::move(who), std::move(request), std::move(body));
}

awaitable<std::optional<http_response>> refuse_others(bot::accounts& accounts, const http_request& request)
{
    auto admitted = co_await admit_admin(accounts, request);
    if (auto* refusal = std::get_if<http_response>(&admitted)) co_return std::move(*refusal);
    co_return std::nullopt;
}

} // namespace

void add_tree_routes(route_table& routes, bot::accounts& accounts, bot::authoring& trees)
{
    auto api = std::make_shared<const trees_api>(trees);
    const auto add = [&](const char* method, const char* pattern, admin_handler handler, large_bodies bodies = {}) {
        routes.add(
            method, pattern,
            [api, &accounts, handler](http_request r) { return serve(api, accounts, handler, std::move(r)); },
            std::move(bodies));
    };
    const large_bodies of_admins{largest_body,
                                 [&accounts](const http_request& r) { return refuse_others(accounts, r); }};
    add("GET", "/api/admin/trees", &trees_api::list);
    add("GET", "/api/admin/trees/{}", &trees_api::open);
    add("PUT", "/api/admin/trees/{}/draft", &trees_api::save, of_admins);
    add("POST", "/api/admin/trees/{}/publish", &trees_api::publish);
    add("POST", "/api/admin/trees/{}/roll-back", &trees_api::roll_back);
    add("GET", "/api/admin/trees/{}/publications", &trees_api::history);
    add("GET", "/api/admin/trees/{}/versions/{}", &trees_api::version);
    add("GET", "/api/admin/trees/{}/tests", &trees_api::tests);
    add("PUT", "/api/admin/trees/{}/tests/{}", &trees_api::save_test, of_admins);
    add("POST", "/api/admin/tree-tests", &trees_api::play, of_admins);
    add("POST", "/api/admin/tree-check", &trees_api::check, of_admins);
    add("POST", "/api/admin/tree-simulation", &trees_api::simulate, of_admins);
}

} // namespace amends::adapters
