"""The rules of the source tree: which file may include what, and what no file may say.

Each rule takes the tree as a mapping of path to text and returns its violations as "path:line: what is
wrong", so that a test can plant one without touching the disk."""

import re
from fnmatch import fnmatch
from typing import Iterator, Mapping

Tree = Mapping[str, str]

ROOMS = ("dialogs", "storage", "bot", "adapters")

# Direct includes only: a header of bot may itself know storage, and adapters may know that header.
MAY_INCLUDE = {
    "dialogs": ("dialogs/",),
    "storage": ("storage/", "dialogs/model/"),
    "bot": ("bot/", "dialogs/", "storage/"),
    "adapters": ("adapters/", "dialogs/model/")
    + tuple(f"bot/{f}/" for f in ("ports", "conversation", "desk", "cases", "admin", "auth", "authoring", "config", "observe")),
}

# A subfolder of bot knows another only through these.
SHARED_IN_BOT = ("bot/ports/", "bot/conversation/", "bot/config/", "bot/observe/")

COMPOSITION_ROOT = "bot/main.cpp"

# Third-party headers and the only files that may include them; the first match decides.
THIRD_PARTY = (
    ("boost/beast/*", ("adapters/net/*", "bench/*")),
    ("boost/asio/ssl*", ("adapters/net/*", "bench/*")),
    ("boost/asio*", ("bot/*", "adapters/*", "bench/*")),
    ("boost/*", ("*",)),
    ("SQLiteCpp/*", ("storage/*.cpp", "bench/*.cpp")),
    ("sqlite3.h", ("storage/*.cpp", "bench/*.cpp")),
    ("nlohmann/json_fwd.hpp", ("*",)),
    ("nlohmann/*", ("*.cpp", "dialogs/codec/*", "dialogs/tree/*")),
    ("unicode/*", ("dialogs/text/*.cpp", "dialogs/slots/*.cpp")),
    ("re2/*", ("dialogs/*.cpp",)),
    ("valijson/*", ("dialogs/*.cpp",)),
    ("linear.h", ("dialogs/understand/trainer.cpp",)),
    ("spdlog/*", ("bot/observe/*.cpp",)),
    ("prometheus/*", ("bot/observe/*.cpp",)),
    ("toml++/*", ("bot/config/*.cpp",)),
    ("CLI/*", ("bot/cli/*", "bot/main.cpp", "bench/*.cpp")),
    ("openssl/*", ("adapters/net/*.cpp", "storage/chain.cpp")),
    ("sodium*", ("*.cpp",)),
    ("fmt/*", ("*.cpp",)),
)

# What dialogs decides depends on its arguments alone: no files, no threads, no clock,
# no chance. A mutex around a cache changes no answer.
IMPURE_HEADERS = ("fstream", "iostream", "filesystem", "thread", "future", "condition_variable", "random",
                  "ctime", "time.h", "unistd.h", "fcntl.h", "sys/*")
