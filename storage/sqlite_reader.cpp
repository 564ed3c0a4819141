#include "storage/sqlite_reader.hpp"

#include "storage/chain.hpp"
#include "storage/database.hpp"
#include "storage/rows.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <algorithm>
#include <unordered_map>

namespace amends::storage {
namespace {

using namespace std::string_literals;

constexpr std::size_t glance_bytes = 200; // of the last line, in the desk's list

/// Cuts between two characters of UTF-8.
void cut(std::string& text, std::size_t bytes)
{
    if (text.size() <= bytes) return;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xc0) == 0x80) --bytes;
    text.resize(bytes);
}

stored_line as_the_customer_sees(stored_line line)
{
    if (line.state == line_state::withdrawn) {
        line.text.clear();
        line.extra.clear();
    }
    return line;
}

/// Statements are prepared at their first use and kept.
class sqlite_reader final : public reader {
public:
    explicit sqlite_reader(const std::filesystem::path& file) : file_(file), db_(connect_reader(file))
    {
        // The first real look at the file: an error shows now, not at the first question.
        db_->execAndGet("SELECT count(*) FROM meta");
    }

    result<std::optional<conversation_id>> find_conversation(const identity& who) override
    {
        static const auto sql =
            "SELECT id FROM conversations WHERE identity = (SELECT id FROM identities WHERE key = ? AND "
            "channel = ?) ORDER BY id DESC LIMIT 1"s;
        return one<conversation_id>(
            sql, [](const auto& row) { return row.template as<conversation_id>(0); }, who.key, who.channel);
    }

    result<std::optional<stored_conversation>> conversation(conversation_id id) override;

    result<std::vector<stored_line>> lines_after(conversation_id id, std::int64_t after, int limit) override
    {
        static const auto sql =
            "SELECT "s + line_columns +
            " FROM messages WHERE conversation = ? AND audience = 0 AND sequence > ? ORDER BY sequence LIMIT ?";
        return all<stored_line>(
            sql, [](const auto& row) { return as_the_customer_sees(line_in(row)); }, id, after, limit);
    }

    result<std::vector<stored_line>> lines_before(conversation_id id, std::int64_t before, int limit) override
    {
        static const auto sql =
            "SELECT "s + line_columns +
            " FROM messages WHERE conversation = ? AND audience = 0 AND sequence < ? ORDER BY sequence DESC LIMIT ?";
        auto lines = all<stored_line>(
            sql, [](const auto& row) { return as_the_customer_sees(line_in(row)); }, id, before, limit);
        if (lines) std::reverse(lines->begin(), lines->end());
        return lines;
    }

    result<std::vector<stored_line>> transcript(conversation_id id, int limit) override
    {
        static const auto sql =
            "SELECT "s + line_columns + " FROM messages WHERE conversation = ? ORDER BY messages.id DESC LIMIT ?";
        auto lines = all<stored_line>(sql, line_in, id, limit);
        if (lines) std::reverse(lines->begin(), lines->end());
        return lines;
    }

    result<std::vector<stored_event>> events(conversation_id id) override
    {
        static const auto sql = "SELECT "s + event_columns + " FROM events WHERE conversation = ? ORDER BY ordinal";
        return all<stored_event>(sql, event_in, id);
    }

    result<std::vector<promise_record>> promises(conversation_id id) override
    {
        static const auto sql = "SELECT "s + promise_columns + " FROM promises WHERE conversation = ? ORDER BY id";
        return all<promise_record>(sql, promise_in, id);
    }

    result<std::optional<std::int64_t>> first_broken_link(conversation_id id) override;
    result<std::vector<desk_entry>> desk_entries(int most_owed) override;

    result<std::optional<case_record>> find_case(std::string_view number) override
    {
        static const auto sql = "SELECT "s + case_columns + " FROM cases WHERE number = ?";
        return one<case_record>(sql, case_in, std::string{number});
    }

