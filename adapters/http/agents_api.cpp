#include "adapters/http/agents_api.hpp"

#include "adapters/desk/frames.hpp"
#include "adapters/desk/glance.hpp"
#include "adapters/http/cookies.hpp"
#include "adapters/http/guard.hpp"
#include "adapters/net/address.hpp"
#include "bot/desk/wording.hpp"
#include "bot/ports/admin_command.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace amends::adapters {

namespace asio = boost::asio;

namespace {

constexpr int max_transcript = 10'000;
constexpr std::size_t max_draft = 16 * 1024; // bytes: 4,000 characters, the most that a message has
constexpr std::size_t max_credential = 1024; // bytes: nobody types more, and hashing is dear

http_response person(const bot::signed_in& who)
{
    std::string body;
    {
        json_object object(body);
        json_object(object.key("user"))
            .number("id", who.user.value)
            .text("name", who.name)
            .text("display", who.display)
            .text("role", who.role == bot::user_role::admin ? "admin" : "agent");
        object.text("csrf", who.csrf_token);
    }
    return json_response(200, std::move(body));
}

struct credentials {
    std::string name;
    std::string password;
};

std::optional<credentials> parse_credentials(const std::string& body)
{
    const auto json = nlohmann::json::parse(body, nullptr, false);
    if (!json.is_object()) return std::nullopt;
    const auto name = json.find("name"), password = json.find("password");
    if (name == json.end() || !name->is_string() || password == json.end() || !password->is_string())
        return std::nullopt;
    credentials given{name->get<std::string>(), password->get<std::string>()};
    if (given.name.size() > max_credential || given.password.size() > max_credential) return std::nullopt;
    return given;
}

} // namespace

asio::awaitable<http_response> agents_api::sign_in(http_request request) const
{
    if (!origins_->own(request))
        co_return problem_response(403, "cross_origin", "sign in from this server's own page; see server.public_url");
    if (!request.header("content-type").starts_with("application/json"))
        co_return problem_response(415, "not_json", "send application/json");
    auto given = parse_credentials(request.body);
    if (!given) co_return problem_response(400, "bad_member", "send {\"name\": text, \"password\": text}");

    auto who = co_await accounts_.sign_in(std::move(given->name), std::move(given->password), request.remote);
    if (!who) {
        if (who.error().code == "bad_credentials")
            co_return problem_response(401, "bad_credentials", "the name or the password is wrong");
        auto refusal = problem_response(429, "too_many", "too many attempts; wait");
        const auto& seconds = who.error().message;
        const bool number = !seconds.empty() && std::all_of(seconds.begin(), seconds.end(),
                                                            [](unsigned char c) { return std::isdigit(c); });
        refusal.headers.emplace_back("Retry-After", number ? seconds : "60");
        if (who.error().code == "too_many") co_return refusal;
        co_return problem_response(503, "unavailable", "the store does not answer; try again later");
    }
    auto answer = person(*who);
    answer.headers.emplace_back("Set-Cookie", session_cookie(request, who->secret, config_.session_absolute));
    co_return answer;
}

asio::awaitable<http_response> agents_api::current(http_request request) const
{
    auto who = co_await accounts_.check(session_secret(request));
    if (!who) co_return signed_out_response();
    co_return person(*who);
}

asio::awaitable<http_response> agents_api::sign_out(http_request request) const
{
    const auto secret = session_secret(request);
    auto who = co_await accounts_.check(secret);
    if (!who) co_return signed_out_response();
    if (!carries_csrf_token(request, *who)) co_return csrf_response();
    co_await accounts_.sign_out(secret);
    http_response answer;
    answer.status = 204;
    answer.headers.emplace_back("Set-Cookie", session_cookie(request, "", {}));
    co_return answer;
}

asio::awaitable<http_response> agents_api::transcript(http_request request) const
{
    auto who = co_await accounts_.check(session_secret(request));
    if (!who) co_return signed_out_response();
    conversation_id id;
    const auto& text = request.captures.at(0);
    const auto end = text.data() + text.size();
    if (std::from_chars(text.data(), end, id.value).ptr != end || id.value < 1)
        co_return problem_response(404, "no_such_conversation", "a conversation's id is a positive integer");
    auto found = co_await conversations_.find(id);
    if (!found) co_return problem_response(404, "no_such_conversation", "there is no conversation with that id");
    auto view = co_await glance(*found);
    auto lines = co_await conversations_.transcript(id, max_transcript);
    if (!view || !lines) co_return problem_response(503, "unavailable", "the store could not be read; try again later");

    std::string body;
    {
        json_object object(body);
        desk::append_case(object.key("case"), *view, [&](user_id user) {
            if (user == who->user) return who->display;
            return user == view->floor.agent ? view->floor.agent_name : std::string{};
        });
        desk::append_lines(object.key("lines"), *lines);
    }
    auto answer = json_response(200, std::move(body));
    answer.headers.emplace_back("Content-Disposition",
                                "attachment; filename=\"conversation-" + std::to_string(id.value) + ".json\"");
    co_return answer;
}

asio::awaitable<http_response> agents_api::wording(http_request request) const
{
    auto who = co_await accounts_.check(session_secret(request));
    if (!who) co_return signed_out_response();
    if (!carries_csrf_token(request, *who)) co_return csrf_response();
    if (!request.header("content-type").starts_with("application/json"))
        co_return problem_response(415, "not_json", "send application/json");
    const auto body = nlohmann::json::parse(request.body, nullptr, false);
    const auto text = body.is_object() ? body.find("text") : body.end();
    if (text == body.end() || !text->is_string() || text->get_ref<const std::string&>().size() > max_draft)
        co_return problem_response(400, "bad_member", "send {\"text\": text}, at most 16 KiB of it");
    auto rows = nlohmann::json::array();
    for (const auto& each : bot::objections_to(text->get_ref<const std::string&>()))
        rows.push_back({{"rule", each.rule}, {"grave", each.grave}, {"words", each.words}});
    co_return json_response(200, bot::to_text({{"objections", std::move(rows)}}).text);
}

asio::awaitable<http_response> agents_api::metrics(http_request request) const
{
    if (!is_loopback(request.remote)) {
        auto who = co_await accounts_.check(session_secret(request));
        if (!who || who->role != bot::user_role::admin)
            co_return problem_response(403, "forbidden", "for clients on this machine and signed-in admins");
    }
    http_response answer;
    answer.headers.emplace_back("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    answer.body = metrics_text_();
    co_return answer;
}

} // namespace amends::adapters
