"""The checker is only worth something if it finds what is wrong: each invariant is broken on purpose once."""

import pathlib
import shutil
import sqlite3
import tempfile

from checker import check_customer, check_store
from customer import Story, Violation
from server import Server

BREAKAGES = {
    "a line is gone": "DELETE FROM messages WHERE audience = 0 AND sequence = 2",
    "the last line is gone": "DELETE FROM messages WHERE id = (SELECT max(id) FROM messages)",
    "a line's words were changed": "UPDATE messages SET text = text || '!' WHERE audience = 0 AND sequence = 2",
    "an event is gone": "DELETE FROM events WHERE ordinal = 1",
    "a message was never answered": "UPDATE messages SET speaker = 0",
    "the head lags": "UPDATE conversations SET last_sequence = last_sequence - 1",
    "a case belongs to nobody": "UPDATE cases SET owner = 4711",
    "a message is stored twice": "DROP INDEX events_inbound; INSERT INTO events SELECT max(id) + 1, conversation, "
    "max(ordinal) + 1, at, line, inbound_channel, inbound_key, inbound_digest, codec, kind, tree, tree_version, payload, "
    "facts FROM events WHERE inbound_key IS NOT NULL",
}


def found(data, customer):
    try:
        check_store(data)
        check_customer(data, customer)
    except Violation:
        return True
    return False


def main():
    """Returns the names of breakages that were not found."""
    with tempfile.TemporaryDirectory(prefix="amends-checker-") as top:
        data = pathlib.Path(top) / "data"
        running = Server(data)
        if not running.wait_ready():
            raise AssertionError("the server does not start")
        story = Story(["上周买的耳机左边没有声音,我要退款", "订单号 AB12345678"])
        if not story.go_on(running.port):
            raise AssertionError("the story does not come to its end")
        running.stop()
        missed = [] if not found(data, story.customer) else ["nothing is wrong"]
        for name, sql in BREAKAGES.items():
            copy = pathlib.Path(top) / "broken"
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(data, copy)
            with sqlite3.connect(copy / "amends.db") as store:
                store.executescript(sql)
            store.close()
            if not found(copy, story.customer):
                missed.append(name)
        lost = next(iter(story.customer.lines))
        del story.customer.lines[lost]
        if not found(data, story.customer):
            missed.append("a stored line was never shown")
        return missed, len(BREAKAGES) + 2