    result<std::vector<timer_record>> timers() override
    {
        static const auto sql = "SELECT "s + timer_columns + " FROM timers ORDER BY due";
        return all<timer_record>(sql, timer_in);
    }

    result<std::vector<conversation_id>> conversations(conversation_id after, int limit) override
    {
        static const auto sql = "SELECT id FROM conversations WHERE id > ? ORDER BY id LIMIT ?"s;
        return all<conversation_id>(
            sql, [](const auto& row) { return row.template as<conversation_id>(0); }, after, limit);
    }

    result<std::vector<outbox_row>> pending_outbox(int limit) override
    {
        static const auto sql = "SELECT "s + outbox_columns + " WHERE o.state = 0 ORDER BY o.id LIMIT ?";
        return all<outbox_row>(sql, outbox_in, limit);
    }

    result<std::vector<outbox_row>> outbox_of(conversation_id id) override
    {
        static const auto sql = "SELECT "s + outbox_columns + " WHERE o.conversation = ? ORDER BY o.sequence";
        return all<outbox_row>(sql, outbox_in, id);
    }

    result<std::optional<user_record>> user(user_id id) override
    {
        static const auto sql = "SELECT "s + user_columns + " FROM users WHERE id = ?";
        return one<user_record>(sql, user_in, id);
    }

    result<std::optional<user_record>> user_named(std::string_view name) override
    {
        static const auto sql = "SELECT "s + user_columns + " FROM users WHERE name = ?";
        return one<user_record>(sql, user_in, std::string{name});
    }

    result<std::vector<user_record>> users() override
    {
        static const auto sql = "SELECT "s + user_columns + " FROM users ORDER BY id";
        return all<user_record>(sql, user_in);
    }

    result<std::optional<session_record>> session(std::string_view secret_hash) override
    {
        static const auto sql = "SELECT "s + session_columns + " FROM sessions WHERE secret_hash = ?";
        const std::string hash{secret_hash};
        return one<session_record>(sql, session_in, as_blob(hash));
    }

    result<std::vector<audit_record>> audit(int limit) override
    {
        static const auto sql = "SELECT at, actor, action, detail FROM audit ORDER BY id DESC LIMIT ?"s;
        return all<audit_record>(
            sql,
            [](const auto& row) {
                return audit_record{row.time(0), row.template as<user_id>(1), row.text(2), row.text(3)};
            },
            limit);
    }

    result<std::vector<tree_version>> active_trees() override
    {
        static const auto sql = "SELECT "s + tree_columns + " FROM tree_versions WHERE active = 1 ORDER BY tree";
        return all<tree_version>(sql, tree_in);
    }

    result<std::optional<tree_version>> find_tree(std::string_view id, std::string_view version) override
    {
        static const auto sql = "SELECT "s + tree_columns + " FROM tree_versions WHERE tree = ? AND version = ?";
        return one<tree_version>(sql, tree_in, std::string{id}, std::string{version});
    }

    result<std::optional<tree_draft>> find_draft(std::string_view id) override
    {
        static const auto sql = "SELECT "s + draft_columns + " FROM tree_drafts WHERE tree = ?";
        return one<tree_draft>(sql, draft_in, std::string{id});
    }

    result<std::vector<tree_draft>> drafts() override
    {
        static const auto sql =
            "SELECT tree, revision, based_on, at, author, '' AS source FROM tree_drafts ORDER BY tree"s;
        return all<tree_draft>(sql, draft_in);
    }

    result<std::vector<tree_test>> tests_of(std::string_view tree) override
    {
        static const auto sql = "SELECT "s + test_columns + " FROM tree_tests WHERE tree = ? ORDER BY name";
        return all<tree_test>(sql, test_in, std::string{tree});
    }

    result<std::vector<published_version>> publications(std::string_view id, int limit) override
    {
        static const auto sql =
            "SELECT version, author, reason, at FROM tree_publications WHERE tree = ? ORDER BY id DESC LIMIT ?"s;
        return all<published_version>(
            sql,
            [](const auto& row) {
                return published_version{row.text(0), row.text(1), row.text(2), row.time(3)};
            },
            std::string{id}, limit);
    }

