# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""What people give the studio that is not as it should be: folders, pictures, names, manifests, a disk without space.
The studio says on the screen what is wrong, goes on, and loses nothing that was typed."""

import contextlib
import json
import os
import subprocess
import tempfile

import lw_jobs
import lw_pictures
import lw_tap
from lw_studio import Studio

NAMES = ["'single' \"double\".png", "two  blanks .png", "🐦 bird.png", "two\nlines.png", "{{ 7 }}{% if %}.png",
         "<b>bold</b> & more.png", "100%20.png", "x" * 200 + ".png"]


@contextlib.contextmanager
def small_disk():
    """A file system of a few megabytes, and a function that fills it or, told so, frees it."""
    if os.geteuid() != 0:
        raise lw_tap.Skip("only root can mount a small file system")
    with tempfile.TemporaryDirectory() as place:
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", place], check=False).returncode != 0:
            raise lw_tap.Skip("a small file system cannot be mounted here")

        def fill(full):
            ballast = os.path.join(place, "ballast")
            if not full:
                os.unlink(ballast)
                return
            with contextlib.suppress(OSError), open(ballast, "wb", buffering=0) as file:
                while file.write(b"\0" * 4096):
                    pass

        try:
            yield place, fill
        finally:
            subprocess.run(["umount", "--lazy", place], check=True)


def test_folder_without_images():
    with tempfile.TemporaryDirectory() as workspace, tempfile.TemporaryDirectory() as folder:
        lw_pictures.write(folder, "notes.txt", b"nothing to see")
        with Studio(workspace, folder) as studio:
            studio.find(contains="has no images that workers can be shown")
            studio.find("1 other file is not looked at")
            studio.screenshot("bad-folder-without-images")


def test_folder_that_is_not_there():
    with tempfile.TemporaryDirectory() as workspace:
        with Studio(workspace, "/nowhere/to be found") as studio:
            studio.find("“/nowhere/to be found” cannot be opened: there is no file or folder of this name.")
            studio.screenshot("bad-path")
            studio.press("New labeling job", role="push button")
            studio.press("Image Classification (Single Label)")
            lw_jobs.next_page(studio, "Data set")
            studio.write("Folder or input manifest", "/nowhere/to be found")
            studio.keys("Return")
            studio.find(contains="/nowhere/to be found")
            studio.screenshot("bad-folder-not-there")


def test_unreadable_folder():
    if os.geteuid() == 0:
        raise lw_tap.Skip("root can read every folder")
    with tempfile.TemporaryDirectory() as workspace, tempfile.TemporaryDirectory() as folder:
        lw_pictures.folder_of(folder, 2)
        os.chmod(folder, 0)
        try:
            with Studio(workspace, folder) as studio:
                studio.find(contains="ermission denied")
        finally:
            os.chmod(folder, 0o700)


def test_broken_pictures_and_strange_names():
    with tempfile.TemporaryDirectory() as workspace, tempfile.TemporaryDirectory() as folder:
        for number, name in enumerate(NAMES):
            lw_pictures.write(folder, name, lw_pictures.png(number))
        lw_pictures.write(folder, "empty.png", b"")
        lw_pictures.write(folder, "cut.png", lw_pictures.png(50, 400, 400)[:120])
        lw_pictures.write(folder, "huge.png", lw_pictures.png(51, says=(20000, 10000)))
        lw_pictures.write(folder, "text.jpg", b"this is no picture")
        lw_pictures.write(folder, "really-gif.png", b"GIF89a\1\0\1\0\0\0\0;")
        with Studio(workspace) as studio:
            lw_jobs.make_job(studio, folder, "strange", labels=["yes", "no"])
            refs = lw_jobs.source_refs(workspace, "strange")
            assert len(refs) >= len(NAMES), refs
            studio.press("Label here", role="push button")
            for number in range(1, len(refs) + 1):
                studio.find(f"{number} of {len(refs)}")
                studio.keys("1", "Return")
            studio.press("Show results", role="push button")
            studio.find(f"{len(refs)} images")
            studio.screenshot("bad-names-in-results")
        problems = lw_jobs.check_tree(workspace, "strange", [(r, lw_jobs.WORKER, "yes") for r in refs], multi=False)
        assert problems == [], problems


def test_folder_that_vanishes():
    with tempfile.TemporaryDirectory() as workspace, tempfile.TemporaryDirectory() as place:
        folder = os.path.join(place, "photos")
        lw_jobs.make_job_without_screen(workspace, lw_pictures.folder_of(folder, 30), "gone", ["yes", "no"])
        with Studio(workspace) as studio:
            lw_jobs.label_here(studio, "gone")
            studio.find("1 of 30")
            os.rename(folder, folder + "-away")
            for number in range(1, 11):
                studio.find(f"{number} of 30")
                studio.keys("1", "Return")
            studio.find(contains="cannot be shown")
            studio.screenshot("bad-folder-vanished")
            os.rename(folder + "-away", folder)
            for number in range(11, 31):
                studio.find(f"{number} of 30")
                studio.keys("2", "Return")
            studio.press("Back to job")
            studio.find("Completed")


def test_disk_full_while_typing():
    with small_disk() as (disk, fill), tempfile.TemporaryDirectory() as folder:
        lw_pictures.folder_of(folder, 3)
        workspace, data = os.path.join(disk, "workspace"), {"XDG_DATA_HOME": os.path.join(disk, "data")}
        with Studio(workspace, folder, env=data) as studio:
            studio.press("Image Classification (Single Label)")
            lw_jobs.next_page(studio, "Data set")
            studio.write("Job name", "before")
            studio.find("saved just now")
            fill(True)
            studio.write("Job name", "while-full")
            studio.find(contains="What you entered is not saved yet")
            studio.screenshot("bad-disk-full-draft")
            studio.press("Try again", role="push button")
            studio.find("not saved")
            fill(False)
            studio.find("saved just now")
            studio.kill()
        with Studio(workspace, env=data) as studio:
            studio.find(contains="“while-full” is not finished")
            studio.press("Continue")
            studio.find_text("Job name", "while-full")


def test_disk_full_while_labeling():
    with small_disk() as (disk, fill), tempfile.TemporaryDirectory() as folder:
        workspace = os.path.join(disk, "workspace")
        lw_jobs.make_job_without_screen(workspace, lw_pictures.folder_of(folder, 12), "tight", ["yes", "no"])
        with Studio(workspace, tolerate_warnings=True) as studio:
            lw_jobs.label_here(studio, "tight")
            studio.find("1 of 12")
            studio.keys("1", "Return")
            studio.find(starts="All saved")
            fill(True)
            for number in range(2, 7):
                studio.find(f"{number} of 12")
                studio.keys("1", "Return")
            studio.find(contains="not saved yet")
            studio.screenshot("bad-disk-full-labeling")
            fill(False)
            studio.press("Try again", role="push button")
            studio.find(starts="All saved")
            for number in range(7, 13):
                studio.find(f"{number} of 12")
                studio.keys("1", "Return")
            studio.press("Back to job")
            studio.find("Completed")
        refs = lw_jobs.source_refs(workspace, "tight")
        problems = lw_jobs.check_tree(workspace, "tight", [(r, lw_jobs.WORKER, "yes") for r in refs], multi=False)
        assert problems == [], problems


def test_disk_full_while_starting():
    with small_disk() as (disk, fill), tempfile.TemporaryDirectory() as folder:
        lw_pictures.folder_of(folder, 3)
        workspace = os.path.join(disk, "workspace")
        with Studio(workspace, tolerate_warnings=True) as studio:
            lw_jobs.open_review(studio, folder, "tight", labels=["yes", "no"])
            fill(True)
            studio.press("Start labeling job", role="push button")
            studio.find(starts="The labeling job was not created: ")
            studio.screenshot("bad-disk-full-starting")
            fill(False)
            studio.press("Start labeling job", role="push button")
            studio.find("Label here", role="push button")
        assert len(lw_jobs.source_refs(workspace, "tight")) == 3


def look_at_manifest(name, data, *expected):
    with tempfile.TemporaryDirectory() as workspace:
        path = lw_pictures.write(workspace, "output.manifest", data)
        with Studio(workspace, path) as studio:
            for text in expected:
                studio.find(contains=text)
            studio.screenshot("bad-manifest-" + name)


def line(number, **more):
    return json.dumps({"source-ref": f"s3://nobody-has-this/{number}.png", **more}).encode() + b"\n"


def test_manifest_empty():
    look_at_manifest("empty", b"", "0 images")


def test_manifest_of_garbage():
    look_at_manifest("garbage", bytes(range(256)) * 64, "cannot be read")


def test_manifest_with_a_long_line():
    look_at_manifest("long", line(1) + line(2, note="x" * 5_000_000) + line(3), "3 images")


def test_manifest_with_half_a_line_and_missing_images():
    look_at_manifest("half", line(1) + line(2) + line(3)[:25], "1 line of the manifest cannot be read",
                     "The images of the bucket “nobody-has-this” are not on this computer", "Locate images…")


lw_tap.run(test_folder_without_images, test_folder_that_is_not_there, test_unreadable_folder,
           test_broken_pictures_and_strange_names, test_folder_that_vanishes, test_disk_full_while_typing,
           test_disk_full_while_labeling, test_disk_full_while_starting, test_manifest_empty, test_manifest_of_garbage,
           test_manifest_with_a_long_line, test_manifest_with_half_a_line_and_missing_images)
