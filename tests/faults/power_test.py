"""The power is cut while several customers complain; what was acknowledged or shown must be there afterwards."""

import pathlib
import subprocess
import sys
import tempfile
import threading
import time

from checker import check_customer, check_store
from customer import Story
from server import Server

TEXTS = ["上周买的耳机左边没有声音,我要退款", "订单号 AB12345678", "上周二", "对", "还有一件事", "好的", "谢谢", "转人工"]
FILE_SYSTEM = pathlib.Path(__file__).with_name("power_cut_fs.py")


class Mount:
    def __init__(self, top):
        self.point, live, self.durable = (pathlib.Path(top) / name for name in ("mount", "live", "durable"))
        for each in (self.point, live, self.durable):
            each.mkdir()
        self.process = subprocess.Popen(
            ["/usr/bin/python3", str(FILE_SYSTEM), str(self.point), str(live), str(self.durable)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        limit = time.monotonic() + 10
        while not self.point.is_mount():
            if time.monotonic() > limit or self.process.poll() is not None:
                raise AssertionError("the file system does not mount; is /dev/fuse there?")
            time.sleep(0.005)  # between two looks at a condition

    def cut(self):
        self.process.stdin.write("cut\n")
        self.process.stdin.flush()
        if self.process.stdout.readline() != "cut\n":
            raise AssertionError("the power was not cut")

    def close(self):
        subprocess.run(["fusermount3", "-u", "-z", str(self.point)], check=False)
        self.process.wait(10)
        self.process.stdout.close()
        self.process.stdin.close()


def cut_power(customers, after):
    """Cuts once at least `after` messages were acknowledged. Returns how many were."""
    with tempfile.TemporaryDirectory(prefix="amends-power-") as top:
        mount = Mount(top)
        running = None
        try:
            running = Server(mount.point / "data", beside=top)
            if not running.wait_ready():
                raise AssertionError("the server does not start: " + pathlib.Path(running.log.name).read_text()[-500:])
            stories = [Story(TEXTS) for _ in range(customers)]
            threads = [threading.Thread(target=story.go_on, args=(running.port,)) for story in stories]
            for each in threads:
                each.start()
            limit = time.monotonic() + 60
            while sum(len(story.customer.acked) for story in stories) < after:
                if time.monotonic() > limit or not any(each.is_alive() for each in threads):
                    raise AssertionError("the stories ended before the power was cut")
                time.sleep(0.001)  # between two looks at a condition
            mount.cut()
            running.kill()
            running = None
            for each in threads:
                each.join()
        finally:
            if running:
                running.kill()
            mount.close()
        data = mount.durable / "data"
        check_store(data)
        acknowledged = sum(len(story.customer.acked) for story in stories)
        again = Server(data)
        if not again.wait_ready():
            raise AssertionError("the server does not start after the power cut")
        for story in stories:
            if not story.go_on(again.port) or not story.finished():
                raise AssertionError("a story does not come to its end after the power cut")
        again.kill()
        check_store(data)
        for story in stories:
            check_customer(data, story.customer)
        return acknowledged


def main(times):
    total = 0
    for number in range(times):
        acknowledged = cut_power(customers=6, after=20 + 7 * number % 25)
        total += acknowledged
        print(f"power cut {number + 1}: {acknowledged} acknowledged, all stored", flush=True)
    return total


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
