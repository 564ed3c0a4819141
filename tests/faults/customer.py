"""A customer's client as docs/chat-protocol.md describes it: keeps a cursor, repeats what is not acknowledged."""

import socket
import time
import uuid

from websocket import Closed, WebSocket

PATIENCE = 30.0


class Violation(AssertionError):
    """Something that must never happen did."""


class Customer:
    def __init__(self, tree="retail-order", locale="zh-CN"):
        self.tree = tree
        self.locale = locale
        self.token = ""
        self.generation = ""
        self.lines = {}  # sequence -> line, as shown
        self.acked = {}  # client id -> sequence
        self.waiting = []  # (client id, frame), not acknowledged yet
        self.socket = None

    def last(self):
        return max(self.lines, default=0)

    def connect(self, port):
        self.socket = WebSocket(port, "/chat", "amends.chat.v1", {"Origin": f"http://127.0.0.1:{port}"})
        self.socket.send(
            {
                "type": "hello",
                "token": self.token,
                "after": self.last(),
                "generation": self.generation,
                "locale": self.locale,
                "zone": "Asia/Shanghai",
                "tree": self.tree,
            }
        )
        welcome = self.socket.receive()
        if welcome["type"] != "welcome":
            raise Violation(f"hello was answered by {welcome}")
        if self.token and welcome.get("reset") and self.acked:
            raise Violation("the server forgot what it had acknowledged")
        self.token = welcome.get("token") or self.token
        self.generation = welcome["generation"]
        for _, frame in self.waiting:
            self.socket.send(frame)
        return welcome["last"]

    def say(self, text):
        client_id = str(uuid.uuid4())
        frame = {"type": "say", "id": client_id, "text": text}
        self.waiting.append((client_id, frame))
        self.socket.send(frame)
        return client_id

    def take(self, frame):
        kind = frame["type"]
        if kind == "ack":
            known = self.acked.setdefault(frame["id"], frame["seq"])
            if known != frame["seq"]:
                raise Violation(f"{frame['id']} was acknowledged as {known} and as {frame['seq']}")
            self.waiting = [each for each in self.waiting if each[0] != frame["id"]]
        elif kind == "line":
            known = self.lines.get(frame["seq"])
            if known is not None and (known["text"], known["from"]) != (frame["text"], frame["from"]):
                raise Violation(f"line {frame['seq']} was {known} and is {frame}")
            if known is None and frame["seq"] != self.last() + 1:
                raise Violation(f"line {frame['seq']} came after {self.last()}")
            self.lines[frame["seq"]] = frame
            self.socket.send({"type": "seen", "seq": self.last()})
        elif kind == "error":
            raise Violation(f"error: {frame}")

    def answered(self, client_id):
        """The message is acknowledged, shown, and something that is not the customer's came after it."""
        sequence = self.acked.get(client_id)
        return (
            sequence in self.lines
            and any(number > sequence and line["from"] != "customer" for number, line in self.lines.items())
        )

    def wait(self, condition):
        limit = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > limit:
                raise Violation(f"nothing more came; lines {sorted(self.lines)}, unacknowledged {self.waiting}")
            try:
                self.take(self.socket.receive(1.0))
            except socket.timeout:
                continue

    def tell(self, text):
        client_id = self.say(text)
        self.wait(lambda: self.answered(client_id))

    def leave(self):
        if self.socket:
            self.socket.close()
            self.socket = None


class Story:
    """Messages told one by one; goes on after a break with the one that was not answered."""

    def __init__(self, texts, tree="retail-order", locale="zh-CN"):
        self.texts = texts
        self.ids = []
        self.customer = Customer(tree, locale)

    def finished(self):
        return len(self.ids) == len(self.texts) and all(map(self.customer.answered, self.ids))

    def go_on(self, port):
        """Tells the rest. True at the end of the story, False when the connection broke."""
        try:
            self.customer.connect(port)
            for number, text in enumerate(self.texts):
                if number == len(self.ids):
                    # Noted before it is sent: a break in the middle must not tell it twice.
                    client_id = str(uuid.uuid4())
                    self.ids.append(client_id)
                    frame = {"type": "say", "id": client_id, "text": text}
                    self.customer.waiting.append((client_id, frame))
                    self.customer.socket.send(frame)
                self.customer.wait(lambda: self.customer.answered(self.ids[number]))
            # An answer may have more lines than the one waited for: a fresh connection knows how many.
            self.customer.leave()
            last = self.customer.connect(port)
            self.customer.wait(lambda: self.customer.last() >= last)
            return True
        except (Closed, ConnectionError, socket.timeout):
            return False
        finally:
            self.customer.leave()
