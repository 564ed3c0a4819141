"""A small blocking WebSocket client (RFC 6455): enough to be a customer or an agent, and to be cut off at any byte."""

import base64
import json
import os
import socket
import struct


class Closed(Exception):
    """The connection ended; `code` is the close code, 0 when there was none."""

    def __init__(self, code=0):
        super().__init__(f"connection closed ({code})")
        self.code = code


class WebSocket:
    def __init__(self, port, path, subprotocol, headers=None, timeout=10.0):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=timeout)
        self.buffer = b""
        lines = [
            f"GET {path} HTTP/1.1",
            f"Host: 127.0.0.1:{port}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: " + base64.b64encode(os.urandom(16)).decode(),
            f"Sec-WebSocket-Protocol: {subprotocol}",
        ]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        self._send_raw(("\r\n".join(lines) + "\r\n\r\n").encode())
        while b"\r\n\r\n" not in self.buffer:
            self._receive()
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        if b" 101 " not in head.split(b"\r\n", 1)[0]:
            raise Closed()

    def _send_raw(self, data):
        try:
            self.socket.sendall(data)
        except OSError as error:
            raise Closed() from error

    def _receive(self):
        try:
            data = self.socket.recv(65536)
        except socket.timeout:
            raise
        except OSError as error:
            raise Closed() from error
        if not data:
            raise Closed()
        self.buffer += data

    def _take(self, count):
        while len(self.buffer) < count:
            self._receive()
        data, self.buffer = self.buffer[:count], self.buffer[count:]
        return data

    def _send_frame(self, opcode, payload):
        mask = os.urandom(4)
        size = len(payload)
        if size < 126:
            head = struct.pack("!BB", 0x80 | opcode, 0x80 | size)
        elif size < 65536:
            head = struct.pack("!BBH", 0x80 | opcode, 0x80 | 126, size)
        else:
            head = struct.pack("!BBQ", 0x80 | opcode, 0x80 | 127, size)
        self._send_raw(head + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(payload)))

    def send(self, message):
        self._send_frame(1, json.dumps(message).encode())

    def receive(self, timeout=10.0):
        """The next JSON message. Raises Closed, or socket.timeout when none comes."""
        self.socket.settimeout(timeout)
        while True:
            first, second = self._take(2)
            size = second & 0x7F
            if size == 126:
                size = struct.unpack("!H", self._take(2))[0]
            elif size == 127:
                size = struct.unpack("!Q", self._take(8))[0]
            payload = self._take(size)
            opcode = first & 0x0F
            if opcode == 1:
                return json.loads(payload)
            if opcode == 8:
                raise Closed(struct.unpack("!H", payload[:2])[0] if size >= 2 else 0)
            if opcode == 9:
                self._send_frame(10, payload)

    def close(self):
        self.socket.close()
