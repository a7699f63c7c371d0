# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""A million lines in a real window: open, filter by class and histogram, select all, export, compare two, undo a merge
of classes. The counts on the screen are compared with what was written."""

import csv
import os
import tempfile

import lw_manifests
import lw_tap
from lw_studio import NotFound, Studio, wait_until

LINES = 1_000_000


def choose(studio, item, opens):
    """An item of the page's menu that opens what has a button of that name; again when it was not ready for it yet."""
    for _ in range(5):
        studio.click("Sort and more")
        studio.press(item, role="menu item")
        try:
            return studio.find(opens, role="push button", patience=4)
        except NotFound:
            studio.keys("Escape")
    raise NotFound(f"what “{item}” opens")


def check_class(studio, name):
    studio.click(starts=f"{name}, ", role="check box")


def choose_bar(studio, bar):
    """The histogram by its keys: each bar is a twentieth of the range."""
    studio.click(starts="How often each confidence occurs")
    studio.keys("Home", *["Right"] * bar)


def select_all(studio):
    studio.click_any(".jpg, ")
    studio.keys("ctrl+a")


def type_path(studio, path):
    """Into GTK's file dialog: a slash opens its entry for names."""
    studio.keys("slash", "ctrl+a")
    studio.type_text(path)
    studio.keys("Return")


def exported(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_filter_select_export():
    with tempfile.TemporaryDirectory() as workspace:
        path, copy = os.path.join(workspace, "output.manifest"), os.path.join(workspace, "copy.csv")
        written = lw_manifests.write(path, LINES)
        with Studio(workspace, path) as studio:
            studio.find(f"{LINES} images")
            studio.screenshot("scale-open")
            check_class(studio, "fox")
            studio.find(f"{written.classes['fox']} of {LINES} images")
            choose_bar(studio, 10)
            expected = written.cells["fox", 10]
            studio.find(f"{expected} of {LINES} images")
            select_all(studio)
            studio.find(f"{expected} of {LINES} images · {expected} selected")
            studio.screenshot("scale-selected")
            choose(studio, "Export…", opens="Cancel")
            studio.write("Destination", copy)
            studio.press("Export", role="push button")
            wait_until(lambda: os.path.exists(copy), "the exported file")
            studio.press("Show all", role="push button")
            studio.find(f"{LINES} images")
            select_all(studio)
            studio.find(f"{LINES} images · {LINES} selected")
        rows = exported(copy)
        assert len(rows) == expected, len(rows)
        assert all(row["label"] == "fox" and 0.5 <= float(row["confidence"]) < 0.55 for row in rows)


def test_compare():
    with tempfile.TemporaryDirectory() as workspace:
        left, right = os.path.join(workspace, "left.manifest"), os.path.join(workspace, "right.manifest")
        lw_manifests.write(left, LINES)
        lw_manifests.write(right, LINES, flips=10)
        with Studio(workspace, left) as studio:
            studio.find(f"{LINES} images")
            choose(studio, "Compare with…", opens="Cancel")
            type_path(studio, right)
            studio.find(contains=f"Another label: {LINES // 10} images")
            studio.screenshot("scale-compare")
            studio.click("Which labels became which", role="list item")
            studio.find(contains="they agree on")
            studio.screenshot("scale-compare-matrix")


def test_merge_and_undo():
    with tempfile.TemporaryDirectory() as workspace:
        path = os.path.join(workspace, "output.manifest")
        written = lw_manifests.write(path, LINES)
        both = written.classes["fox"] + written.classes["deer"]
        with Studio(workspace, path, env={"XDG_DATA_HOME": os.path.join(workspace, "data")}) as studio:
            studio.find(f"{LINES} images")
            choose(studio, "Edit classes…", opens="Drop")
            studio.click("fox", role="check box")
            studio.click("deer", role="check box")
            studio.press("Merge", role="push button")
            studio.find(f"deer, {both} images", role="check box")
            studio.screenshot("scale-merged")
            studio.keys("ctrl+z")
            studio.find(f"deer, {written.classes['deer']} images", role="check box")
            studio.find(f"fox, {written.classes['fox']} images", role="check box")


lw_tap.run(test_filter_select_export, test_compare, test_merge_and_undo)
