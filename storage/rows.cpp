#include "storage/rows.hpp"

#include "storage/cases.hpp"

#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

namespace amends::storage {

stored_line line_in(const statement::use& row)
{
    stored_line l;
    l.audience = row.as<audience>(0);
    l.sequence = row.integer(1);
    l.state = row.as<line_state>(2);
    l.from = row.as<speaker>(3);
    l.user = row.as<user_id>(4);
    l.at = row.time(5);
    l.text = row.text(6);
    l.extra = row.text(7);
    l.author = row.text(8);
    return l;
}

case_record case_in(const statement::use& row)
{
    case_record c;
    c.id = row.as<case_id>(0);
    c.number = row.text(1);
    c.conversation = row.as<conversation_id>(2);
    c.status = row.as<case_status>(3);
    c.opened_at = row.time(4);
    if (!row.null(5)) c.closed_at = row.time(5);
    c.owner = row.as<user_id>(6);
    c.first_owner = row.as<user_id>(7);
    c.priority = row.as<int>(8);
    c.phase = row.text(9);
    c.queue = row.text(10);
    c.handoff_reason = sentence_from_json(row.text(11));
    auto fields = fields_from_json(row.text(12));
    if (!fields) throw SQLite::Exception("case " + c.number + ": " + fields.error().message, SQLITE_CORRUPT);
    c.fields = std::move(*fields);
    return c;
}

promise_record promise_in(const statement::use& row)
{
    promise_record p{sentence_from_json(row.text(0)), row.text(1), row.time(2)};
    if (!row.null(3)) p.kept_at = row.time(3);
    return p;
}

timer_record timer_in(const statement::use& row)
{
    timer_record t;
    t.conversation = row.as<conversation_id>(0);
    t.ordinal = row.integer(1);
    t.kind = row.as<timer_kind>(2);
    t.due = row.time(3);
    t.remaining = milliseconds{row.integer(4)};
    t.suspended = row.flag(5);
    t.name = row.text(6);
    return t;
}

stored_event event_in(const statement::use& row)
{
    stored_event e;
    e.ordinal = row.integer(0);
    e.at = row.time(1);
    if (!row.null(2)) e.line = row.integer(2);
    e.event.codec = row.as<int>(3);
    e.event.kind = row.text(4);
    e.event.tree = row.text(5);
    e.event.tree_version = row.text(6);
    e.event.payload = row.text(7);
    e.event.facts = row.text(8);
    return e;
}

outbox_row outbox_in(const statement::use& row)
{
    outbox_row o;
    o.id = row.integer(0);
    o.conversation = row.as<conversation_id>(1);
    o.sequence = row.integer(2);
    o.to = {row.text(3), row.text(4)};
    o.text = row.text(5);
    o.extra = row.text(6);
    o.state = row.as<outbox_state>(7);
    o.attempts = row.as<int>(8);
    o.created_at = row.time(9);
    o.not_before = row.time(10);
    o.platform_reference = row.text(11);
    o.last_error = row.text(12);
    return o;
}

user_record user_in(const statement::use& row)
{
    user_record u;
    u.id = row.as<user_id>(0);
    u.name = row.text(1);
    u.display = row.text(2);
    u.role = row.as<role>(3);
    u.disabled = row.flag(4);
    u.password_hash = row.text(5);
    return u;
}

session_record session_in(const statement::use& row)
{
    return {row.text(0), row.as<user_id>(1), row.text(2), row.time(3), row.time(4), row.time(5)};
}

tree_version tree_in(const statement::use& row)
{
    tree_version t;
    t.id = row.text(0);
    t.version = row.text(1);
    t.active = row.flag(2);
    t.at = row.time(3);
    t.author = row.text(4);
    t.reason = row.text(5);
    t.source = row.text(6);
    return t;
}

tree_draft draft_in(const statement::use& row)
{
    tree_draft d;
    d.id = row.text(0);
    d.revision = row.integer(1);
    d.based_on = row.text(2);
    d.at = row.time(3);
    d.author = row.text(4);
    d.source = row.text(5);
    return d;
}

tree_test test_in(const statement::use& row)
{
    tree_test t;
    t.tree = row.text(0);
    t.name = row.text(1);
    t.revision = row.integer(2);
    t.at = row.time(3);
    t.author = row.text(4);
    t.source = row.text(5);
    return t;
}

} // namespace amends::storage
