# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""dataset scan: what it says of folders made here."""

import os
import struct
import zlib

from lw_cli import contains, equal, main, run, test


def png(shade, width=4, height=3):
    """A grey picture."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes([shade]) * width) * height
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def write(folder, name, data):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)
    return len(data)


@test
def good_folder(folder):
    size = sum(write(folder, name, png(shade)) for shade, name in enumerate(
        ["a.png", "cats/b c.PNG", "cats/it's “quoted”.png", "dogs/🐕.png", "dogs/.hidden.png"]))
    size -= len(png(4))
    write(folder, "notes.txt", b"text")
    document = run("dataset", "scan", folder, "--json").json()
    equal(document["version"], 1)
    equal((document["images"], document["bytes"], document["formats"]), (4, size, {"PNG": 4}))
    equal(document["folder-classes"], ["cats", "dogs"])
    equal(document["problems"], [])
    contains(run("dataset", "scan", folder).out, "4 images")
    run("dataset", "scan", folder, "--check")


@test
def problems_are_listed(folder):
    write(folder, "good.png", png(1))
    write(folder, "same.png", png(1))
    write(folder, "empty.png", b"")
    write(folder, "cut.png", png(2)[:40])
    write(folder, "text.jpg", b"no image")
    write(folder, "phone.heic", b"\0\0\0\x18ftypheic")
    document = run("dataset", "scan", folder, "--json").json()
    problems = {problem["name"]: problem for problem in document["problems"]}
    for name, kind in (("empty.png", "empty"), ("text.jpg", "not-an-image"), ("cut.png", "incomplete")):
        equal(problems[name]["kind"], kind, name)
    equal((problems["empty.png"]["excluded"], problems["text.jpg"]["excluded"]), (True, True))
    contains([problem["kind"] for problem in document["problems"] if not problem["excluded"]], "duplicate")
    excluded = {problem["name"] for problem in document["problems"] if problem["excluded"]}
    equal(document["images"], len({"good.png", "same.png", "cut.png"} - excluded))
    assert all(problem["text"].endswith(".") for problem in document["problems"])
    out = run("dataset", "scan", folder, "--check", code=1).out
    contains(out, "empty.png: error: empty: ")
    assert "duplicate" not in run("dataset", "scan", folder, "--no-duplicates").out


@test
def hostile_names_do_not_reach_the_terminal(folder):
    write(folder, "red\x1b[31m.png", b"")
    out = run("dataset", "scan", folder, code=0).out
    assert "\x1b" not in out
    run("dataset", "scan", folder, "--json").json()
    with open(os.path.join(os.fsencode(folder), b"\xff.png"), "wb") as file:
        file.write(png(3))
    run("dataset", "scan", folder, "--json").json()


@test
def folder_without_images(folder):
    result = run("dataset", "scan", folder)
    contains(result.err, "no image")
    run("dataset", "scan", folder, "--check", "--quiet", code=1)


@test
def no_folder(folder):
    contains(run("dataset", "scan", os.path.join(folder, "nothing"), code=3).err, "nothing")
    path = os.path.join(folder, "file.png")
    write(folder, "file.png", png(1))
    run("dataset", "scan", path, code=3)


main()
