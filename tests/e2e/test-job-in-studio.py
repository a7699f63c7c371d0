# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""A person makes a labeling job of a folder by point and click, labels every image by keyboard, and browses the result:
once for each task type. An independent reader then checks every file of the output tree against what was typed."""

import os
import tempfile

import lw_jobs
import lw_tap
from lw_studio import Studio, wait_until

ALPHABET = "1234567890"


def wait_for_image(studio, number, total):
    wait_until(lambda: studio.look(f"{number} of {total}"), f"image {number} of {total}")


def label_all(studio, refs, keys_of):
    """Types the keys of each image as soon as its number is on the screen."""
    studio.press("Label here", role="push button")
    for number, ref in enumerate(refs, 1):
        wait_for_image(studio, number, len(refs))
        after = f"{number + 1} of {len(refs)}"
        studio.answer(keys_of(ref), lambda: studio.look(after) or studio.look(contains=" images in "))


def open_results(studio, name):
    studio.find(contains=" images in ")
    studio.press("Back to job")
    studio.find("Completed")
    studio.press("Open results", role="push button")


def test_single_label():
    labels = ["boat", "fish", "house", "tree"]
    with tempfile.TemporaryDirectory() as workspace:
        with Studio(workspace) as studio:
            lw_jobs.make_job(studio, lw_jobs.SAMPLE, "scenes", header="What is in the middle of this picture?")
            refs = lw_jobs.source_refs(workspace, "scenes")
            assert len(refs) == 28, refs
            label_of = {ref: ref.split("/")[-2] for ref in refs}
            label_all(studio, refs, lambda ref: [ALPHABET[labels.index(label_of[ref])], "Return"])
            open_results(studio, "scenes")
            studio.find("28 images")
            studio.click(starts="fish", role="check box")
            studio.find("7 of 28 images")
            studio.screenshot("results-single")
        problems = lw_jobs.check_tree(workspace, "scenes", [(r, lw_jobs.WORKER, label_of[r]) for r in refs],
                                      multi=False)
        assert problems == [], problems


def test_multi_label():
    labels = ["boat", "fish", "house", "tree", "none of these"]
    expected = lw_jobs.multi_answers()
    with tempfile.TemporaryDirectory() as workspace:
        with Studio(workspace) as studio:
            lw_jobs.make_job(studio, lw_jobs.SAMPLE_MULTI, "shore", labels=labels, multi=True)
            refs = lw_jobs.source_refs(workspace, "shore")
            assert len(refs) == 12, refs
            typed = {ref: expected[os.path.basename(ref)] or ["none of these"] for ref in refs}
            label_all(studio, refs, lambda ref: [ALPHABET[labels.index(x)] for x in typed[ref]] + ["Return"])
            open_results(studio, "shore")
            studio.find("12 images")
            n_boats = sum("boat" in chosen for chosen in typed.values())
            studio.click(starts="boat", role="check box")
            studio.find(f"{n_boats} of 12 images")
            studio.screenshot("results-multi")
        problems = lw_jobs.check_tree(workspace, "shore", [(r, lw_jobs.WORKER, "|".join(typed[r])) for r in refs],
                                      multi=True)
        assert problems == [], problems


def test_undo():
    with tempfile.TemporaryDirectory() as workspace, Studio(workspace) as studio:
        lw_jobs.open_labels(studio, lw_jobs.SAMPLE, "undone")
        studio.press("Take folder names")
        studio.find("4 categories")
        studio.press("Undo", role="push button")
        studio.gone("4 categories")


lw_tap.run(test_undo, test_single_label, test_multi_label)
