# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Doc comments and names of the core: each public function says what it does."""

import re

from lw_tree import Problem

CORE = ("base", "model", "manifest", "consolidation", "template", "export", "aws", "engine")
DOC = re.compile(r"/\*\*\n \* (\w+):")
# The comment of an interface documents its methods.
INTERFACE = re.compile(r"/\*\*\n \* (?P<name>Lw\w+)Interface:.*?\*/", re.S)
PROTOTYPE = re.compile(r"\b(lw_\w+)\s+\(")


def core_files(tree, suffix):
    return [p for layer in CORE for p in tree.paths(suffix, below=f"src/{layer}/")]


def declared(tree):
    """Names of the functions in public headers: {name: header}."""
    names = {}
    for path in core_files(tree, ".h"):
        if not path.endswith("-private.h"):
            for _, match in tree.find(path, PROTOTYPE.pattern):
                names[match.group(1)] = path
    return names


def documented(tree):
    """Names that have a doc comment, in a header or at the definition."""
    names = set()
    for path in core_files(tree, ".c") + core_files(tree, ".h"):
        names.update(DOC.findall(tree.files[path]))
        for block in INTERFACE.finditer(tree.files[path]):
            prefix = re.sub(r"(?<!^)(?=[A-Z])", "_", block["name"]).lower()
            names.update(f"{prefix}_{method}" for method in re.findall(r"^ \* @(\w+):", block.group(), re.M))
    return names


def needs_no_doc(name, with_doc):
    """Whether the comment of the type, or of the call that it finishes, says all."""
    return name.endswith(("_free", "_ref", "_unref", "_copy")) or \
        name.endswith("_finish") and (name.removesuffix("finish") + "async" in with_doc
                                      or name.removesuffix("_finish") in with_doc)


def doc_comments(tree):
    with_doc = documented(tree)
    public = declared(tree)
    for path in core_files(tree, ".c"):
        for function in tree.definitions(path):
            if not function.static and function.name in public and function.name not in with_doc \
                    and not needs_no_doc(function.name, with_doc):
                yield Problem(path, function.line, f"{function.name} () has no doc comment")


def file_comments(tree):
    """After the licence each file says what it is for."""
    for path in tree.paths(".c", ".h", below="src/"):
        head = tree.files[path].split("#", 1)[0]
        if head.count("/*") < 2:
            yield Problem(path, 1, "no comment that says what the file is for")


def public_names(tree):
    for path in tree.paths(".c", below="src/"):
        for function in tree.definitions(path):
            if not function.static and function.name != "main" and not function.name.startswith("lw_"):
                yield Problem(path, function.line, f"{function.name} () is neither static nor called lw_…")


def file_names(tree):
    for path in tree.paths(".c", ".h", below="src/"):
        name = path.rsplit("/", 1)[-1]
        if not re.fullmatch(r"lw-[a-z0-9-]+\.[ch]|main\.c", name):
            yield Problem(path, 0, "not called lw-….c or lw-….h")


CHECKS = (doc_comments, file_comments, public_names, file_names)
