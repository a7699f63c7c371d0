# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""The source tree as the style checks see it: paths and texts, C code without its comments and strings.

A check is a generator over a Tree that yields Problems. A tree can be made of a dictionary, so that the self-test can
feed each check a bad snippet. Not a C parser: the checks look at lines of code that follow one style."""

import os
import re
from typing import NamedTuple

TEXT_SUFFIXES = (".c", ".h", ".py", ".ui", ".css", ".build", ".xml", ".in", ".svg", ".json", ".md", ".txt", ".supp",
                 ".js", ".mjs")
TEXT_NAMES = ("dev", "run", "with-display", "sum-results", "POTFILES", "LINGUAS", "meson_options.txt")
SKIPPED_FOLDERS = re.compile(r"^(_build.*|\.git|node_modules|__pycache__)$")
COMMENT_OR_STRING = re.compile(r"""/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|//[^\n]*""", re.S)
# A definition at the left margin: "name (", as the style has it; its type stands on the line before.
DEFINITION = re.compile(r"^(?P<type>[A-Za-z_][^\n;={}()]*)\n(?P<name>\w+) \((?P<args>[^;{}]*?)\)\n\{", re.M)


class Problem(NamedTuple):
    """What is wrong, and where; line 0 is the whole file."""

    path: str
    line: int
    text: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.text}" if self.line else f"{self.path}: {self.text}"


class Definition(NamedTuple):
    """A function defined in a C file; lines count from 1, length in lines with its braces."""

    name: str
    static: bool
    line: int
    length: int
    offset: int


def is_text(name):
    return name.endswith(TEXT_SUFFIXES) or name in TEXT_NAMES


def read_folder(root):
    """All texts below root, as {relative path: text}."""
    files = {}
    for folder, names, leaves in os.walk(root):
        names[:] = sorted(n for n in names if not SKIPPED_FOLDERS.match(n))
        for leaf in sorted(leaves):
            path = os.path.join(folder, leaf)
            if is_text(leaf) and os.path.isfile(path):
                with open(path, encoding="utf-8") as file:
                    files[os.path.relpath(path, root).replace(os.sep, "/")] = file.read()
    return files


def blank_out(match):
    """Replaces a comment or a string by blanks, keeping its line breaks and quotes."""
    text = match.group()
    inner = re.sub(r"[^\n]", " ", text[1:-1])
    return text[0] + inner + text[-1] if text[0] in "\"'" else " " + inner + " "


class Tree:
    """Paths and texts, with the C files also as bare code."""

    def __init__(self, files):
        self.files = files
        self._code = {}

    def paths(self, *suffixes, below=""):
        return [p for p in self.files if p.endswith(suffixes) and p.startswith(below)]

    def lines(self, path):
        return enumerate(self.files[path].split("\n"), 1)

    def code(self, path):
        """The text with comments and strings blanked out; offsets and lines are those of the text."""
        if path not in self._code:
            self._code[path] = COMMENT_OR_STRING.sub(blank_out, self.files[path])
        return self._code[path]

    def line_at(self, path, offset):
        return self.files[path].count("\n", 0, offset) + 1

    def find(self, path, pattern, code=True):
        """Yields (line, match) of a pattern in the code, or in the text."""
        text = self.code(path) if code else self.files[path]
        for match in re.finditer(pattern, text, re.M):
            yield self.line_at(path, match.start()), match

    def definitions(self, path):
        """The functions that a C file defines, in its order."""
        code = self.code(path)
        for match in DEFINITION.finditer(code):
            end = code.find("\n}", match.end())
            first = self.line_at(path, match.start("name"))
            yield Definition(match["name"], "static" in match["type"].split(), first,
                             self.line_at(path, end + 1) - first + 1, match.start())
