# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Translations: po/POTFILES names each file with strings for people, and only such files."""

import re

from lw_tree import Problem

LIST = "po/POTFILES"
MARKED = r"(?<![\w_])(_|N_|C_|NC_|ngettext|dgettext|g_dngettext|Q_) ?\("


def listed(tree):
    return [row for row in tree.files.get(LIST, "").split("\n") if row and not row.startswith("#")]


def has_strings(tree, path):
    if path.endswith(".ui"):
        return re.search(r'translatable="(yes|true|1)"', tree.files[path]) is not None
    if path.endswith(".gschema.xml"):
        return True
    return any(True for _ in tree.find(path, MARKED))


def wanted(tree):
    """The files that have strings for people; those of data/*.in always do."""
    files = tree.paths(".c", below="src/") + tree.paths(".ui", below="ui/") + tree.paths(".gschema.xml", below="data/")
    files += tree.paths(".js", below="data/portal/")
    translated = tree.paths(".desktop.in", ".metainfo.xml.in", below="data/")
    return sorted(translated + [path for path in files if has_strings(tree, path)])


def updated(tree):
    """The text that po/POTFILES should have."""
    head = [row for row in tree.files.get(LIST, "").split("\n") if row.startswith("#")]
    return "\n".join(head + wanted(tree)) + "\n"


def complete(tree):
    known = set(listed(tree))
    for path in wanted(tree):
        if path not in known:
            yield Problem(LIST, 0, f"{path} is missing")


def exact(tree):
    rows = listed(tree)
    for path in rows:
        if path not in tree.files:
            yield Problem(LIST, 0, f"{path} does not exist")
        elif not path.endswith(".in") and not has_strings(tree, path):
            yield Problem(LIST, 0, f"{path} has no strings")
    if rows != sorted(set(rows)):
        yield Problem(LIST, 0, "not in alphabetical order, or a path stands there twice")


def formats(tree):
    """xgettext knows the macros of <inttypes.h>, not GLib's: such a string would end where the macro stands."""
    for path in tree.paths(".c", below="src/"):
        for line, match in tree.find(path, MARKED + r"[^()]*?\b(G_\w+_FORMAT)\b"):
            yield Problem(path, line, f"{match.group(2)} in a string for translation; use PRIu64, PRId64 or %zu")


def includes_gettext(tree):
    for path in tree.paths(".c", below="src/"):
        if has_strings(tree, path) and "glib/gi18n" not in tree.files[path]:
            yield Problem(path, 0, "marks strings without <glib/gi18n.h>")


CHECKS = (complete, exact, formats, includes_gettext)