IMPURE_CALLS = re.compile(r"\b(?:system_clock|steady_clock|utc_clock)::now\b|\b(?:std::getenv|std::rand|std::time)\b")

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include\s*(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _is_cpp(path: str) -> bool:
    return path.endswith((".cpp", ".hpp"))


def _includes(tree: Tree, folders: tuple[str, ...]) -> Iterator[tuple[str, int, str, bool]]:
    """Every include in `folders`: path, line, what is included, and whether it is in quotes."""
    for path, text in tree.items():
        if _is_cpp(path) and path.split("/")[0] in folders:
            for match in INCLUDE.finditer(text):
                yield path, _line(text, match.start()), match[1] or match[2], match[1] is not None


def _subfolder(path: str) -> str:
    parts = path.split("/")
    return "/".join(parts[:2]) + "/" if len(parts) > 2 else "bot/"


def one_way_includes(tree: Tree) -> list[str]:
    """Rooms include in one direction, and name what they include from the root."""
    wrong = []
    for path, line, header, quoted in _includes(tree, ROOMS):
        if not quoted or header.startswith("embedded/") or path == COMPOSITION_ROOT:
            continue
        room = path.split("/")[0]
        if header.split("/")[0] not in ROOMS:
            wrong.append(f'{path}:{line}: "{header}" is not a path from the root of the tree')
        elif not header.startswith(MAY_INCLUDE[room]):
            wrong.append(f'{path}:{line}: {room} may not include "{header}"')
    return wrong


def folders_of_bot(tree: Tree) -> list[str]:
    """A subfolder of bot knows another only through ports or conversation; all may use config and observe."""
    wrong = []
    for path, line, header, quoted in _includes(tree, ("bot",)):
        if not quoted or path == COMPOSITION_ROOT or not header.startswith("bot/"):
            continue
        if not header.startswith((*SHARED_IN_BOT, _subfolder(path))) or (
            _subfolder(path) == "bot/" and header.count("/") > 1 and not header.startswith(SHARED_IN_BOT)
        ):
            wrong.append(f'{path}:{line}: {_subfolder(path)} may not include "{header}"')
        elif path.startswith("bot/ports/") and not header.startswith(("bot/ports/", "bot/config/")):
            wrong.append(f'{path}:{line}: bot/ports/ may not include "{header}"')
    return wrong


def third_party_headers(tree: Tree) -> list[str]:
    """Heavy headers stay in few files; a library that this table does not know is a decision to take first."""
    wrong = []
    valijson = set()
    for path, line, header, quoted in _includes(tree, (*ROOMS, "bench")):
        if quoted:
            continue
        if header.startswith("valijson/"):
            valijson.add(path)
        for pattern, allowed in THIRD_PARTY:
            if fnmatch(header, pattern):
                if not any(fnmatch(path, glob) for glob in allowed):
                    wrong.append(f"{path}:{line}: <{header}> belongs in {' or '.join(allowed)} only")
                break
        else:
            if "/" in header and not header.startswith(("sys/", "netinet/", "arpa/", "linux/")):
                wrong.append(f"{path}:{line}: <{header}> is of a library that tests/layers/rules.py does not know")
    if len(valijson) > 1:
        wrong.append(f"{', '.join(sorted(valijson))}: valijson takes 17 s to compile: one file only")
    return wrong


# What takes seconds to compile, and how it is recognised. A header that includes it is for its own folder only.
HEAVY = ("boost/beast/", "boost/asio/ssl", "nlohmann/json.hpp")


def heavy_headers(tree: Tree) -> list[str]:
    """Nobody sees a stream or all of nlohmann/json through a header of another folder."""
    ours, heavy = {}, {}
    for path, _, header, quoted in _includes(tree, ROOMS):
        if quoted:
            ours.setdefault(path, set()).add(header)
        elif header.startswith(HEAVY):
            heavy.setdefault(path, header)
    wrong = []
    for path in ours:
        seen, ahead = set(), [path]
        while ahead:
            for header in ours.get(ahead.pop(), set()) - seen:
                seen.add(header)
                ahead.append(header)
        folder = path.rsplit("/", 1)[0]
        wrong += [f"{path}:1: sees <{heavy[header]}> through {header}, which is for its own folder"
                  for header in sorted(seen) if header in heavy and header.rsplit("/", 1)[0] != folder]
    return wrong


def pure_dialogs(tree: Tree) -> list[str]:
    """dialogs has no I/O, no threads, no clock and no chance of its own."""
    wrong = [
        f"{path}:{line}: dialogs is pure and may not include <{header}>"
        for path, line, header, quoted in _includes(tree, ("dialogs",))
        if not quoted and any(fnmatch(header, pattern) for pattern in IMPURE_HEADERS)
    ]
    for path, text in tree.items():
        if _is_cpp(path) and path.startswith("dialogs/"):
            wrong += [f"{path}:{_line(text, m.start())}: dialogs is pure and may not call {m[0]}"
                      for m in IMPURE_CALLS.finditer(text)]
    return wrong


def pragma_once(tree: Tree) -> list[str]:
    """Every header says so before anything else but comments."""
    wrong = []
    for path, text in tree.items():
        if path.endswith(".hpp"):
            code = (line.strip() for line in text.splitlines())
            first = next((line for line in code if line and not line.startswith("//")), "")
            if first != "#pragma once":
                wrong.append(f"{path}:1: a header begins with #pragma once")
    return wrong


# A path into somebody's home or workspace, and a lock file that names a host, work on one machine only.
MACHINE_PATH = re.compile(r"(?<![\w.~/}-])/(?:home|root|work|workspace|Users|mnt|builds)/\w")
LOCKED_HOST = re.compile(r'"resolved":\s*"https?:')
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")


def portable_words(tree: Tree) -> list[str]:
    """Nothing in the tree depends on, or speaks of, the machine it was written on, and nothing is left unfinished."""
    wrong = []
    for path, text in tree.items():
        if path.startswith("tests/layers/"):
            continue
        for rule, what in ((MACHINE_PATH, "is a path of one machine"), (LOCKED_HOST, "pins a host in a lock file")):
            wrong += [f"{path}:{_line(text, m.start())}: {m[0]!r} {what}" for m in rule.finditer(text)]
        if _is_cpp(path) or path.endswith((".ts", ".tsx", ".py")):
            wrong += [f"{path}:{_line(text, m.start())}: {m[0]} is work left undone" for m in UNFINISHED.finditer(text)]
    return wrong


ALL = (one_way_includes, folders_of_bot, third_party_headers, heavy_headers, pure_dialogs, pragma_once, portable_words)
