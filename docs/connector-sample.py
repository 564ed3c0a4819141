#!/usr/bin/env python3
"""A connector that knows three orders: what Amends asks when a tree has a `lookup` node (docs/operations.md).

    openssl rand -hex 32 > order.secret
    python3 docs/connector-sample.py --secret order.secret --port 8090

and in the configuration of Amends:

    [connectors.order]
    url = "http://127.0.0.1:8090/order"
    secret_file = "order.secret"
"""

import argparse
import hashlib
import hmac
import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ORDERS = {
    "AB12345678": {"status": "delivered", "delivered_on": "2026-11-24", "total": {"amount": 320, "currency": "CNY"}},
    "AB87654321": {"status": "shipped", "total": {"amount": 59.9, "currency": "CNY"}},
    "AB00000001": {"status": "refunded", "delivered_on": "2026-11-02", "total": {"amount": 1299, "currency": "CNY"}},
}
LARGEST_QUESTION = 64 * 1024
FRESH = 300  # seconds


def is_signed(secret: bytes, header: str, body: bytes, now: float) -> bool:
    """Whether the question comes from who knows the secret, and not long ago."""
    parts = dict(part.partition("=")[::2] for part in header.split(","))
    at, given = parts.get("t", ""), parts.get("v1", "")
    if not at.isdigit() or abs(now - int(at)) > FRESH:
        return False
    expected = hmac.new(secret, at.encode() + b"." + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected, given)


class Connector(BaseHTTPRequestHandler):
    secret = b""

    def do_POST(self) -> None:
        size = int(self.headers.get("Content-Length", "0"))
        if size > LARGEST_QUESTION:
            return self.answer(413, {})
        body = self.rfile.read(size)
        if not is_signed(self.secret, self.headers.get("Amends-Signature", ""), body, time.time()):
            return self.answer(401, {})
        number = json.loads(body)["arguments"].get("order_number", "").upper()
        order = ORDERS.get(number)
        return self.answer(200, {"found": True, "fields": order} if order else {"found": False})

    def answer(self, status: int, what: dict) -> None:
        body = json.dumps(what).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--secret", type=Path, required=True, help="the file that secret_file names")
    arguments.add_argument("--port", type=int, default=8090)
    given = arguments.parse_args()
    Connector.secret = given.secret.read_text().strip().encode()
    ThreadingHTTPServer(("127.0.0.1", given.port), Connector).serve_forever()


if __name__ == "__main__":
    main()
