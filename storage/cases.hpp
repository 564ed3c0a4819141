#pragma once

#include "storage/sql.hpp"
#include "storage/turn.hpp"

namespace amends::storage {

/// Cases, promises and survey answers, for the writer.
class cases {
public:
    explicit cases(SQLite::Database& db);

    /// Inserts or rewrites the case with that number. False when the number is another conversation's.
    /// The schema refuses a change of the first owner (I8).
    bool put(conversation_id id, const case_record& changed);
    void promise(conversation_id id, const promise_record& made, instant at);
    /// Every open promise of that owner in the conversation is kept.
    void keep_promises(conversation_id id, const std::string& owner, instant at);
    void answer(conversation_id id, const std::string& question, const std::string& answer, instant at);

private:
    statement put_;
    statement promise_;
    statement keep_;
    statement answer_;
};

/// Case fields to and from the JSON object in the column. Errors: "corrupt".
std::string fields_to_json(const std::map<std::string, std::string>& fields);
result<std::map<std::string, std::string>> fields_from_json(const std::string& text);

/// What agents read, to and from the JSON object of languages in the column; empty for nothing.
std::string sentence_to_json(const sentence& words);
sentence sentence_from_json(const std::string& text);

} // namespace amends::storage
