"""What the fuzzers begin with: good inputs to learn the form from, and inputs that are bad by design.

`good(target)` and `hostile(target)` give inputs by name. Hostile ones are run whole and never mutated: some are
megabytes."""

import json
from pathlib import Path

import trees
from messages import HOSTILE, KIB, MESSAGES
from trees import ROOT

UNIT = ROOT / "tests" / "unit" / "dialogs"
SHIPPED = ROOT / "dialogs" / "trees"
SEPARATOR = b"\x1e"  # ends a text, see bytes.hpp
UUID = "123e4567-e89b-42d3-a456-426614174000"


def files(folder: Path, ending: str) -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in sorted(folder.rglob("*" + ending))}


class step:
    @staticmethod
    def talk(tree: int, texts: list[bytes]) -> bytes:
        """Messages to one of the five trees, in a world with people, buttons and connectors."""
        return bytes([tree]) + b"".join(b"\xcf\x0c" + text + SEPARATOR for text in texts)

    @classmethod
    def good(cls):
        texts = [text.encode() for text in MESSAGES]
        return {f"{tree}_{i}": cls.talk(tree, texts[i:i + 8]) for tree in range(5) for i in range(0, len(texts), 4)}

    @classmethod
    def hostile(cls):
        person = "转人工".encode()
        talks = {f"{name}_{tree}": cls.talk(tree, [text, person, text])
                 for tree in range(5) for name, text in HOSTILE.items()}
        return talks | {"everything": cls.talk(0, list(HOSTILE.values()))}


class load_tree:
    @staticmethod
    def good():
        return files(SHIPPED, ".json") | files(UNIT / "data", ".json") | files(UNIT / "lint" / "fixtures", ".json")

    hostile = staticmethod(trees.hostile)


class slots:
    @staticmethod
    def good():
        return {f"{slot}_{i}": bytes([slot]) + text.encode() for slot in range(12) for i, text in enumerate(MESSAGES)}

    @staticmethod
    def hostile():
        return {f"{name}_{slot}": bytes([slot]) + text for slot in range(12) for name, text in HOSTILE.items()}


class understand:
    @staticmethod
    def good():
        return {str(i): text.encode() for i, text in enumerate(MESSAGES)}

    @staticmethod
    def hostile():
        return HOSTILE


class codec:
    @staticmethod
    def good():
        return files(UNIT / "golden", ".json")

    @classmethod
    def hostile(cls):
        state = cls.good()["state.v1"]
        many_slots = b",".join(b'"s%d":{"value":"1"}' % i for i in range(50_000))
        return {
            "deep": b"[" * 100_000,
            "long": b'{"v":1,"node":"' + b"x" * (5 * KIB * KIB) + b'"}',
            "slots": b'{"v":1,"slots":{' + many_slots + b"}}",
            "latest_time": state.replace(b"1795762800000", b"9223372036854775807"),
            "least_number": state.replace(b'"tries":1', b'"tries":-2147483648'),
            "half_surrogate": state.replace(b"retail-order", b"\\ud83d"),
            "nul": state.replace(b"retail", b"\\u0000"),
            "member_twice": state.replace(b'"v":1', b'"v":1,"v":1'),
        }


class text:
    @staticmethod
    def good():
        return {f"{name}_{i}": bytes([i]) + b"Asia/Shanghai\x1e" + text[language].encode() + b"\x1eAB12345678"
                for name, text in json.loads(trees.SHOP)["texts"].items()
                for i, language in enumerate(("en", "zh-Hans")) if isinstance(text[language], str)}

    @staticmethod
    def hostile():
        patterns = {f"pattern_{name}": b"\0UTC\x1e" + pattern.encode(errors="surrogatepass") + b"\x1ewords"
                    for name, pattern in trees.BAD_PATTERNS.items()}
        return patterns | {f"words_{name}": b"\x01Europe/Berlin\x1e{paid}\x1e" + words
                           for name, words in HOSTILE.items()}


class script:
    WORLD = b"""zone: Europe/Berlin
now: 2026-11-27 15:00
hours: closed until 2026-11-28 09:00
agents: 0
queue: 3
channel: buttons, attachments
connectors: order
known: vip = yes
budget: 300
seed: 7
== One
customer: refund\\n AB12345678
send: image/jpeg 2MB with it
clock: +1h30m
lookup: found {"total": 1}
remedy: approved x
agent: joins Li
agent: returns
bot: hello "a"
options: none
promise: a owner b in 4h
"""

    @classmethod
    def good(cls):
        return files(SHIPPED / "tests", ".dialog") | files(UNIT / "data", ".dialog") | {"world": cls.WORLD}

    @staticmethod
    def hostile():
        begin = b"== One\ncustomer: refund\n"
        far = b"now: 9999-12-31 23:59\n" + begin + b"clock: +100000d\n" * 2 + b"bot: x\n"
        return {
            "conversations": b"".join(b"== %d\n" % i for i in range(120_000)),
            "one_name": b"== a\n" * 200_000,
            "no_name": b"==\n" * 340_000,
            "no_colon": b"x\n" * 500_000,
            "2_mb": b"#" * (2 * KIB * KIB),
            "deep_answer": begin + b"lookup: found " + b"[" * 900_000,
            "budget": b"budget: nan\n" + begin,
            "far_away": far,
            "long_clock": begin + b"clock: +100000d\n" * 50_000,
        } | {name: b"== One\ncustomer: " + text.replace(b"\n", b"\\n") for name, text in HOSTILE.items()}


