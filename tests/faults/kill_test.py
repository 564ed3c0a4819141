"""kill -9 at every write, sync and socket send of a scripted conversation, one thread at a time.

A first run counts the calls of each thread. Then, for every thread, call and N, a fresh server is killed at
the thread's N-th such call (strace injects the signal), started again, and the story goes on to its end.
Whatever was acknowledged must be stored, every line shown once and in order, nothing lost, nothing doubled.
"""

import pathlib
import re
import shutil
import subprocess
import tempfile
import time

from checker import check_customer, check_store
from customer import Story, Violation
from server import Server

STORIES = [
    {"texts": ["上周买的耳机左边没有声音,我要退款", "订单号 AB12345678", "上周二", "转人工"]},
    {
        "tree": "hotel-stay",
        "locale": "en-GB",
        "texts": ["The room smelled of smoke and we could not sleep", "Yesterday", "I want a discount", "A person, please"],
    },
]
CALLS = {"write": "pwrite64,pwritev", "sync": "fdatasync,fsync", "send": "sendmsg,sendto,writev"}


class Tracer:
    """strace on one thread of a running server."""

    def __init__(self, thread, arguments, log):
        self.log = log
        self.process = subprocess.Popen(
            ["strace", "-qq", "-o", str(log), *arguments, "-p", str(thread)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        self._wait_attached(thread)

    def _wait_attached(self, thread):
        status = pathlib.Path(f"/proc/{thread}/status")
        limit = time.monotonic() + 10
        while time.monotonic() < limit:
            if re.search(r"^TracerPid:\t[1-9]", status.read_text(), re.MULTILINE):
                return
            if self.process.poll() is not None:
                raise AssertionError(f"strace: {self.process.stderr.read().decode()}")
            time.sleep(0.001)  # between two looks at a condition
        raise AssertionError("strace does not attach")

    def end(self):
        self.process.terminate()
        self.process.wait(10)
        self.process.stderr.close()


def fresh(directory):
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    return directory / "data"


def threads_worth_killing(running):
    """Threads that write, sync or send: the store's writer and the I/O threads."""
    return [(name, position, thread) for name, ids in sorted(running.threads().items()) for position, thread in enumerate(ids)]


def count_calls(directory, told):
    """{(thread name, position, kind): calls} of one undisturbed story."""
    running = Server(fresh(directory))
    if not running.wait_ready():
        raise AssertionError("the server does not start")
    tracers = {}
    for name, position, thread in threads_worth_killing(running):
        log = directory / f"calls-{name}-{position}"
        tracers[name, position] = Tracer(thread, ["-e", "trace=" + ",".join(CALLS.values())], log)
    story = Story(**told)
    if not story.go_on(running.port) or not story.finished():
        raise AssertionError("the story does not come to its end undisturbed")
    for tracer in tracers.values():
        tracer.end()
    running.kill()
    check_store(running.data)
    check_customer(running.data, story.customer)
    counts = {}
    for (name, position), tracer in tracers.items():
        text = tracer.log.read_text()
        for kind, names in CALLS.items():
            found = len(re.findall(r"^(?:" + "|".join(names.split(",")) + r")\(", text, re.MULTILINE))
            if found:
                counts[name, position, kind] = found
    return counts


def kill_at(directory, told, name, position, kind, number):
    """One run. True when the kill happened before the story's end."""
    running = Server(fresh(directory))
    if not running.wait_ready():
        raise AssertionError("the server does not start")
    thread = running.threads()[name][position]
    tracer = Tracer(thread, ["-e", f"inject={CALLS[kind]}:signal=KILL:when={number}"], directory / "kill")
    story = Story(**told)
    killed = not story.go_on(running.port)
    tracer.end()
    running.kill()
    check_store(running.data)
    if killed:
        again = Server(running.data)
        if not again.wait_ready():
            raise Violation("the server does not start after the kill")
        if not story.go_on(again.port) or not story.finished():
            raise Violation("the story does not come to its end after the kill")
        again.kill()
        check_store(running.data)
    check_customer(running.data, story.customer)
    return killed


def kill_at_start(directory, number):
    """A kill at the N-th write of the start itself. True when it happened."""
    data = fresh(directory)
    first = Server(data, ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"inject={CALLS['write']}:signal=KILL:when={number}"])
    died = not first.wait_ready()
    first.kill()
    again = Server(data)
    if not again.wait_ready():
        raise Violation(f"the server does not start after a kill at write {number} of its first start")
    story = Story(STORIES[0]["texts"][:1])
    if not story.go_on(again.port):
        raise Violation("no conversation after a kill at start")
    again.kill()
    check_store(data)
    check_customer(data, story.customer)
    return died


def kill_in(directory, told):
    """Kills at every call of one story; returns the runs and how many were killed."""
    counts = count_calls(directory, told)
    print("calls of one story:", ", ".join(f"{name}[{p}] {kind} {n}" for (name, p, kind), n in counts.items()), flush=True)
    runs = killed = 0
    for (name, position, kind), count in counts.items():
        done = sum(kill_at(directory, told, name, position, kind, number) for number in range(1, count + 1))
        runs += count
        killed += done
        print(f"{name}[{position}] {kind}: killed {done} times of {count}", flush=True)
    return runs, killed


def main(stories):
    """Kills in that many stories and in the start; returns the runs and how many were killed."""
    with tempfile.TemporaryDirectory(prefix="amends-faults-") as top:
        directory = pathlib.Path(top) / "run"
        runs = killed = 0
        for told in STORIES[:stories]:
            more_runs, more_killed = kill_in(directory, told)
            runs += more_runs
            killed += more_killed
        number = 1
        while kill_at_start(directory, number):
            runs += 1
            killed += 1
            number += 1
        print(f"start: killed at {number - 1} writes", flush=True)
        return runs, killed
