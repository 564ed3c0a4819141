#!/usr/bin/env python3
"""Lints: clang-tidy over .cpp files and the headers they include, eslint, shellcheck.

    run.py             everything, and the form of the C++ files
    run.py --changed   one file a room, then those changed in the working tree and the last commit, as many
                       as can be begun in BUDGET seconds
    run.py FILE...     those files

Each file is one test; so is a planted violation, which must be found."""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "dev"
SCRATCH = ROOT / "build" / "lint"

# One file a room, so that the profile itself is exercised even when no C++ changed.
ALWAYS = ("dialogs/step.cpp", "storage/writer.cpp", "bot/config/config.cpp", "adapters/net/listener.cpp")

BUDGET = 150

PLANTED = """#include <string>
#include <utility>
int Planted(std::string text)
{
    std::string taken = std::move(text);
    return static_cast<int>(text.size() + taken.size());
}
"""
PLANTED_FINDINGS = ("bugprone-use-after-move", "readability-identifier-naming")

CLEAN = """#include <cstddef>
#include <string>
std::size_t planted(const std::string& text) { return text.size(); }
"""


def run(*command: str, cwd: Path = ROOT) -> tuple[bool, str]:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    return done.returncode == 0, done.stdout + done.stderr


def git_files(*arguments: str) -> list[str]:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True)
    return [name for name in done.stdout.splitlines() if (ROOT / name).is_file()]


def compiled() -> list[str]:
    commands = json.loads((BUILD / "compile_commands.json").read_text())
    files = {os.path.relpath(c["file"], ROOT) for c in commands}
    return sorted(f for f in files if f.endswith(".cpp") and not f.startswith(("build/", "..")))


def chosen(arguments: list[str]) -> list[str]:
    files = compiled()
    if not arguments:
        return files
    if arguments != ["--changed"]:
        return [os.path.relpath(Path(a).resolve(), ROOT) for a in arguments]
    changed = set(git_files("diff", "--name-only", "HEAD")) | set(git_files("ls-files", "-o", "--exclude-standard"))
    changed |= set(git_files("show", "--name-only", "--format=", "HEAD"))
    return [f for f in ALWAYS if f in files] + [f for f in files if f in changed and f not in ALWAYS]


def tidy(path: str, *flags: str) -> tuple[bool, str]:
    # -w: what the compiler itself warns of is GCC's business, which builds with -Werror.
    return run("clang-tidy-14", "--quiet", "-p", str(BUILD), "--extra-arg=-w", path, *flags)


def planted_violation() -> tuple[bool, str]:
    """The profile finds what it should, and nothing where there is nothing."""
    SCRATCH.mkdir(parents=True, exist_ok=True)
    bad, good = SCRATCH / "planted.cpp", SCRATCH / "clean.cpp"
    bad.write_text(PLANTED)
    good.write_text(CLEAN)
    found, said = run("clang-tidy-14", "--quiet", str(bad), "--", "-std=c++20")
    missed = [finding for finding in PLANTED_FINDINGS if finding not in said]
    if found or missed:
        return False, f"clang-tidy did not fail on {', '.join(missed) or 'a planted violation'}:\n{said}"
    return run("clang-tidy-14", "--quiet", str(good), "--", "-std=c++20")


def shell_scripts() -> list[str]:
    return [name for name in git_files("ls-files", "-co", "--exclude-standard")
            if (ROOT / name).open("rb").readline().startswith((b"#!/usr/bin/env bash", b"#!/bin/bash", b"#!/bin/sh"))]


def eslint() -> tuple[bool, str]:
    return run("npx", "--no-install", "eslint", ".", "--max-warnings", "0", cwd=ROOT / "web")


def form() -> tuple[bool, str]:
    return run("clang-format-14", "--dry-run", "--Werror",
               *git_files("ls-files", "-co", "--exclude-standard", "--", "*.cpp", "*.hpp"))


def main(arguments: list[str]) -> int:
    tests = [("a planted violation is found", planted_violation)]
    if not arguments or arguments == ["--changed"]:
        tests += [("shellcheck", lambda: run("shellcheck", *shell_scripts())), ("eslint", eslint)]
    if not arguments:
        tests.append(("clang-format", form))
    tests += [(path, lambda path=path: tidy(path)) for path in chosen(arguments)]

    started = time.monotonic()
    budget = BUDGET if arguments == ["--changed"] else float("inf")

    def begin(test):
        return test[1]() if time.monotonic() - started < budget else None

    failed, left = 0, []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for (name, _), outcome in zip(tests, pool.map(begin, tests)):
            if outcome is None:
                left.append(name)
                continue
            good, said = outcome
            print(f"{'ok    ' if good else 'failed'} {name}", flush=True)
            if not good:
                failed += 1
                print(said, flush=True)
    if left:
        print(f"Left to `./dev lint`, which takes all the time it needs: {', '.join(left)}")
    print(f"{len(tests) - len(left)} checks in {time.monotonic() - started:.0f} s")
    print(f"{len(tests) - len(left) - failed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
