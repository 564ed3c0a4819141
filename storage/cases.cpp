#include "storage/cases.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace amends::storage {

namespace {

// The names of a sentence's languages.
const std::string chinese = "zh-Hans";
const std::string english = "en";

} // namespace

cases::cases(SQLite::Database& db)
    : put_(db, "INSERT INTO cases (id, number, conversation, status, opened_at, closed_at, owner, first_owner, "
               "priority, phase, "
               "queue, handoff_reason, fields) VALUES (nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
               "ON CONFLICT (number) DO UPDATE SET status = excluded.status, opened_at = excluded.opened_at, "
               "closed_at = excluded.closed_at, owner = excluded.owner, first_owner = excluded.first_owner, "
               "priority = excluded.priority, phase = excluded.phase, queue = excluded.queue, "
               "handoff_reason = excluded.handoff_reason, fields = excluded.fields "
               "WHERE conversation = excluded.conversation"),
      promise_(db, "INSERT INTO promises (conversation, at, due, what, owner) VALUES (?, ?, ?, ?, ?)"),
      keep_(db, "UPDATE promises SET kept_at = ?3 WHERE conversation = ?1 AND owner = ?2 AND kept_at IS NULL"),
      answer_(db, "INSERT OR REPLACE INTO survey_answers (conversation, question, answer, at) VALUES (?, ?, ?, ?)")
{}

bool cases::put(conversation_id id, const case_record& c)
{
    const auto fields = fields_to_json(c.fields);
    const auto reason = sentence_to_json(c.handoff_reason);
    return put_(c.id, c.number, id, c.status, c.opened_at, c.closed_at, c.owner, c.first_owner, c.priority, c.phase,
                c.queue, reason, fields)
               .run() == 1;
}

void cases::promise(conversation_id id, const promise_record& made, instant at)
{
    const auto what = sentence_to_json(made.what);
    promise_(id, at, made.due, what, made.owner).run();
}

void cases::keep_promises(conversation_id id, const std::string& owner, instant at) { keep_(id, owner, at).run(); }

void cases::answer(conversation_id id, const std::string& question, const std::string& answer, instant at)
{
    answer_(id, question, answer, at).run();
}

namespace {

/// Most texts are written as they are; what needs escapes, or is not UTF-8, is the library's work.
void append_json_text(std::string& out, const std::string& text)
{
    const auto plain = [](unsigned char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; };
    if (std::all_of(text.begin(), text.end(), plain))
        out.append(1, '"').append(text).append(1, '"');
    else
        out += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace

std::string fields_to_json(const std::map<std::string, std::string>& fields)
{
    std::string out = "{";
    for (const auto& [name, value] : fields) {
        if (out.size() > 1) out += ',';
        append_json_text(out, name);
        out += ':';
        append_json_text(out, value);
    }
    return out += '}';
}

result<std::map<std::string, std::string>> fields_from_json(const std::string& text)
{
    const auto object = nlohmann::json::parse(text, nullptr, false);
    std::map<std::string, std::string> fields;
    if (!object.is_object()) return problem{"corrupt", "a case's fields are not a JSON object"};
    for (const auto& [name, value] : object.items()) {
        if (!value.is_string()) return problem{"corrupt", "the case field " + name + " is not a text"};
        fields.emplace(name, value.get_ref<const std::string&>());
    }
    return fields;
}

std::string sentence_to_json(const sentence& words)
{
    return words.empty() ? std::string{} : fields_to_json({{chinese, words.chinese}, {english, words.english}});
}

sentence sentence_from_json(const std::string& text)
{
    if (text.empty()) return {};
    const auto words = fields_from_json(text);
    // Before the languages were told apart it was a text by itself.
    if (!words || !words->contains(chinese) || !words->contains(english)) return {text, text};
    return {words->at(chinese), words->at(english)};
}

} // namespace amends::storage
