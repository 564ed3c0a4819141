#!/usr/bin/env python3
"""Runs the fuzzers one after the other: `./dev fuzz [TARGET...] [--seconds N]`.

For each target first the inputs that are bad by design and those that were once found, whole; then what libFuzzer
makes of the seeds. What is found stays in build/fuzz/findings; what was learnt, in build/fuzz/corpus."""

import argparse
import os
import re
import resource
import subprocess
import sys
from pathlib import Path

import seeds

BUILD = Path(os.environ.get("AMENDS_BUILD", seeds.ROOT / "build" / "fuzz"))
FOUND_ONCE = Path(__file__).resolve().parent / "found"
# The longest input that libFuzzer makes, in bytes: enough for the form of each, short enough to be quick.
LONGEST = {"step": 2048, "load_tree": 64 * 1024, "slots": 512, "codec": 4096, "understand": 512, "text": 1024,
           "script": 4096, "config": 2048, "frames": 2048}
# An input that takes longer or needs more is a finding. The build is not optimised and full of checks.
BOUNDS = ["-timeout=20", "-rss_limit_mb=2048", "-malloc_limit_mb=1024"]


def folder_for(purpose: str, target: str = "") -> Path:
    folder = BUILD / purpose / target
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def put(inputs: dict[str, bytes], folder: Path) -> Path:
    """These inputs and no older ones."""
    for old in folder.iterdir():
        old.unlink()
    for name, content in inputs.items():
        (folder / name).write_bytes(content)
    return folder


def words_of(target: str) -> list[str]:
    """What the seeds are made of, for libFuzzer to put together anew."""
    text = b"\n".join(seeds.good(target).values())
    found = set(re.findall(rb'"[\w.:-]{2,24}"', text)) if target in ("load_tree", "codec", "frames") else set()
    found |= set(re.findall(rb"^\w+(?= ?[:=])|^\[[\w.]+\]", text, re.M)) if target in ("script", "config") else set()
    found |= {b"\x1e"} if target in ("step", "text") else set()
    found |= {message.encode() for message in seeds.MESSAGES} if target in ("step", "slots", "understand") else set()
    return sorted('"' + "".join(f"\\x{byte:02x}" for byte in word) + '"' for word in found)


def run(command: list) -> tuple[bool, str]:
    done = subprocess.run([str(each) for each in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          env=os.environ | {"UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1"}, check=False)
    return done.returncode == 0, done.stdout.decode(errors="replace")


def fuzz(target: str, seconds: int) -> tuple[int, str]:
    """How many inputs were tried, and the log when something was found."""
    fuzzer = BUILD / "tests" / "fuzz" / f"fuzz_{target}"
    artifacts = f"-artifact_prefix={folder_for('findings')}/{target}-"
    hostile = put(seeds.hostile(target), folder_for("hostile", target))
    inputs = sorted(hostile.iterdir()) + sorted((FOUND_ONCE / target).glob("*"))
    good, log = run([fuzzer, artifacts, *BOUNDS, *inputs])
    if not good or seconds == 0:
        return len(inputs), "" if good else log

    words = folder_for("words") / target
    words.write_text("\n".join(words_of(target)))
    corpus = folder_for("corpus", target)
    begin = put(seeds.good(target), folder_for("seeds", target))
    good, log = run([fuzzer, artifacts, *BOUNDS, f"-max_total_time={seconds}", f"-max_len={LONGEST[target]}",
                     f"-dict={words}", "-print_final_stats=1", corpus, begin])
    executed = re.search(r"number_of_executed_units: (\d+)", log)
    return len(inputs) + (int(executed[1]) if executed else 0), "" if good else log


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev fuzz", description="Tries inputs on what reads them.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"one of {', '.join(LONGEST)} (default: each)")
    parser.add_argument("--seconds", type=int, default=60,
                        help="for each target; 0: only the hostile inputs (default: 60)")
    asked = parser.parse_args()
    if unknown := set(asked.targets) - set(LONGEST):
        parser.error(f"there is no target {', '.join(sorted(unknown))}; there are {', '.join(LONGEST)}")

    failed = 0
    for target in asked.targets or LONGEST:
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        tried, log = fuzz(target, asked.seconds)
        spent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
        verdict = "found something" if log else "ok"
        print(log[-8000:] + f"{target:<12} {tried:>9} inputs {spent:>6.0f} s  {verdict}", flush=True)
        failed += bool(log)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
