"""What the fuzzers begin with: good inputs to learn the form from, and inputs that are bad by design.

`good(target)` and `hostile(target)` give inputs by name. Hostile ones are run whole and never mutated: some are
megabytes."""

import copy
import json
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DIALOGS = ROOT / "dialogs"
UNIT = ROOT / "tests" / "unit" / "dialogs"
KIB = 1024
SEPARATOR = b"\x1e"  # ends a text, see bytes.hpp
UUID = "123e4567-e89b-42d3-a456-426614174000"

# --- What customers send, and what nobody should have to read ---------------------------------------------

MESSAGES = [
    "我要投诉", "买的杯子碎了，气死我了，订单号 AB12345678", "My order never arrived and I want my money back", "昨天下午三点",
    "last Tuesday at 5 pm", "2026-11-03", "退款", "两个", "三百二十块", "$5.50", "13800138000", "li.na@example.com", "转人工",
    "I want to talk to a person", "不是，是 AB87654321", "no, the number ends in 7", "不知道", "五星", "谢谢", "bye",
    "我要去12315投诉", "You are useless!!!", "说中文", "speak English", "重新开始", "any update?", "好的", "yes", "no",
]

THREAD = "\r\n".join(
    ["Hi team,", "", "see below, STILL not solved!!", ""]
    + [f"{'>' * depth} On Tue, 3 Nov 2026 at 1{depth % 10}:00, Support <help@shop.example> wrote:\r\n{'>' * depth} Dear "
       f"customer, your ticket #{depth}88 is being looked at. 您的工单已受理。\r\n{'>' * depth} -- \r\n{'>' * depth} "
       "This e-mail is confidential." for depth in range(1, 40)]
)