    result<std::int64_t> message_count() override
    {
        return guarded([&] { return db_->execAndGet("SELECT count(*) FROM messages").getInt64(); });
    }

private:
    /// Several statements that see the same moment.
    class moment {
    public:
        explicit moment(SQLite::Database& db) : db_(db) { db_.exec("BEGIN"); }
        moment(const moment&) = delete;
        moment& operator=(const moment&) = delete;
        ~moment() { db_.tryExec("COMMIT"); }

    private:
        SQLite::Database& db_;
    };

    template <class Ask> auto guarded(Ask ask) -> result<decltype(ask())>
    {
        try {
            return ask();
        } catch (const SQLite::Exception& failure) {
            auto p = trouble_of(file_, failure);
            if (p.code != "corrupt") p.code = "io";
            return p;
        }
    }

    /// `sql` is a static of its caller: its address names the statement.
    statement& prepared(const std::string& sql)
    {
        const auto found = statements_.find(&sql);
        return found != statements_.end() ? found->second
                                          : statements_.try_emplace(&sql, *db_, sql.c_str()).first->second;
    }

    template <class T, class Decode, class... Values>
    result<std::vector<T>> all(const std::string& sql, Decode decode, const Values&... values)
    {
        return guarded([&] {
            std::vector<T> found;
            for (auto row = prepared(sql)(values...); row.next();) found.push_back(decode(row));
            return found;
        });
    }

    template <class T, class Decode, class... Values>
    result<std::optional<T>> one(const std::string& sql, Decode decode, const Values&... values)
    {
        return guarded([&]() -> std::optional<T> {
            auto row = prepared(sql)(values...);
            if (!row.next()) return std::nullopt;
            return decode(row);
        });
    }

    std::optional<case_record> latest_case(conversation_id id)
    {
        static const auto sql =
            "SELECT "s + case_columns + " FROM cases WHERE conversation = ? ORDER BY id DESC LIMIT 1";
        auto row = prepared(sql)(id);
        if (!row.next()) return std::nullopt;
        return case_in(row);
    }

    /// Leaves both as they are when nothing was said yet.
    void find_last_line(conversation_id id, std::string& text, instant& at)
    {
        static const auto sql = "SELECT text, at FROM messages WHERE conversation = ? AND audience = 0 AND state = 0 "
                                "ORDER BY sequence DESC LIMIT 1"s;
        auto last = prepared(sql)(id);
        if (!last.next()) return;
        text = last.text(0);
        cut(text, glance_bytes);
        at = last.time(1);
    }

    std::filesystem::path file_;
    std::unique_ptr<SQLite::Database> db_;
    std::unordered_map<const std::string*, statement> statements_;
};

result<std::optional<stored_conversation>> sqlite_reader::conversation(conversation_id id)
{
    return guarded([&]() -> std::optional<stored_conversation> {
        const moment now{*db_};
        static const auto sql = "SELECT c.customer, i.channel, i.key, c.zone, c.locale, c.floor_holder, c.floor_agent, "
                                "c.floor_token, c.floor_since, c.state, c.last_sequence, c.last_note, c.last_event, "
                                "c.last_timer, c.started_at, c.customer_seen, coalesce((SELECT display FROM users "
                                "WHERE id = c.floor_agent), '') "
                                "FROM conversations c JOIN identities i ON i.id = c.identity "
                                "WHERE c.id = ?"s;
        stored_conversation c;
        {
            auto row = prepared(sql)(id);
            if (!row.next()) return std::nullopt;
            c.id = id;
            c.customer = row.as<customer_id>(0);
            c.who = {row.text(1), row.text(2)};
            c.zone = row.text(3);
            c.locale = row.text(4);
            c.floor = {row.as<floor_holder>(5), row.as<user_id>(6), row.integer(7), row.time(8)};
            c.state = row.text(9);
            c.last_sequence = row.integer(10);
            c.last_note = row.integer(11);
            c.last_event = row.integer(12);
            c.last_timer = row.integer(13);
            c.started_at = row.time(14);
            c.customer_seen = row.integer(15);
            c.agent = row.text(16);
        }
        c.open_case = latest_case(id);
        c.last_at = c.started_at;
        find_last_line(id, c.last_text, c.last_at);
        static const auto timers_sql =
            "SELECT "s + timer_columns + " FROM timers WHERE conversation = ? ORDER BY ordinal";
        for (auto row = prepared(timers_sql)(id); row.next();) c.timers.push_back(timer_in(row));
        static const auto promises_sql =
            "SELECT "s + promise_columns + " FROM promises WHERE conversation = ? ORDER BY id";
        for (auto row = prepared(promises_sql)(id); row.next();) c.promises.push_back(promise_in(row));
        return c;
    });
}

