"""What customers write, and what nobody should have to read."""

KIB = 1024

MESSAGES = """我要投诉
买的杯子碎了，气死我了，订单号 AB12345678
My order never arrived and I want my money back
昨天下午三点
last Tuesday at 5 pm
2026-11-03
退款
两个
三百二十块
$5.50
13800138000
li.na@example.com
转人工
I want to talk to a person
不是，是 AB87654321
no, the number ends in 7
不知道
五星
谢谢
bye
我要去12315投诉
You are useless!!!
说中文
speak English
重新开始
any update?
好的
yes
no""".split("\n")


def mail_thread() -> str:
    lines = ["Hi team,", "", "see below, STILL not solved!!", ""]
    for depth in range(1, 40):
        quoted = ">" * depth + " "
        lines += [quoted + "On Tue, 3 Nov 2026 at 10:00, Support <help@shop.example> wrote:",
                  quoted + f"Dear customer, your ticket #{depth}88 is being looked at. 您的工单已受理。",
                  quoted + "-- ", quoted + "This e-mail is confidential."]
    return "\r\n".join(lines)


def long(part: str) -> str:
    return part * (64 * KIB // len(part.encode()))


_TEXTS = {
    "64k_han": long("我"),
    "64k_words": long("no, refund "),
    "64k_digits": long("1"),
    "64k_numerals": long("一"),
    "64k_dates": long("1-1-1/1/1 "),
    "64k_money": long("320元"),
    "64k_order_ids": long("AB123456 "),
    "64k_addresses": long("a@b.co "),
    "64k_at_signs": long("@"),
    "64k_blanks": long(" "),
    "64k_brackets": long("([{"),
    "64k_threats": long("我要曝光你们，去12315，I will sue you. "),
    "right_to_left": "\u202egnirts desrever si siht\u202c \u2067AB12345678\u2069 \u200f退款\u200e \u202d\u202e\u2066",
    "right_to_left_only": "\u202e" * 4000,
    "zalgo": "".join(c + "\u0301\u0327\u035b\u0489\u0336\u033f" * 12 for c in "my order is broken 我要退款"),
    "emoji": "😡🤬👎🏽👨‍👩‍👧‍👦🏳️‍🌈🇨🇳❤️‍🔥" * 200,
    "invisible": "\u200b\u200c\u200d\u2060\ufeff" * 400,
    "mail_thread": mail_thread(),
    "format": "{order_number, plural, one {#} other {'{'}} '' {0} %s%n ${x} $(id) <script>alert(1)</script>",
    "nul": "退\x00款 AB\x00123456\x00",
}

HOSTILE = {name: text.encode() for name, text in _TEXTS.items()} | {
    "half_surrogate": b"broken \xed\xa0\xbd AB12345678 \xed\xb8\x80",
    "not_utf8": b"\xff\xfe\xc0\x80\xf5\x90\x80\x80\xe6\x88 refund \x80" * 50,
}
