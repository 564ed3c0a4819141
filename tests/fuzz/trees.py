"""Trees that are bad by design: too big, too deep, circular, ambiguous, or with patterns made to hurt."""

import copy
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KIB = 1024
SHOP = (ROOT / "tests/unit/dialogs/data/shop.json").read_text(encoding="utf-8")


def changed_shop(change) -> bytes:
    tree = json.loads(SHOP)
    change(tree)
    return json.dumps(tree, ensure_ascii=False).encode()


def with_text(pattern: str) -> bytes:
    def change(tree):
        tree["texts"]["ask_date"]["en"] = pattern
    return changed_shop(change)


def with_order_pattern(pattern: str) -> bytes:
    def change(tree):
        tree["slots"]["order_number"]["pattern"] = pattern
    return changed_shop(change)


def with_next(edges: dict[str, str]) -> bytes:
    def change(tree):
        for node, following in edges.items():
            tree["nodes"][node]["next"] = following
    return changed_shop(change)


def circle_of(count: int) -> bytes:
    def change(tree):
        for i in range(count):
            tree["nodes"][f"n{i}"] = {"node": "branch", "phase": "assess", "default": f"n{(i + 1) % count}",
                                      "cases": [{"if": {"tag": "a"}, "next": f"n{(i * 7 + 3) % count}"}]}
        tree["nodes"]["welcome"]["next"] = "n0"
    return changed_shop(change)


def sections_in_a_circle(tree):
    for name, other in (("a", "b"), ("b", "a")):
        tree.setdefault("sections", {})[name] = {
            "start": "go", "slots": {}, "texts": {},
            "nodes": {"go": {"node": "call", "phase": "collect", "section": other, "next": "back"},
                      "back": {"node": "return", "phase": "collect"}}}
    tree["nodes"]["welcome"]["next"] = "into"
    tree["nodes"]["into"] = {"node": "call", "phase": "collect", "section": "a", "next": "listen"}


def calls_itself(tree):
    tree["nodes"]["welcome"]["next"] = "into"
    tree["nodes"]["into"] = {"node": "call", "phase": "collect", "tree": tree["id"], "next": "listen"}


def deep_condition(tree):
    condition = {"language": "fr"}
    for _ in range(50):
        condition = {"not": condition}
    tree["nodes"]["large"]["cases"][0]["if"] = condition


def long_shop(tree):
    for i in range(1900):
        tree["nodes"][f"n{i}"] = copy.deepcopy(tree["nodes"]["details"])


BAD_PATTERNS = {
    "open": "When {",
    "closed": "When }",
    "number": "{0}",
    "unknown_type": "{paid, spellout2, x}",
    "nested": "{wish, select, other {" * 3000,
    "no_other": "{wish, select, refund {x}}",
    "huge_offset": "{queue_length, plural, offset:99999999999999999999 other {#}}",
    "wide": "{wish, select, " + " ".join(f"v{i} {{x}}" for i in range(900)) + " other {}}",
    "quotes": "''''{paid''}'' '{' '" * 300,
    "skeleton": "{promise_due, date, ::" + "y" * 3000 + "}",
    "number_skeleton": "{queue_length, number, ::" + ".0#" * 800 + "}",
    "choice": "{queue_length, choice, 0#a|1#b|" + "2<c|" * 900 + "3#d}",
    "right_to_left": "\u202e{paid}\u202c\u2067",
    "emoji": "😡" * 1500,
    "half_surrogate": "\ud83d",
}

BAD_REGEXES = {
    "stars": "(a+)+$",
    "counts": "((a{1,100}){1,100}){1,100}",
    "alternatives": "(a|a|aa|aaa)*b" * 30,
    "look_behind": "(?<=a)b",
    "back_reference": "(a)\\1",
    "brackets": "(" * 400,
    "classes": "[" * 400,
    "any": "(.*)*(.*)*(.*)*[^x]",
    "empty": "",
    "blank": "x*",
    "unicode": "\\pL{1,999}",
    "long": "[A-Z]{1,9}" * 500,
    "huge_count": "[A-Z]{1000}{1000}",
}


def hostile() -> dict[str, bytes]:
    shop = SHOP.encode()
    trees = {
        "10_mb_of_text": b'{"id": "' + b"x" * (10 * KIB * KIB) + b'"}',
        "10_mb_of_blanks": b" " * (10 * KIB * KIB),
        "10_mb_of_nodes": b'{"nodes": {' + b",".join(b'"n%d": {"node": "end"}' % i for i in range(400_000)) + b"}}",
        "2_mb_of_values": b"[" + b"0," * (900 * KIB) + b"0]",
        "arrays_10_000_deep": b"[" * 10_000,
        "objects_10_000_deep": b'{"sections":' * 10_000 + b"1" + b"}" * 10_000,
        "conditions_50_deep": changed_shop(deep_condition),
        "long_names": b'{"' + b"n" * 20_000 + b'":' + b"1}",
        "circle_of_says": with_next({"nobody": "closed", "closed": "nobody", "welcome": "nobody"}),
        "circle_of_one": with_next({"nobody": "nobody", "welcome": "nobody"}),
        "circle_of_branches": circle_of(500),
        "circle_of_sections": changed_shop(sections_in_a_circle),
        "calls_itself": changed_shop(calls_itself),
        "thousands_of_nodes": changed_shop(long_shop),
        "node_twice": shop.replace(b'"bye": {', b'"bye": { "node": "end", "phase": "close", "texts": [] }, "bye": {'),
        "slot_twice": shop.replace(b'"happy": { "type"', b'"happy": { "type": "text" }, "happy": { "type"'),
        "choice_twice": shop.replace(b'"value": "exchange"', b'"value": "refund"'),
        "member_twice": shop.replace(b'"format": 1,', b'"format": 1, "format": 1,'),
        "nul": shop.replace(b"welcome", b"wel\\u0000come"),
        "nul_byte": shop.replace(b"welcome", b"wel\0come"),
        "half_surrogate": shop.replace("抱歉".encode(), b"\\ud83d"),
        "half_surrogate_bytes": shop.replace("抱歉".encode(), b"\xed\xa0\xbd"),
        "right_to_left": shop.replace(b'"to_person"', '"\u202eto_person"'.encode()),
    }
    for name, pattern in BAD_PATTERNS.items():
        text = with_text("PATTERN").replace(b"PATTERN", json.dumps(pattern)[1:-1].encode())
        trees["pattern_" + name] = text
    for name, pattern in BAD_REGEXES.items():
        trees["regex_" + name] = with_order_pattern(pattern)
    return trees
