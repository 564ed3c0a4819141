#include "storage/accounts.hpp"

namespace amends::storage {

accounts::accounts(SQLite::Database& db)
    : name_taken_(db, "SELECT 1 FROM users WHERE name = ? AND id <> ?"),
      user_known_(db, "SELECT 1 FROM users WHERE id = ?"),
      add_user_(db,
                "INSERT INTO users (name, display, role, disabled, password_hash) VALUES (?, ?, ?, ?, ?) RETURNING id"),
      change_user_(
          db, "UPDATE users SET name = ?2, display = ?3, role = ?4, disabled = ?5, password_hash = ?6 WHERE id = ?1"),
      forget_expired_(db, "DELETE FROM sessions WHERE expires_at <= ?"),
      add_session_(db, "INSERT INTO sessions (secret_hash, user, csrf_token, created_at, seen_at, expires_at) "
                       "VALUES (?, ?, ?, ?, ?, ?)"),
      touch_session_(db, "UPDATE sessions SET seen_at = max(seen_at, ?2) WHERE secret_hash = ?1"),
      end_session_(db, "DELETE FROM sessions WHERE secret_hash = ?"),
      end_sessions_of_(db, "DELETE FROM sessions WHERE user = ?"),
      append_audit_(db, "INSERT INTO audit (at, actor, conversation, action, detail) VALUES (?, ?, ?, ?, ?)")
{}

result<user_id> accounts::add_user(const user_record& u)
{
    if (name_taken_(u.name, 0).next()) return problem{"user.exists", "There is a user named " + u.name + " already."};
    auto row = add_user_(u.name, u.display, u.role, u.disabled, u.password_hash);
    row.next();
    return row.as<user_id>(0);
}

result<done> accounts::change_user(const user_record& u)
{
    if (name_taken_(u.name, u.id).next()) return problem{"user.exists", "There is another user named " + u.name + "."};
    if (change_user_(u.id, u.name, u.display, u.role, u.disabled, u.password_hash).run() == 0)
        return problem{"user.unknown", "There is no user number " + std::to_string(u.id.value) + "."};
    return done{};
}

result<done> accounts::add_session(const session_record& s)
{
    if (!user_known_(s.user).next())
        return problem{"user.unknown", "There is no user number " + std::to_string(s.user.value) + "."};
    forget_expired_(s.created_at).run();
    add_session_(as_blob(s.secret_hash), s.user, s.csrf_token, s.created_at, s.seen_at, s.expires_at).run();
    return done{};
}

result<done> accounts::touch_session(const std::string& hash, instant seen)
{
    if (touch_session_(as_blob(hash), seen).run() == 0) return problem{"session.unknown", "The session has ended."};
    return done{};
}

void accounts::end_session(const std::string& hash) { end_session_(as_blob(hash)).run(); }

void accounts::end_sessions_of(user_id user) { end_sessions_of_(user).run(); }

void accounts::append_audit(const audit_record& r, std::optional<conversation_id> about)
{
    append_audit_(r.at, r.actor, about, r.action, r.detail).run();
}

} // namespace amends::storage
