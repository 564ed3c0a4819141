"""Holds a store and what clients saw against the invariants of the architecture (I1 to I12)."""

import pathlib
import sqlite3
import subprocess

import server
from customer import Violation


def rows(data, sql, *arguments):
    with sqlite3.connect(f"file:{data}/amends.db?mode=ro", uri=True) as store:
        return store.execute(sql, arguments).fetchall()


def check_store(data):
    """Nothing is running on the store. Raises Violation on the first thing that is wrong with it."""
    integrity = rows(data, "PRAGMA integrity_check")
    if integrity != [("ok",)]:
        raise Violation(f"integrity_check: {integrity}")
    if broken := rows(data, "PRAGMA foreign_key_check"):
        raise Violation(f"foreign_key_check: {broken}")
    # I3: each audience is numbered from 1 without a gap, and the head knows the last number.
    for conversation, audience, count, low, high in rows(
        data,
        "SELECT conversation, audience, count(*), min(sequence), max(sequence) FROM messages GROUP BY 1, 2",
    ):
        if low != 1 or high != count:
            raise Violation(f"conversation {conversation} audience {audience}: {count} lines numbered {low} to {high}")
        column = "last_sequence" if audience == 0 else "last_note"
        if rows(data, f"SELECT {column} FROM conversations WHERE id = ?", conversation) != [(high,)]:
            raise Violation(f"conversation {conversation}: the head does not know line {high}")
    # I2: an inbound key has one event, and a customer's message one line.
    if doubled := rows(
        data, "SELECT inbound_key, count(*) FROM events WHERE inbound_key IS NOT NULL GROUP BY 1 HAVING count(*) > 1"
    ):
        raise Violation(f"inbound keys stored twice: {doubled}")
    if gaps := rows(
        data, "SELECT conversation, count(*), max(ordinal) FROM events GROUP BY 1 HAVING count(*) <> max(ordinal)"
    ):
        raise Violation(f"events are missing: {gaps}")
    # I5: every event of a customer's message has a line that answers it, unless a person held the floor.
    if unanswered := rows(
        data,
        "SELECT e.conversation, e.ordinal FROM events e JOIN conversations c ON c.id = e.conversation "
        "WHERE e.kind IN ('customer_message', 'poison') AND c.floor_holder <> 2 AND NOT EXISTS (SELECT 1 FROM messages m "
        "WHERE m.conversation = e.conversation AND m.event = e.ordinal AND m.speaker <> 0)",
    ):
        raise Violation(f"customer messages without an answer: {unanswered}")
    # I8: an open case has one owner, which is a user or the bot.
    if orphans := rows(data, "SELECT number FROM cases WHERE owner <> 0 AND owner NOT IN (SELECT id FROM users)"):
        raise Violation(f"cases without an owner: {orphans}")
    verified = subprocess.run(
        [str(server.BINARY), "verify", "--data", str(data)], capture_output=True, text=True, check=False
    )
    if verified.returncode != 0:
        raise Violation(f"the hash chain does not hold: {verified.stdout}{verified.stderr}")


def check_customer(data, customer):
    """What the customer saw is what is stored: each line once, in order, acknowledged messages included."""
    stored = {}
    for sequence, speaker, text, extra in rows(
        data,
        "SELECT m.sequence, m.speaker, m.text, coalesce(m.extra, '') FROM messages m WHERE m.audience = 0 "
        "AND m.conversation = (SELECT conversation FROM messages WHERE instr(coalesce(extra, ''), ?) LIMIT 1)",
        next(iter(customer.acked), "no message was acknowledged"),
    ):
        stored[sequence] = (("customer", "bot", "agent", "system")[speaker], text, extra)
    for client_id, sequence in customer.acked.items():
        if sequence not in stored or client_id not in stored[sequence][2]:
            raise Violation(f"acknowledged as line {sequence} but not stored there: {client_id}")
    for sequence, line in customer.lines.items():
        if sequence not in stored:
            raise Violation(f"shown but not stored: {line}")
        if (line["from"], line["text"]) != stored[sequence][:2]:
            raise Violation(f"shown {line}, stored {stored[sequence]}")
    if set(customer.lines) != set(stored):
        raise Violation(f"stored but never shown: {sorted(set(stored) - set(customer.lines))}")
