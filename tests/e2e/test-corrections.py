# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""A person corrects labels in the studio: keys for what is selected, a merge of classes and its undo, the history, the
images without a label; what was corrected is there again after the program was killed."""

import hashlib
import json
import os
import tempfile

import lw_pictures
import lw_tap
from lw_studio import Studio, wait_until

CLASSES = ["cat", "dog", "owl"]


def write_manifest(folder, name="output.manifest", shift=0):
    """Twelve images, four a class; then one that failed and one that is not labeled."""
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        for number in range(14):
            image = os.path.join(folder, f"{number}.png")
            if not os.path.exists(image):
                lw_pictures.write(folder, f"{number}.png", lw_pictures.png(number, 60, 40))
            line = {"source-ref": image}
            index = (number + (shift if number < 3 else 0)) % 3
            if number < 12:
                line["pets"] = index
                line["pets-metadata"] = {"class-name": CLASSES[index], "confidence": 0.8, "human-annotated": "yes",
                                         "type": "groundtruth/image-classification", "job-name": "labeling-job/pets",
                                         "creation-date": "2026-01-02T03:04:05.000006"}
            elif number == 12:
                line["pets-metadata"] = {"failure-reason": "ClientError: tasks expired", "human-annotated": "true"}
            file.write(json.dumps(line) + "\n")
    return path


def checksum(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def in_places(test):
    def run():
        with tempfile.TemporaryDirectory() as workspace, tempfile.TemporaryDirectory() as folder, \
                tempfile.TemporaryDirectory() as data:
            test(workspace, folder, {"XDG_DATA_HOME": data})
    run.__name__ = test.__name__
    return run


@in_places
def test_merge_and_undo(workspace, folder, env):
    path = write_manifest(folder)
    before = checksum(path)
    with Studio(workspace, path, env=env) as studio:
        studio.find("14 images")
        studio.click("Sort and more")
        studio.press("Edit classes…", role="menu item")
        studio.screenshot("corrections-classes")
        studio.click("cat", role="list item")
        studio.click("dog", role="list item")
        studio.find("4 images become “cat”.")
        studio.press("Merge", role="push button")
        studio.find("8 images", role="label")
        studio.find("14 images · 1 correction")
        studio.screenshot("corrections-merged")
        studio.press("Undo", role="push button")
        studio.find("14 images")
        studio.click("owl", role="list item")
        studio.press("Drop", role="push button")
        studio.find("14 images · 1 correction")
        studio.keys("Escape")
        studio.gone("Merge", role="push button")
    assert checksum(path) == before


@in_places
def test_keys_survive_a_kill(workspace, folder, env):
    path = write_manifest(folder)
    with Studio(workspace, path, env=env, tolerate_warnings=True) as studio:
        studio.find("14 images")
        studio.keys("ctrl+l")
        studio.find(contains="then press the key of their right label")
        studio.keys("ctrl+a")
        studio.find(contains="14 images selected.")
        studio.screenshot("corrections-palette")
        studio.press("owl", role="push button")
        studio.find("14 images labeled “owl”")
        studio.find("14 images · 14 selected · 1 correction")
        studio.screenshot("corrections-labeled")
        studio.kill()
    with Studio(workspace, path, env=env) as studio:
        studio.find("14 images · 1 correction")
        studio.click("Sort and more")
        studio.press("History of corrections…", role="menu item")
        studio.find("14 images labeled “owl”")
        studio.screenshot("corrections-history")
        studio.click("As in the manifest", role="list item")
        studio.find("14 images")


@in_places
def test_images_without_a_label(workspace, folder, env):
    path = write_manifest(folder)
    with Studio(workspace, path, env=env) as studio:
        studio.find("14 images")
        studio.click("Sort and more")
        studio.press("Images without a label…", role="menu item")
        studio.find("ClientError: tasks expired")
        studio.find("Not labeled")
        studio.screenshot("account")
        studio.press("Make a job of these", role="push button")
        made = wait_until(lambda: [name for name in os.listdir(folder) if name.startswith("to-label-")], "a manifest")
        with open(os.path.join(folder, made[0]), encoding="utf-8") as file:
            refs = [json.loads(line)["source-ref"] for line in file]
        assert refs == [os.path.join(folder, f"{number}.png") for number in (12, 13)], refs
        studio.screenshot("account-wizard")


lw_tap.run(test_merge_and_undo, test_keys_survive_a_kill, test_images_without_a_label)