HOSTILE_MESSAGES = {
    "64k_han": "我" * (64 * KIB // 3),
    "64k_latin": "no " * (64 * KIB // 3),
    "64k_digits": "1" * (64 * KIB),
    "64k_numerals": "一" * (64 * KIB // 3),
    "64k_dates": "1-1-1/1/1 " * (64 * KIB // 10),
    "64k_money": "320元" * (64 * KIB // 6),
    "64k_order_ids": "AB123456 " * (64 * KIB // 9),
    "64k_addresses": "a@b.co " * (64 * KIB // 7),
    "64k_at_signs": "@" * (64 * KIB),
    "64k_blanks": " " * (64 * KIB),
    "64k_brackets": "([{" * (64 * KIB // 3),
    "64k_threats": "我要曝光你们，去12315，I will sue you. " * 1200,
    "right_to_left": "\u202egnirts desrever si siht\u202c \u2067AB12345678\u2069 \u200f退款\u200e \u202d\u202e\u2066",
    "right_to_left_only": "\u202e" * 4000,
    "zalgo": "".join(c + "\u0301\u0327\u035b\u0489\u0336\u033f" * 12 for c in "my order is broken 我要退款"),
    "emoji": "😡🤬👎🏽👨‍👩‍👧‍👦🏳️‍🌈🇨🇳❤️‍🔥" * 200,
    "invisible": "\u200b\u200c\u200d\u2060\ufeff" * 400,
    "e_mail_thread": THREAD,
    "pattern": "{order_number, plural, one {#} other {'{'}} '' {0} %s%n ${x} $(id) <script>alert(1)</script>",
}

HOSTILE_BYTES = {name: text.encode() for name, text in HOSTILE_MESSAGES.items()} | {
    "nul": "退\0款 AB\0123456\0".encode(),
    "half_surrogate": b"broken \xed\xa0\xbd AB12345678 \xed\xb8\x80",
    "not_utf8": b"\xff\xfe\xc0\x80\xf5\x90\x80\x80\xe6\x88 refund \x80" * 50,
}

# --- Trees -------------------------------------------------------------------------------------------------

SHOP = (UNIT / "data" / "shop.json").read_text(encoding="utf-8")


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


def long_shop(tree):
    for i in range(1900):
        tree["nodes"][f"n{i}"] = copy.deepcopy(tree["nodes"]["details"])


BAD_PATTERNS = {
    "open": "When {", "closed": "When }", "number": "{0}", "unknown_type": "{paid, spellout2, x}", "nested": "{wish, select, other {" * 3000,
    "no_other": "{wish, select, refund {x}}", "huge_offset": "{queue_length, plural, offset:99999999999999999999 other {#}}",
    "wide": "{wish, select, " + " ".join(f"v{i} {{x}}" for i in range(900)) + " other {}}",
    "quotes": "''''{paid''}'' '{' '" * 300, "skeleton": "{promise_due, date, ::" + "y" * 3000 + "}",
    "number_skeleton": "{queue_length, number, ::" + ".0#" * 800 + "}", "choice": "{queue_length, choice, 0#a|1#b|" + "2<c|" * 900 + "3#d}",
    "right_to_left": "\u202e{paid}\u202c\u2067", "emoji": "😡" * 1500, "half": "\ud83d",
}

BAD_REGEXES = {
    "stars": "(a+)+$", "counts": "((a{1,100}){1,100}){1,100}", "alternatives": "(a|a|aa|aaa)*b" * 40, "look_behind": "(?<=a)b",
    "back_reference": "(a)\\1", "brackets": "(" * 5000, "classes": "[" * 5000, "any": "(.*)*(.*)*(.*)*[^x]", "empty": "",
    "unicode": "\\pL{1,999}", "long": "[A-Z]{1,9}" * 500, "huge_count": "[A-Z]{1000}{1000}", "blank": "x*",
}


def hostile_trees() -> dict[str, bytes]:
    shop = SHOP.encode()
    trees = {
        "10_mb_of_text": b'{"id": "' + b"x" * (10 * KIB * KIB) + b'"}',
        "10_mb_of_blanks": b" " * (10 * KIB * KIB),
        "10_mb_of_nodes": b'{"nodes": {' + b",".join(b'"n%d": {"node": "end"}' % i for i in range(400_000)) + b"}}",
        "2_mb_of_values": b"[" + b"0," * (900 * KIB) + b"0]",
        "arrays_10_000_deep": b"[" * 10_000,
        "objects_10_000_deep": b'{"sections":' * 10_000 + b"1" + b"}" * 10_000,
        "conditions_60_deep": shop.replace(b'{ "language": "fr" }', b'{ "not": ' * 50 + b'{ "language": "fr" }' + b" }" * 50),
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


# --- The inputs of each target -----------------------------------------------------------------------------


def files(folder: Path, ending: str) -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in sorted(folder.rglob("*" + ending))}


def conversation(tree: int, texts: list[bytes]) -> bytes:
    """For `step`: messages in a world with people, buttons and connectors."""
    return bytes([tree]) + b"".join(b"\xcf\x0c" + text.replace(SEPARATOR, b"") + SEPARATOR for text in texts)


def frame(**members) -> bytes:
    return json.dumps(members, ensure_ascii=False).encode()


def say(text: bytes) -> bytes:
    return b'{"type":"say","id":"%s","text":"%s"}' % (UUID.encode(), text)


def codec_records() -> dict[str, bytes]:
    return files(UNIT / "golden", ".json")


def good_frames() -> dict[str, bytes]:
    return {
        "hello": frame(type="hello", token="t", after=7, generation="g", locale="zh-CN", zone="Asia/Shanghai", tree="hotel-stay"),
        "say": frame(type="say", id=UUID, text="坏了", option="yes", question="q1"),
        "half": say(b"broken \\ud83d"),
        "typing": frame(type="typing", on=True), "seen": frame(type="seen", seq=3),
        "history": frame(type="history", before=50, limit=100), "ping": frame(type="ping", n=-1),
        "take": frame(type="take", request=1, conversation=2),
        "reply": frame(type="reply", request=1, conversation=2, token=3, id=UUID, text="您好"),
        "available": frame(type="available", request=1, on=False),
        "found": frame(found=True, fields={"total": {"amount": 320, "currency": "CNY"}, "vip": True, "n": 1.5, "x": None}),
        "not_found": frame(found=False),
    }


def good_scripts() -> dict[str, bytes]:
    return files(DIALOGS / "trees" / "tests", ".dialog") | files(UNIT / "data", ".dialog") | {
        "world": b"zone: Europe/Berlin\nnow: 2026-11-27 15:00\nhours: closed until 2026-11-28 09:00\nagents: 0\nqueue: 3\n"
                 b"channel: buttons, attachments\nconnectors: order\nknown: vip = yes\nbudget: 300\nseed: 7\n== A\n"
                 b"customer: refund\\n AB12345678\nsend: image/jpeg 2MB with it\nclock: +1h30m\nlookup: found {\"total\": 1}\n"
                 b"remedy: approved x\nagent: joins Li\nagent: returns\nbot: hello \"a\"\noptions: none\npromise: a owner b in 4h\n"}


CONFIG = b"""[server]
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


def good(target: str) -> dict[str, bytes]:
    messages = {f"message{i}": text.encode() for i, text in enumerate(MESSAGES)}
    trees = files(DIALOGS / "trees", ".json")
    match target:
        case "step":
            return {f"talk{tree}_{i}": conversation(tree, [m.encode() for m in MESSAGES[i:i + 8]])
                    for tree in range(5) for i in range(0, len(MESSAGES), 4)}
        case "load_tree":
            return trees | files(UNIT / "data", ".json") | files(UNIT / "lint" / "fixtures", ".json")
        case "slots":
            return {f"{name}_{slot}": bytes([slot]) + text for slot in range(12) for name, text in messages.items()}
        case "codec":
            return codec_records()
        case "understand":
            return messages
        case "text":
            tree = json.loads(SHOP)
            return {f"{name}_{i}": bytes([i]) + b"Asia/Shanghai\x1e" + text[language].encode() + b"\x1eAB12345678"
                    for name, text in tree["texts"].items() for i, language in enumerate(("en", "zh-Hans"))
                    if isinstance(text[language], str)}
        case "script":
            return good_scripts()
        case "config":
            tomllib.loads(CONFIG.decode())
            return {"config": CONFIG, "port": b"8080"}
        case "frames":
            return good_frames()
    raise ValueError(target)


def hostile(target: str) -> dict[str, bytes]:
    match target:
        case "step":
            talks = {f"{name}_{tree}": conversation(tree, [text, "转人工".encode(), text])
                     for tree in range(5) for name, text in HOSTILE_BYTES.items()}
            return talks | {"everything": conversation(0, list(HOSTILE_BYTES.values()))}
        case "load_tree":
            return hostile_trees()
        case "slots":
            return {f"{name}_{slot}": bytes([slot]) + text for slot in range(12) for name, text in HOSTILE_BYTES.items()}
        case "understand":
            return HOSTILE_BYTES
        case "text":
            patterns = {f"pattern_{name}": b"\0UTC\x1e" + text.encode(errors="surrogatepass") + b"\x1ewords"
                        for name, text in BAD_PATTERNS.items()}
            return patterns | {f"words_{name}": b"\x01Europe/Berlin\x1e{paid}\x1e" + text
                               for name, text in HOSTILE_BYTES.items()}
        case "codec":
            state = codec_records()["state.v1"]
            return {"deep": b"[" * 100_000, "long": b'{"v":1,"node":"' + b"x" * (5 * KIB * KIB) + b'"}', "huge_numbers":
                    state.replace(b"1795762800000", b"9223372036854775807").replace(b'"tries":1', b'"tries":-2147483648'),
                    "half_surrogate": state.replace(b"retail-order", b"\\ud83d"), "nul": state.replace(b"retail", b"\\u0000"),
                    "member_twice": state.replace(b'"v":1', b'"v":1,"v":1'), "slots": b'{"v":1,"slots":{' + b",".join(
                        b'"s%d":{"value":"1"}' % i for i in range(50_000)) + b"}}"}
        case "script":
            return {"conversations": b"".join(b"== %d\n" % i for i in range(120_000)), "one_name": b"== a\n" * 200_000,
                    "one_word": b"x\n" * 500_000, "2_mb": b"#" * (2 * KIB * KIB), "blank_names": b"==\n" * 340_000,
                    "deep_answer": b"== a\ncustomer: x\nlookup: found " + b"[" * 900_000, "budget": b"budget: nan\n== a\ncustomer: x\n",
                    "far_away": b"now: 9999-12-31 23:59\n== a\ncustomer: x\nclock: +100000d\nclock: +100000d\nbot: x\n",
                    "long_clock": b"== a\ncustomer: x\n" + b"clock: +100000d\n" * 50_000,
                    } | {name: b"== a\ncustomer: " + text.replace(b"\n", b"\\n") for name, text in HOSTILE_BYTES.items()}
        case "config":
            return {"deep_lists": b"a = " + b"[" * 10_000, "deep_names": b"[" + b"a." * 10_000 + b"a]", "deep_key": b"a." * 400_000 + b"a = 1",
                    "deep_tables": b"a = " + b"{a = " * 10_000, "2_mb": b"#" * (2 * KIB * KIB), "nul": CONFIG.replace(b"shop", b"\0"),
                    "key_twice": CONFIG + b'level = "info"\n', "huge_number": b"[server]\nport = 99999999999999999999999\n",
                    "half_surrogate": b'[server]\nhost = "\\ud83d"\n', "right_to_left": "[server]\n\u202ehost = 1\n".encode(),
                    "long_day": b"[hours]\nmonday = [" + b'"00:00-00:01",' * 60_000 + b"]\n", "long_key": b"[server]\n" + b"k" * 900_000 + b" = 1\n"}
        case "frames":
            texts = {f"say_{name}": say(json.dumps(text.decode(errors="replace"))[1:-1].encode()) for name, text in HOSTILE_BYTES.items()}
            raw = {f"raw_{name}": say(text) for name, text in HOSTILE_BYTES.items()}
            return texts | raw | {
                "deep": b"[" * 1_000_000, "halves": say(b"\\ud83d" * 10_000), "backslashes": say(b"\\" * 65_537), "nul": say(b"\\u0000" * 1000),
                "fields": b'{"found":true,"fields":{' + b",".join(b'"f%d":1' % i for i in range(50_000)) + b"}}",
                "huge_numbers": b'{"type":"seen","seq":18446744073709551615,"found":true,"fields":{"a":1e308,"b":-0.0,"c":5e-324}}'}
    raise ValueError(target)
