"""Starts, watches and kills a real server on a data directory of the test's own."""

import os
import pathlib
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("AMENDS_BUILD", ROOT / "build" / "dev"))
BINARY = BUILD / "amends"
PATIENCE = 30.0


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """One server process. `wrapper` is put before its command line (strace, ...); its configuration and log are
    kept in `beside`, by default where the data directory is."""

    def __init__(self, data, wrapper=(), settings="", beside=None):
        self.data = pathlib.Path(data)
        beside = pathlib.Path(beside or self.data.parent)
        self.port = free_port()
        self.config = beside / (self.data.name + ".toml")
        self.config.write_text(
            f'[server]\nport = {self.port}\ndata = "{self.data}"\nthreads = 2\n{settings}\n[log]\nlevel = "warning"\n'
        )
        self.log = open(beside / (self.data.name + ".out"), "ab")
        self.process = subprocess.Popen(
            [*wrapper, str(BINARY), "serve", "--config", str(self.config)],
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def wait_ready(self):
        """True when it takes turns; False when the process ended first."""
        limit = time.monotonic() + PATIENCE
        while time.monotonic() < limit:
            if self.process.poll() is not None:
                return False
            try:
                with urllib.request.urlopen(self.url("/readyz"), timeout=5) as answer:
                    if answer.status == 200:
                        return True
            except (urllib.error.URLError, OSError):
                time.sleep(0.005)  # between two looks at a condition
        raise AssertionError(f"not ready after {PATIENCE} s; see {self.log.name}")

    def pid(self):
        """The server itself, not what wraps it."""
        mine = self.process.pid
        while True:
            if os.readlink(f"/proc/{mine}/exe") == str(BINARY.resolve()):
                return mine
            children = pathlib.Path(f"/proc/{mine}/task/{mine}/children").read_text().split()
            if not children:
                raise AssertionError("the server is not running")
            mine = int(children[0])

    def threads(self):
        """Thread ids by name."""
        found = {}
        for task in pathlib.Path(f"/proc/{self.pid()}/task").iterdir():
            found.setdefault((task / "comm").read_text().strip(), []).append(int(task.name))
        return found

    def kill(self):
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait(PATIENCE)
        self.log.close()

    def stop(self):
        """Asks it to end and waits: the graceful way."""
        os.kill(self.pid(), signal.SIGTERM)
        code = self.process.wait(PATIENCE)
        self.log.close()
        return code
