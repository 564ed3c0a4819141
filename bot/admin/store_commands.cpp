#include "bot/admin/store_commands.hpp"

#include "bot/admin/exported.hpp"
#include "bot/admin/page.hpp"
#include "bot/ports/run_on.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>

namespace amends::bot {
namespace {

using boost::asio::awaitable;
using nlohmann::json;

awaitable<result<json_text>> back_up(runtime& runtime, store_access& store, json request)
{
    const std::filesystem::path to = text_member(request, "to");
    if (!to.is_absolute()) co_return problem{"backup.path", "\"to\" must be an absolute path."};
    auto work = [&] { return store.store().backup(to); };
    auto report = co_await run_on(runtime.workers.get_executor(), work);
    if (!report) co_return report.error();
    storage::audit_record audit{runtime.time.now(), {}, "backup", json{{"pages", report->pages}}.dump()};
    store.store().append_audit(std::move(audit), [](auto) {});
    co_return to_text({{"pages", report->pages}, {"wal_growth_bytes", report->wal_growth_bytes}});
}

/// Each conversation is read in short transactions of its own: nothing is held up by a long export.
awaitable<result<json_text>> export_page(store_access& store, json request)
{
    auto question = [&](storage::reader& reader) -> result<json_text> {
        std::string conversations;
        auto each = [&](conversation_id id) -> result<bool> {
            auto exported = export_conversation(reader, id);
            if (!exported) return exported.error();
            if (!conversations.empty() && !exported->text.empty()) conversations += ',';
            conversations += exported->text;
            return conversations.size() < largest_answer;
        };
        auto next = page(reader, request, each);
        if (!next) return next.error();
        return json_text{R"({"next":)" + or_null(*next).dump() + R"(,"conversations":[)" + conversations + "]}"};
    };
    co_return co_await store.read(question);
}

awaitable<result<json_text>> verify_page(store_access& store, json request)
{
    auto question = [&](storage::reader& reader) -> result<json_text> {
        auto broken = json::array();
        std::int64_t checked = 0;
        auto each = [&](conversation_id id) -> result<bool> {
            auto link = reader.first_broken_link(id);
            if (!link) return link.error();
            ++checked;
            if (*link) broken.push_back({{"conversation", id.value}, {"sequence", **link}});
            return true;
        };
        auto next = page(reader, request, each);
        if (!next) return next.error();
        return to_text({{"checked", checked}, {"broken", std::move(broken)}, {"next", or_null(*next)}});
    };
    co_return co_await store.read(question);
}

awaitable<result<json_text>> status(store_access& store)
{
    auto question = [](storage::reader& reader) { return reader.message_count(); };
    auto messages = co_await store.read(question);
    if (!messages) co_return messages.error();
    const auto stats = store.store().stats();
    co_return to_text({{"version", AMENDS_VERSION},
                       {"generation", store.store().generation()},
                       {"messages", *messages},
                       {"turns", stats.turns},
                       {"wal_bytes", stats.wal_bytes}});
}

} // namespace

admin_commands store_commands(runtime& runtime, store_access& store)
{
    return {{"backup", [&](json request) { return back_up(runtime, store, std::move(request)); }},
            {"export", [&store](json request) { return export_page(store, std::move(request)); }},
            {"verify", [&store](json request) { return verify_page(store, std::move(request)); }},
            {"status", [&store](const json&) { return status(store); }}};
}

} // namespace amends::bot
