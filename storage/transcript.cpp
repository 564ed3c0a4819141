#include "storage/transcript.hpp"

namespace amends::storage {

transcript::transcript(SQLite::Database& db)
    : append_(db, "INSERT INTO messages (conversation, audience, sequence, event, state, speaker, user, at, digest, "
                  "hash, salt, "
                  "text, extra, author) VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      first_of_event_(
          db, "SELECT audience, sequence FROM messages WHERE conversation = ? AND event = ? ORDER BY id LIMIT 1"),
      withdrawable_(db, "SELECT m.sequence FROM messages m LEFT JOIN outbox o USING (conversation, sequence) "
                        "WHERE m.conversation = ?1 AND m.audience = 0 AND m.speaker = 1 AND m.state = 0 "
                        "AND (m.sequence > ?2 AND (o.state IS NULL OR o.state IN (0, 4)) OR ?3 AND o.state = 0) "
                        "ORDER BY m.sequence"),
      withdraw_(db, "UPDATE messages SET state = 1 WHERE conversation = ? AND audience = 0 AND sequence = ?"),
      withdraw_send_(db, "UPDATE outbox SET state = 5 WHERE conversation = ? AND sequence = ? AND state = 0"),
      recall_(db, "UPDATE outbox SET recalled = 1 WHERE conversation = ?1 AND state IN (1, 3) AND EXISTS (SELECT 1 "
                  "FROM messages m WHERE m.conversation = ?1 AND m.audience = 0 AND m.sequence = outbox.sequence "
                  "AND m.speaker = 1)")
{}

line_receipt transcript::append(const turn& t, std::int64_t event, const new_line& line, standing& now)
{
    auto& last = line.audience == audience::customer ? now.last_sequence : now.last_note;
    stored_line place;
    place.audience = line.audience;
    place.sequence = ++last;
    place.from = line.from;
    place.user = line.user;
    place.at = t.at;
    const auto grain = random_salt();
    const auto words = digest_of_words(grain, line.text, line.extra, line.author);
    now.head = link(now.head, place, words);
    append_(t.conversation, line.audience, place.sequence, event, line.from, line.user, t.at, words, now.head, grain,
            line.text, line.extra, line.author)
        .run();
    return {line.audience, place.sequence};
}

std::vector<std::int64_t> transcript::withdraw_bot_lines(conversation_id id, std::int64_t after, bool push)
{
    std::vector<std::int64_t> withdrawn;
    for (auto row = withdrawable_(id, after, push); row.next();) withdrawn.push_back(row.integer(0));
    for (const auto sequence : withdrawn) {
        withdraw_(id, sequence).run();
        withdraw_send_(id, sequence).run();
    }
    recall_(id).run();
    return withdrawn;
}

std::optional<line_receipt> transcript::first_line_of(conversation_id id, std::int64_t event)
{
    auto row = first_of_event_(id, event);
    if (!row.next()) return std::nullopt;
    return line_receipt{row.as<audience>(0), row.integer(1)};
}

} // namespace amends::storage
