#pragma once

#include "storage/sql.hpp"
#include "storage/store.hpp"

namespace amends::storage {

/// Users, sessions and the audit trail, for the writer. Errors are the caller's mistakes;
/// those of the disk are thrown.
class accounts {
public:
    explicit accounts(SQLite::Database& db);

    result<user_id> add_user(const user_record& user);                 ///< "user.exists"
    result<done> change_user(const user_record& user);                 ///< "user.unknown", "user.exists"
    result<done> add_session(const session_record& session);           ///< "user.unknown"; forgets expired ones
    result<done> touch_session(const std::string& hash, instant seen); ///< "session.unknown"
    void end_session(const std::string& hash);
    void end_sessions_of(user_id user);
    void append_audit(const audit_record& record, std::optional<conversation_id> about = {});

private:
    statement name_taken_;
    statement user_known_;
    statement add_user_;
    statement change_user_;
    statement forget_expired_;
    statement add_session_;
    statement touch_session_;
    statement end_session_;
    statement end_sessions_of_;
    statement append_audit_;
};

} // namespace amends::storage