result<std::optional<std::int64_t>> sqlite_reader::first_broken_link(conversation_id id)
{
    return guarded([&]() -> std::optional<std::int64_t> {
        const moment now{*db_};
        static const auto sql = "SELECT "s + line_columns +
                                ", digest, hash, salt FROM messages WHERE conversation = ? ORDER BY messages.id";
        static const auto head_sql = "SELECT head FROM conversations WHERE id = ?"s;
        digest head{};
        std::int64_t expected[] = {1, 1};
        for (auto row = prepared(sql)(id); row.next();) {
            const auto line = line_in(row);
            const auto words = row.bytes(9);
            const auto hash = row.bytes(10);
            if (line.audience > audience::internal) return line.sequence;
            if (line.sequence != expected[static_cast<int>(line.audience)]++) return line.sequence;
            if (!row.null(11)) { // not erased
                const auto fresh = digest_of_words(row.bytes(11), line.text, line.extra, line.author);
                if (!std::ranges::equal(fresh, words)) return line.sequence;
            }
            head = link(head, line, words);
            if (!std::ranges::equal(head, hash)) return line.sequence;
        }
        auto row = prepared(head_sql)(id);
        if (row.next() && !std::ranges::equal(head, row.bytes(0))) return expected[0];
        return std::nullopt;
    });
}

result<std::vector<desk_entry>> sqlite_reader::desk_entries(int most_owed)
{
    return guarded([&] {
        const moment now{*db_};
        static const auto sql =
            "SELECT c.id, c.floor_holder, c.floor_agent, c.floor_token, c.floor_since, c.locale, i.channel "
            "FROM conversations c JOIN identities i ON i.id = c.identity WHERE c.id IN "
            "(SELECT id FROM conversations WHERE floor_holder <> 0 UNION " // two indexes; an OR would scan all
            "SELECT * FROM (SELECT p.conversation FROM promises p JOIN conversations o ON o.id = p.conversation "
            "WHERE p.owner = 'desk' AND p.kept_at IS NULL AND o.floor_holder = 0 "
            "GROUP BY p.conversation ORDER BY min(p.due) LIMIT ?)) "
            "ORDER BY c.floor_since"s;
        std::vector<desk_entry> entries;
        for (auto row = prepared(sql)(most_owed); row.next();) {
            desk_entry e;
            e.conversation = row.as<conversation_id>(0);
            e.floor = {row.as<floor_holder>(1), row.as<user_id>(2), row.integer(3), row.time(4)};
            e.locale = row.text(5);
            e.channel = row.text(6);
            e.open_case = latest_case(e.conversation);
            find_last_line(e.conversation, e.last_text, e.last_at);
            entries.push_back(std::move(e));
        }
        return entries;
    });
}

} // namespace

result<std::unique_ptr<reader>> open_sqlite_reader(const std::filesystem::path& file)
{
    try {
        return std::unique_ptr<reader>{std::make_unique<sqlite_reader>(file)};
    } catch (const SQLite::Exception& failure) {
        auto p = trouble_of(file, failure);
        if (p.code != "corrupt") p.code = "io";
        return p;
    }
}

} // namespace amends::storage
