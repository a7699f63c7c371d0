# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""What holds for every text: width, blanks, the licence header, no notes left behind."""

import re

from lw_tree import Problem

MAX_WIDTH = 120
# Texts whose lines are one sentence, one path or one string each.
ANY_WIDTH = (".ui", ".xml", ".in", ".svg", ".json", ".md", ".txt", "LICENSE")
WITH_HEADER = (".c", ".h", ".py", ".js", ".mjs", ".ui", ".css", ".build", ".svg", "gschema.xml", "gresource.xml",
               "metainfo.xml.in")
HEADER = re.compile(r"SPDX-FileCopyrightText: \d{4} .+\n.*SPDX-License-Identifier: GPL-3\.0-or-later")
# Spelled apart, so that this file passes its own check.
NOTES = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3)) + r")\b")


def width(tree):
    for path in tree.files:
        if not path.endswith(ANY_WIDTH):
            for number, line in tree.lines(path):
                # An attribute at the end of an aligned prototype hides nothing.
                line = line.removesuffix(" G_GNUC_WARN_UNUSED_RESULT;")
                if len(line) > MAX_WIDTH:
                    yield Problem(path, number, f"{len(line)} columns, more than {MAX_WIDTH}")


def blanks(tree):
    for path, text in tree.files.items():
        for number, line in tree.lines(path):
            if "\t" in line:
                yield Problem(path, number, "a tab")
            if line != line.rstrip():
                yield Problem(path, number, "blanks at the end of the line")
        if text and not text.endswith("\n"):
            yield Problem(path, 0, "the last line does not end")


def licence(tree):
    for path in tree.paths(*WITH_HEADER):
        if not HEADER.search("\n".join(tree.files[path].split("\n")[:6])):
            yield Problem(path, 1, "the two SPDX lines are missing at the top")


def notes(tree):
    for path in tree.paths(".c", ".h", ".py", ".js", ".mjs", ".ui", ".css", ".build"):
        for number, line in tree.lines(path):
            match = NOTES.search(line)
            # A TAP directive is not a note.
            if match and "SKIP" not in line:
                yield Problem(path, number, f"{match.group()} belongs into an issue")


def readme_files(tree):
    for path in ("README.md", "src/README.md", "data/sample/README.md"):
        if path not in tree.files:
            yield Problem(path, 0, "missing")


CHECKS = (width, blanks, licence, notes, readme_files)
