#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs the style checks on the source tree: one TAP point a check, problems on standard error, where they can be seen.
Prints lengths, which it does not judge.

    tests/style/test-style.py [FOLDER]       without a folder, the tree this file is in
    tests/style/test-style.py --potfiles     writes po/POTFILES instead"""

import os
import statistics
import subprocess
import sys
from pathlib import Path

import check_c
import check_docs
import check_layers
import check_po
import check_text
import check_ui
from lw_tree import Tree, read_folder

MODULES = (check_text, check_c, check_layers, check_docs, check_ui, check_po)


def print_lengths(tree):
    files = sorted(((tree.files[p].count("\n"), p) for p in tree.paths(".c", below="src/")), reverse=True)
    functions = sorted(((d.length, f"{d.name} in {p}:{d.line}") for p in tree.paths(".c", below="src/")
                        for d in tree.definitions(p)), reverse=True)
    for name, rows, limit in (("files", files, 500), ("functions", functions, 60)):
        lengths = [length for length, _ in rows]
        if lengths:
            tenth = lengths[len(lengths) // 10]
            print(f"# {len(rows)} {name}: median {statistics.median(lengths):.0f} lines, ninth decile {tenth}")
        for length, where in rows:
            if length > limit:
                print(f"# {length} lines: {where}")


def command_line_without_gtk():
    """Returns problems of the built program, or None when it is not built."""
    program = Path(os.environ.get("LW_BUILD_DIR", "_build")) / "src" / "labelwright-cli"
    if not program.exists():
        return None
    linked = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
    return [f"labelwright-cli links {row.split()[0]}" for row in linked.split("\n")
            if any(name in row for name in ("libgtk", "libadwaita", "libgdk-", "libgdk.", "libgsk"))]


def main():
    root = str(Path(__file__).resolve().parents[2])
    if sys.argv[1:] == ["--potfiles"]:
        Path(root, check_po.LIST).write_text(check_po.updated(Tree(read_folder(root))), encoding="utf-8")
        return 0
    tree = Tree(read_folder(sys.argv[1] if len(sys.argv) > 1 else root))
    checks = [(f"{module.__name__.removeprefix('check_')}/{check.__name__}", check)
              for module in MODULES for check in module.CHECKS]
    failed = False
    print(f"1..{len(checks) + 1}")
    for number, (name, check) in enumerate(checks, 1):
        problems = sorted(set(check(tree)))
        for problem in problems:
            print(problem, file=sys.stderr)
        print(f"{'not ok' if problems else 'ok'} {number} {name.replace('_', '-')}", flush=True)
        failed = failed or bool(problems)
    linked = command_line_without_gtk()
    for problem in linked or ():
        print(problem, file=sys.stderr)
    result = "not ok" if linked else "ok"
    print(f"{result} {len(checks) + 1} layers/command-line-without-gtk{' # SKIP not built' if linked is None else ''}")
    print_lengths(tree)
    return 1 if failed or linked else 0


if __name__ == "__main__":
    sys.exit(main())
