#!/usr/bin/env python3
"""Holds the source tree to rules.py, and rules.py to planted violations."""

import subprocess
import sys
import unittest
from pathlib import Path

import rules

ROOT = Path(__file__).resolve().parents[2]


def source_tree() -> dict[str, str]:
    """Every text file that is or could be committed."""
    names = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT,
                           check=True, capture_output=True, text=True).stdout.split("\0")
    tree = {}
    for name in filter(None, names):
        try:
            tree[name] = (ROOT / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue
    return tree


class the_source_tree_keeps(unittest.TestCase):
    tree = source_tree()

    def test_that_it_was_read(self):
        self.assertIn("dialogs/step.hpp", self.tree)


for rule in rules.ALL:
    def holds(self, rule=rule):
        wrong = rule(self.tree)
        if wrong:
            self.fail("\n" + "\n".join(wrong))

    setattr(the_source_tree_keeps, f"test_{rule.__name__}", holds)


# Rule, path, text, and whether that is a violation.
PLANTED = (
    (rules.one_way_includes, "dialogs/step.cpp", '#include "storage/turn.hpp"', True),
    (rules.one_way_includes, "dialogs/step.cpp", '#include "dialogs/tree/tree.hpp"', False),
    (rules.one_way_includes, "storage/turn.cpp", '#include "dialogs/step.hpp"', True),
    (rules.one_way_includes, "storage/turn.cpp", '#include "dialogs/model/ids.hpp"', False),
    (rules.one_way_includes, "storage/turn.cpp", '#  include "bot/ports/log.hpp"', True),
    (rules.one_way_includes, "bot/desk/desk.cpp", '#include "adapters/server.hpp"', True),
    (rules.one_way_includes, "bot/main.cpp", '#include "adapters/server.hpp"', False),
    (rules.one_way_includes, "adapters/chat/chat.cpp", '#include "storage/reader.hpp"', True),
    (rules.one_way_includes, "adapters/chat/chat.cpp", '#include "dialogs/step.hpp"', True),
    (rules.one_way_includes, "adapters/chat/chat.cpp", '#include "bot/cli/cli.hpp"', True),
    (rules.one_way_includes, "adapters/chat/chat.cpp", '#include "bot/conversation/registry.hpp"', False),
    (rules.one_way_includes, "adapters/chat/chat.cpp", '#include "chat.hpp"', True),
    (rules.one_way_includes, "adapters/chat/chat.cpp", '#include "../net/listener.hpp"', True),
    (rules.folders_of_bot, "bot/desk/desk.cpp", '#include "bot/auth/accounts.hpp"', True),
    (rules.folders_of_bot, "bot/desk/desk.cpp", '#include "bot/desk/queue.hpp"', False),
    (rules.folders_of_bot, "bot/desk/desk.cpp", '#include "bot/conversation/registry.hpp"', False),
    (rules.folders_of_bot, "bot/shutdown.cpp", '#include "bot/desk/desk.hpp"', True),
    (rules.folders_of_bot, "bot/shutdown.cpp", '#include "bot/shutdown.hpp"', False),
    (rules.folders_of_bot, "bot/ports/channel.hpp", '#include "bot/conversation/registry.hpp"', True),
    (rules.third_party_headers, "adapters/chat/chat.cpp", "#include <boost/beast/core.hpp>", True),
    (rules.third_party_headers, "adapters/net/ws_plain.cpp", "#include <boost/beast/core.hpp>", False),
    (rules.third_party_headers, "storage/writer.hpp", "#include <SQLiteCpp/SQLiteCpp.h>", True),
    (rules.third_party_headers, "bot/desk/desk.cpp", "#include <sqlite3.h>", True),
    (rules.third_party_headers, "storage/writer.hpp", "#include <nlohmann/json.hpp>", True),
    (rules.third_party_headers, "dialogs/codec/codec.hpp", "#include <nlohmann/json_fwd.hpp>", False),
    (rules.third_party_headers, "dialogs/recovery/sla.cpp", "#include <unicode/unistr.h>", True),
    (rules.third_party_headers, "bot/conversation/actor.cpp", "#include <spdlog/spdlog.h>", True),
    (rules.third_party_headers, "storage/writer.cpp", "#include <boost/asio/post.hpp>", True),
    (rules.third_party_headers, "bot/desk/desk.cpp", "#include <curl/curl.h>", True),
    (rules.third_party_headers, "bot/desk/desk.cpp", "#include <sys/stat.h>", False),
    (rules.pure_dialogs, "dialogs/step.cpp", "#include <fstream>", True),
    (rules.pure_dialogs, "dialogs/step.cpp", "auto t = std::chrono::system_clock::now();", True),
    (rules.pure_dialogs, "storage/writer.cpp", "#include <thread>", False),
    (rules.pragma_once, "dialogs/step.hpp", "struct a;", True),
    (rules.pragma_once, "dialogs/step.hpp", "#ifndef A\n#define A\n#pragma once\n#endif", True),
    (rules.pragma_once, "dialogs/step.hpp", "// What a step is.\n#pragma once\n", False),
    (rules.portable_words, "docs/build.md", "see /home/me/amends", True),
    (rules.portable_words, "docs/build.md", "the root / and https://example.com/work/x, ./work/x", False),
    (rules.portable_words, "web/package-lock.json", '"resolved": "https://registry.example/a.tgz"', True),
    (rules.portable_words, "bot/desk/desk.cpp", "// TODO: later", True),
)


class the_rules_find(unittest.TestCase):
    def test_a_second_file_with_valijson(self):
        include = "#include <valijson/validator.hpp>"
        self.assertEqual(rules.third_party_headers({"dialogs/tree/schema.cpp": include}), [])
        self.assertEqual(len(rules.third_party_headers({"dialogs/tree/schema.cpp": include, "dialogs/a.cpp": include})), 1)

    def test_a_heavy_header_behind_a_light_one(self):
        stream = {"adapters/net/stream.hpp": "#include <boost/beast/core.hpp>",
                  "adapters/net/socket.hpp": '#include "adapters/net/stream.hpp"'}
        self.assertEqual(rules.heavy_headers({**stream, "adapters/net/a.cpp": '#include "adapters/net/socket.hpp"'}), [])
        self.assertEqual(len(rules.heavy_headers({**stream, "adapters/b.cpp": '#include "adapters/net/socket.hpp"'})), 1)

    def test_the_line_of_a_violation(self):
        wrong = rules.one_way_includes({"storage/a.cpp": '#include <map>\n\n#include "bot/ports/log.hpp"\n'})
        self.assertEqual([w.split(": ")[0] for w in wrong], ["storage/a.cpp:3"])


for number, (rule, path, text, violation) in enumerate(PLANTED):
    def planted(self, rule=rule, path=path, text=text, violation=violation):
        self.assertEqual(len(rule({path: text})), 1 if violation else 0, f"{path}: {text}")

    setattr(the_rules_find, f"test_{rule.__name__}_{number:02}", planted)


if __name__ == "__main__":
    tests = unittest.defaultTestLoader.loadTestsFromModule(sys.modules[__name__])
    outcome = unittest.TextTestRunner(stream=sys.stdout).run(tests)
    failed = len(outcome.failures) + len(outcome.errors)
    print(f"{outcome.testsRun - failed} passed, {failed} failed")
    sys.exit(failed > 0)
