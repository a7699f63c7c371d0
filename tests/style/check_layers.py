# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""The layers: who includes whom, against the table in src/meson.build; which layer may know which library."""

import re

from lw_tree import Problem

TABLE = "src/meson.build"
# The layers that nothing but the programs are above.
CORE = ("base", "model", "manifest", "consolidation", "template", "http", "export", "aws", "engine", "endpoint",
        "portal", "cli")
# What a core layer may include beyond its own; the brief of the design, not what the table happens to say.
ALLOWED_BELOW = {
    "base": set(),
    "model": {"base"},
    "manifest": {"base", "model"},
    "consolidation": {"base", "model"},
    "template": {"base", "model"},
    "http": {"base", "model"},
    "export": {"base", "model", "manifest", "consolidation", "template"},
    "aws": {"base", "model", "manifest", "consolidation", "template"},
    "engine": {"base", "model", "manifest", "consolidation", "template"},
    "endpoint": {"base", "model", "manifest", "consolidation", "template", "http", "export", "aws", "engine"},
    "portal": {"base", "model", "manifest", "consolidation", "template", "http", "export", "engine"},
}
LIBRARIES = (
    # pattern of the include, layers that may have it, its name
    (r"(gtk|gdk|gsk|adwaita)(/|\.h)", ("app",), "GTK"),
    # The portal scales images to the size of a browser's screen.
    (r"gdk-pixbuf/", ("app", "portal"), "GdkPixbuf"),
    (r"sqlite3\.h", ("engine",), "SQLite"),
    (r"libsoup/", ("http", "aws", "endpoint", "portal"), "libsoup"),
    (r"gnutls/", ("http", "aws"), "GnuTLS"),
    (r"qrencode\.h", ("portal", "app"), "libqrencode"),
    (r"libxml/", ("template", "aws", "export", "endpoint"), "libxml2"),
    (r"libsecret/", ("aws",), "libsecret"),
)
ROW = re.compile(r"'(?P<name>[a-z/]+)': \{\s*'sources': \[(?P<sources>.*?)\],\s*'below': \[(?P<below>.*?)\]", re.S)


def quoted(text):
    return re.findall(r"'([^']+)'", text)


def table(tree):
    """{layer: (its sources, the layers below it)}, as src/meson.build has it."""
    text = tree.files.get(TABLE, "")
    return {m["name"]: (quoted(m["sources"]), quoted(m["below"])) for m in ROW.finditer(text)}


def layer_of(path, rows):
    """The layer that a file of src belongs to: the longest row that is its folder."""
    folder = path.removeprefix("src/").rsplit("/", 1)[0]
    return folder if folder in rows else None


def includes(tree, path, pattern=r'^#\s*include\s+"([^"]+)"'):
    return tree.find(path, pattern, code=False)


def table_is_sound(tree):
    """The order of the rows is the order of the layers, and none has more below it than the design says."""
    rows = table(tree)
    if not rows:
        yield Problem(TABLE, 0, "no table of layers")
    seen = []
    for name, (_, below) in rows.items():
        for lower in below:
            if lower not in seen:
                yield Problem(TABLE, 0, f"{name} is above {lower}, which has no row before it")
            if lower not in ALLOWED_BELOW.get(name, set(rows)):
                yield Problem(TABLE, 0, f"{name} may not be above {lower}")
            if name.startswith("app/") and lower == "cli" or name == "cli" and lower.startswith("app"):
                yield Problem(TABLE, 0, f"{name} and {lower} are two programs")
        seen.append(name)


def files_are_listed(tree):
    """Each C file is a source of its layer; the program's own main.c is built elsewhere in the table's file."""
    rows = table(tree)
    for path in tree.paths(".c", below="src/"):
        layer = layer_of(path, rows)
        name = path.rsplit("/", 1)[-1]
        if layer is None:
            yield Problem(path, 0, "its folder has no row in the table of layers")
        elif name not in rows[layer][0] and f"'{layer}/{name}'" not in tree.files[TABLE]:
            yield Problem(path, 0, "no row of the table of layers builds it")


def includes_go_down(tree):
    """An include names a file of the own layer or of one below it, and never a folder."""
    rows = table(tree)
    owners = {}
    for path in tree.paths(".h", below="src/"):
        owners.setdefault(path.rsplit("/", 1)[-1], []).append(layer_of(path, rows))
    for name, layers in owners.items():
        if len(layers) > 1:
            yield Problem(TABLE, 0, f"{name} exists in {', '.join(map(str, layers))}")
    for path in tree.paths(".c", ".h", below="src/"):
        layer = layer_of(path, rows)
        for line, match in includes(tree, path):
            name = match.group(1)
            if "/" in name:
                yield Problem(path, line, f"the include {name} names a folder")
            elif name == "config.h":
                continue
            elif name not in owners:
                yield Problem(path, line, f"no layer has {name}")
            elif layer is not None and owners[name][0] not in (layer, *rows[layer][1]):
                yield Problem(path, line, f"{layer} may not include {name} of {owners[name][0]}")


def libraries_stay_in_their_layers(tree):
    for path in tree.paths(".c", ".h", below="src/"):
        layer = path.split("/")[1]
        for pattern, layers, name in LIBRARIES:
            for line, _ in includes(tree, path, rf"^#\s*include\s+[<\"]{pattern}"):
                if layer not in layers:
                    yield Problem(path, line, f"{layer} may not know {name}")


def sql_stays_in_the_store(tree):
    statement = r'"\s*(SELECT .* FROM|INSERT (OR \w+ )?INTO|DELETE FROM|CREATE TABLE)\b'
    for path in tree.paths(".c", ".h", below="src/"):
        if "-store" not in path.rsplit("/", 1)[-1]:
            for line, _ in tree.find(path, statement, code=False):
                yield Problem(path, line, "SQL outside the files of the store")


CHECKS = (table_is_sound, files_are_listed, includes_go_down, libraries_stay_in_their_layers, sql_stays_in_the_store)