class config:
    GOOD = b"""[server]
host = "0.0.0.0"
port = 8080
data = "/var/lib/amends"
public_url = "https://chat.shop.example"
trusted_proxies = ["10.0.0.2", "::1"]
allowed_origins = ["https://shop.example"]
max_connections = 100
[chat]
heartbeat = "25s"
[hours]
zone = "Asia/Shanghai"
monday = ["09:00-12:00", "13:00-24:00"]
sunday = []
[connectors.order]
url = "https://erp.shop.example/amends"
[log]
level = "debug"
"""

    @classmethod
    def good(cls):
        return {"file": cls.GOOD, "port": b"8080"}

    @classmethod
    def hostile(cls):
        return {
            "deep_lists": b"a = " + b"[" * 10_000,
            "deep_tables": b"a = " + b"{a = " * 10_000,
            "deep_section": b"[" + b"a." * 10_000 + b"a]",
            "deep_key": b"a." * 400_000 + b"a = 1",
            "2_mb": b"#" * (2 * KIB * KIB),
            "key_twice": cls.GOOD + b'level = "info"\n',
            "huge_number": b"[server]\nport = 99999999999999999999999\n",
            "long_day": b"[hours]\nmonday = [\n" + b'"00:00-00:01",\n' * 60_000 + b"]\n",
            "long_key": b"[server]\n" + b"k" * 900_000 + b" = 1\n",
            "nul": cls.GOOD.replace(b"shop", b"\0"),
            "half_surrogate": b'[server]\nhost = "\\ud83d"\n',
            "right_to_left": "[server]\n\u202ehost = 1\n".encode(),
        }


class frames:
    @staticmethod
    def frame(**members) -> bytes:
        return json.dumps(members, ensure_ascii=False).encode()

    @staticmethod
    def say(text: bytes) -> bytes:
        return b'{"type":"say","id":"%s","text":"%s"}' % (UUID.encode(), text)

    @classmethod
    def good(cls):
        frame = cls.frame
        amount = {"amount": 320, "currency": "CNY"}
        return {
            "hello": frame(type="hello", token="t", after=7, generation="g", locale="zh", zone="UTC", tree="parcel"),
            "say": frame(type="say", id=UUID, text="坏了", option="yes", question="q1"),
            "half_an_emoji": cls.say(b"broken \\ud83d"),
            "typing": frame(type="typing", on=True),
            "seen": frame(type="seen", seq=3),
            "history": frame(type="history", before=50, limit=100),
            "ping": frame(type="ping", n=-1),
            "take": frame(type="take", request=1, conversation=2),
            "reply": frame(type="reply", request=1, conversation=2, token=3, id=UUID, text="您好"),
            "available": frame(type="available", request=1, on=False),
            "found": frame(found=True, fields={"total": amount, "vip": True, "n": 1.5, "x": None}),
            "not_found": frame(found=False),
        }

    @classmethod
    def hostile(cls):
        quoted = {name: json.dumps(text.decode(errors="replace"))[1:-1].encode() for name, text in HOSTILE.items()}
        many_fields = b",".join(b'"f%d":1' % i for i in range(50_000))
        numbers = b'{"a":1e308,"b":-0.0,"c":5e-324,"d":18446744073709551615}'
        return {
            "deep": b"[" * 1_000_000,
            "halves": cls.say(b"\\ud83d" * 10_000),
            "backslashes": cls.say(b"\\" * 65_537),
            "nuls": cls.say(b"\\u0000" * 1000),
            "fields": b'{"found":true,"fields":{' + many_fields + b"}}",
            "numbers": b'{"type":"seen","seq":18446744073709551615,"found":true,"fields":' + numbers + b"}",
        } | {f"raw_{name}": cls.say(text) for name, text in HOSTILE.items()} | {
            f"quoted_{name}": cls.say(text) for name, text in quoted.items()}


TARGETS = {each.__name__: each for each in (step, load_tree, slots, codec, understand, text, script, config, frames)}


def good(target: str) -> dict[str, bytes]:
    return TARGETS[target].good()


def hostile(target: str) -> dict[str, bytes]:
    return TARGETS[target].hostile()
