# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a person has entered stays: a wizard that is killed, that goes back, that starts from a job. And what a person
who labels can take back or refuse, and how a job is stopped."""

import json
import os
import tempfile

import lw_jobs
import lw_pictures
import lw_tap
from lw_studio import Studio

LABELS = ["yes", "no"]


def output_lines(workspace, name):
    path = os.path.join(workspace, "objects", "jobs", name, "manifests", "output", "output.manifest")
    with open(path, encoding="utf-8") as manifest:
        return [json.loads(line) for line in manifest]


def check(workspace, name, labels):
    """labels: one an image, None where there is no answer."""
    refs = lw_jobs.source_refs(workspace, name)
    answers = [(ref, lw_jobs.WORKER, label) for ref, label in zip(refs, labels, strict=True) if label]
    problems = lw_jobs.check_tree(workspace, name, answers, multi=False)
    assert problems == [], problems


def job_menu(studio, item):
    studio.click("Job menu")
    studio.press(item, role="menu item")


def test_killed_wizard():
    with tempfile.TemporaryDirectory() as workspace, tempfile.TemporaryDirectory() as folder:
        lw_pictures.folder_of(folder, 3)
        data = {"XDG_DATA_HOME": os.path.join(workspace, "data")}
        with Studio(workspace, folder, env=data) as studio:
            studio.press("Image Classification (Multi-label)")
            lw_jobs.next_page(studio, "Data set")
            studio.find(contains=" images · ")
            studio.write("Job name", "half-done")
            lw_jobs.next_page(studio, "Label categories")
            for label in LABELS:
                studio.write("Add label category", label)
                studio.keys("Return")
            lw_jobs.next_page(studio, "Instructions")
            studio.write("Header", "Is it one?")
            studio.find("saved just now")
            studio.kill()
        with Studio(workspace, env=data) as studio:
            studio.find("The new labeling job “half-done” is not finished")
            studio.press("Continue", role="push button")
            studio.find_text("Header", "Is it one?")
            studio.screenshot("draft-continued")
            studio.find("Next: Workers")
            studio.press("Back", role="push button")
            studio.find("Next: Instructions")
            for label in LABELS:
                studio.find(starts=label)
            studio.press("Back", role="push button")
            studio.find("Next: Label categories")
            studio.find_text("Job name", "half-done")
            studio.find_text("Folder or input manifest", folder)
            studio.find(contains="3 images · ")
            lw_jobs.next_page(studio, "Label categories")
            lw_jobs.next_page(studio, "Instructions")
            lw_jobs.next_page(studio, "Workers")
            lw_jobs.next_page(studio, "Stopping conditions")
            lw_jobs.next_page(studio, "Review")
            studio.press("Start labeling job", role="push button")
            studio.find("Label here", role="push button")
        assert len(lw_jobs.source_refs(workspace, "half-done")) == 3


def test_new_job_from_this_one():
    with tempfile.TemporaryDirectory() as workspace, tempfile.TemporaryDirectory() as folder:
        lw_jobs.make_job_without_screen(workspace, lw_pictures.folder_of(folder, 3), "first", LABELS)
        with Studio(workspace) as studio:
            studio.click("first", role="label")
            job_menu(studio, "New job from this one")
            lw_jobs.next_page(studio, "Data set")
            studio.find(contains="3 images")
            assert studio.text_of("Job name") not in (None, "", "first"), studio.text_of("Job name")
            studio.write("Job name", "first", role="text")
            studio.find("There is a labeling job named “first” already. Choose another name.")
            studio.screenshot("name-taken")
            studio.write("Job name", "second", role="text")
            lw_jobs.next_page(studio, "Label categories")
            for label in LABELS:
                studio.find(starts=label)


def test_back_and_other_answer():
    with tempfile.TemporaryDirectory() as workspace, tempfile.TemporaryDirectory() as folder:
        lw_jobs.make_job_without_screen(workspace, lw_pictures.folder_of(folder, 3), "back", LABELS)
        with Studio(workspace) as studio:
            lw_jobs.label_here(studio, "back")
            studio.find("1 of 3")
            studio.keys("1", "Return")
            studio.find("2 of 3")
            studio.keys("BackSpace")
            studio.find("1 of 3")
            studio.keys("2", "Return")
            for number in (2, 3):
                studio.find(f"{number} of 3")
                studio.keys("1", "Return")
            studio.press("Back to job")
            studio.find("Completed")
        check(workspace, "back", ["no", "yes", "yes"])


def test_declined_by_all():
    with tempfile.TemporaryDirectory() as workspace, tempfile.TemporaryDirectory() as folder:
        lw_jobs.make_job_without_screen(workspace, lw_pictures.folder_of(folder, 2), "declined", LABELS)
        with Studio(workspace) as studio:
            lw_jobs.label_here(studio, "declined")
            studio.find("1 of 2")
            studio.keys("space")
            studio.find("Reason")
            studio.write("Reason", "cannot be told")
            studio.keys("Return")
            studio.find("1 of 1")
            studio.keys("1", "Return")
            studio.press("Back to job")
            studio.find("Completed")
        check(workspace, "declined", [None, "yes"])
        failed = output_lines(workspace, "declined")[0]["declined-metadata"]
        assert failed["human-annotated"] == "true" and failed["failure-reason"].startswith("ClientError: "), failed


def test_stopped():
    with tempfile.TemporaryDirectory() as workspace, tempfile.TemporaryDirectory() as folder:
        lw_jobs.make_job_without_screen(workspace, lw_pictures.folder_of(folder, 3), "stopped", LABELS)
        with Studio(workspace) as studio:
            lw_jobs.label_here(studio, "stopped")
            studio.find("1 of 3")
            studio.keys("1", "Return")
            studio.find("2 of 3")
            studio.find(starts="All saved")
            studio.keys("Escape")
            studio.find("Label here", role="push button")
            job_menu(studio, "Stop labeling job…")
            studio.find("Stop “stopped”?")
            studio.screenshot("stop-dialog")
            studio.press("Stop job", role="push button")
            studio.find("Stopped")
        lines = output_lines(workspace, "stopped")
        assert lines[0]["stopped-metadata"]["class-name"] == "yes", lines
        assert [list(line) for line in lines[1:]] == [["source-ref"]] * 2, lines


lw_tap.run(test_killed_wizard, test_new_job_from_this_one, test_back_and_other_answer, test_declined_by_all,
           test_stopped)
