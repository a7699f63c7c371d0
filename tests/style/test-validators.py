#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Asks the validators of the desktop about what they would see after the installation; checks the sandbox's
permissions, the translation template and the sample data sets. One TAP point each; a validator that is not installed is
skipped."""

import csv
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
from pathlib import Path

SOURCE = Path(os.environ.get("LW_SOURCE_DIR", Path(__file__).resolve().parents[2]))
BUILD = Path(os.environ.get("LW_BUILD_DIR", SOURCE / "_build"))
ID = "page.labelwright.Labelwright"
# What the program needs in a sandbox; everything else goes through portals.
PERMISSIONS = {"--socket=wayland", "--socket=fallback-x11", "--share=ipc", "--device=dri", "--share=network"}


class Skip(Exception):
    """The validator or the file it looks at is not here."""


def run(*command):
    """Runs a validator; its output is the error."""
    if shutil.which(command[0]) is None:
        raise Skip(f"{command[0]} is not installed")
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          check=False)
    assert done.returncode == 0, done.stdout
    return done.stdout


def built(name):
    path = BUILD / "data" / name
    if not path.exists():
        raise Skip(f"{name} is not built")
    return path


def desktop_file():
    output = run("desktop-file-validate", built(f"{ID}.desktop"))
    assert not output, output


def metainfo():
    run("appstreamcli", "validate", "--no-net", built(f"{ID}.metainfo.xml"))


def metainfo_lengths():
    root = xml.parse(SOURCE / "data" / f"{ID}.metainfo.xml.in").getroot()
    assert len(root.findtext("name")) <= 15
    assert 10 <= len(root.findtext("summary")) <= 35, root.findtext("summary")
    for caption in root.iter("caption"):
        assert not caption.text.endswith("."), caption.text


def screenshots():
    """The pictures that the metainfo names are in data/screenshots, and no others."""
    folder = SOURCE / "data" / "screenshots"
    if not folder.exists():
        raise Skip("no screenshots yet")
    root = xml.parse(SOURCE / "data" / f"{ID}.metainfo.xml.in").getroot()
    named = {image.text.rsplit("/", 1)[-1] for image in root.iter("image")}
    there = {path.name for path in folder.glob("*.png")}
    assert named == there, f"not on both sides: {', '.join(sorted(named ^ there))}"
    for name in named:
        width, height = image_size(folder / name)
        assert width <= 2000 and height <= 1400, f"{name} is {width} × {height} pixels"


def settings():
    run("glib-compile-schemas", "--strict", "--dry-run", SOURCE / "data")


def settings_exist():
    """Each key that the code reads is in the schema, and each key of the schema is read."""
    keys = {k.get("name") for k in xml.parse(SOURCE / "data" / f"{ID}.gschema.xml").getroot().iter("key")}
    code = "".join(p.read_text(encoding="utf-8") for p in (SOURCE / "src" / "app").rglob("*.c"))
    if "g_settings_new" not in code:
        raise Skip("no code reads settings")
    unused = {key for key in keys if f'"{key}"' not in code}
    assert not unused, f"no code names {', '.join(sorted(unused))}"


def interface_files():
    files = [*(SOURCE / "ui").rglob("*.ui"), *(SOURCE / "ui").rglob("*.svg"), *(SOURCE / "data").rglob("*.svg"),
             *(SOURCE / "data").glob("*.xml")]
    run("xmllint", "--noout", "--nonet", *files)


def dbus_service():
    text = built(f"{ID}.service").read_text(encoding="utf-8")
    assert f"Name={ID}\n" in text and "--gapplication-service" in text, text


def sandbox():
    manifest = json.loads((SOURCE / "flatpak" / f"{ID}.json").read_text(encoding="utf-8"))
    assert manifest["id"] == ID and manifest["command"] == "labelwright"
    assert manifest["runtime"] == "org.gnome.Platform" and int(manifest["runtime-version"]) >= 48
    assert set(manifest["finish-args"]) == PERMISSIONS, set(manifest["finish-args"]) ^ PERMISSIONS


def translation_template():
    """The template can be made of the files that po/POTFILES names, and none of its strings is broken."""
    if shutil.which("xgettext") is None:
        raise Skip("xgettext is not installed")
    with tempfile.TemporaryDirectory() as folder:
        files = [row for row in (SOURCE / "po" / "POTFILES").read_text(encoding="utf-8").split("\n")
                 if row and not row.startswith("#")]
        environment = os.environ | {"GETTEXTDATADIRS": "/usr/share"}
        done = subprocess.run(
            ["xgettext", "--from-code=UTF-8", "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2", "--keyword=NC_:1c,2",
             "--keyword=ngettext:1,2", "--add-comments", "--check=ellipsis-unicode", "-o", f"{folder}/a.pot", *files],
            cwd=SOURCE, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        assert done.returncode == 0, done.stdout
        run("msgfmt", "--check-format", "-o", "/dev/null", f"{folder}/a.pot")


def image_size(path):
    data = path.read_bytes()
    if data.startswith(b"\x89PNG"):
        return struct.unpack(">II", data[16:24])
    at = 2
    while data[at + 1] not in (0xC0, 0xC1, 0xC2):
        at += 2 + struct.unpack(">H", data[at + 2:at + 4])[0]
    return struct.unpack(">HH", data[at + 5:at + 9])[::-1]


def sample_pictures():
    samples = [p for p in (SOURCE / "data" / "sample").glob("*/*") if p.suffix in (".jpg", ".png")]
    assert len(samples) >= 24 and len({p.parent.name for p in samples}) == 4
    labels = (SOURCE / "data" / "sample" / "labels.txt").read_text(encoding="utf-8").split()
    assert labels == sorted({p.parent.name for p in samples}), labels
    with open(SOURCE / "data" / "sample-multi" / "labels.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    multi = sorted((SOURCE / "data" / "sample-multi").glob("*.jpg"))
    assert [row["file"] for row in rows] == [p.name for p in multi] and len(multi) >= 8
    for path in samples + multi:
        assert path.stat().st_size <= 30 * 1024, f"{path} has more than 30 KiB"
        assert min(image_size(path)) >= 300, f"{path} is small"


def installation():
    """meson install puts everything in its place."""
    if not (BUILD / "build.ninja").exists() or shutil.which("meson") is None:
        raise Skip("nothing is built")
    with tempfile.TemporaryDirectory() as folder:
        run("meson", "install", "-C", BUILD, "--no-rebuild", "--quiet", "--destdir", folder)
        installed = {str(p.relative_to(folder)) for p in Path(folder).rglob("*") if p.is_file()}
    for name in ("bin/labelwright", "bin/labelwright-cli", f"share/applications/{ID}.desktop",
                 f"share/metainfo/{ID}.metainfo.xml", f"share/dbus-1/services/{ID}.service",
                 f"share/glib-2.0/schemas/{ID}.gschema.xml", f"share/mime/packages/{ID}.xml",
                 f"share/icons/hicolor/scalable/apps/{ID}.svg", f"share/icons/hicolor/symbolic/apps/{ID}-symbolic.svg",
                 "share/labelwright/sample/boat/boat-1.jpg", "share/labelwright/sample-multi/labels.csv"):
        assert any(path.endswith("/" + name) for path in installed), f"{name} was not installed"
    strays = [path for path in installed if path.endswith((".py", ".a", ".h", ".in"))]
    assert not strays, f"installed by mistake: {', '.join(strays)}"


CHECKS = (desktop_file, metainfo, metainfo_lengths, screenshots, settings, settings_exist, interface_files,
          dbus_service, sandbox, translation_template, sample_pictures, installation)


def main():
    print(f"1..{len(CHECKS)}")
    failed = False
    for number, check in enumerate(CHECKS, 1):
        name = check.__name__.replace("_", "-")
        try:
            check()
        except Skip as reason:
            print(f"ok {number} {name} # SKIP {reason}", flush=True)
        except (AssertionError, OSError, ValueError, KeyError, xml.ParseError) as error:
            failed = True
            print(f"{name}: {error or repr(error)}", file=sys.stderr)
            print(f"not ok {number} {name}", flush=True)
        else:
            print(f"ok {number} {name}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
