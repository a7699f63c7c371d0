# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Results are filtered and exported by clicking; what was written is read with the standard library."""

import csv
import json
import os
import tempfile

import lw_pictures
import lw_tap
from lw_studio import Studio, wait_until

CLASSES = ["cat", "dog"]


def make_manifest(folder, count):
    """Pictures with labels in turn and rising confidence; returns the manifest's path and its objects."""
    lw_pictures.folder_of(os.path.join(folder, "pictures"), count)
    objects = []
    for number in range(count):
        path = os.path.join(folder, "pictures", f"picture-{number:04}.png")
        objects.append({"source-ref": path, "pet": number % 2, "pet-metadata": {
            "class-name": CLASSES[number % 2], "confidence": number / 100, "type": "groundtruth/image-classification",
            "job-name": "labeling-job/pets", "human-annotated": "yes",
            "creation-date": "2026-01-02T03:04:05.000006"}})
    path = os.path.join(folder, "output.manifest")
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(o) + "\n" for o in objects)
    return path, objects


def test_filter_and_export():
    with tempfile.TemporaryDirectory() as workspace, tempfile.TemporaryDirectory() as folder:
        manifest, objects = make_manifest(folder, 40)
        table = os.path.join(folder, "dogs.csv")
        tree = os.path.join(folder, "tree")
        with Studio(workspace, manifest) as studio:
            studio.find(contains="40")
            studio.write("Search images", "class:dog confidence:>=0.1")
            studio.find(contains="15")
            studio.keys("ctrl+e")
            studio.find("15 of 15 rows will be written")
            studio.write("Destination", table)
            studio.screenshot("export-csv")
            studio.press("Export", role="push button")
            studio.find(contains="15 rows exported.")
            studio.screenshot("export-done")
            wanted = [o for o in objects if o["pet"] == 1 and o["pet-metadata"]["confidence"] >= 0.1]
            with open(table, encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
            assert [r["source_ref"] for r in rows] == [o["source-ref"] for o in wanted], rows
            assert {r["label"] for r in rows} == {"dog"}, rows

            studio.keys("ctrl+e")
            studio.find("15 of 15 rows will be written")
            studio.write("Destination", tree)
            studio.click("Format", role="label")
            studio.click("Folder tree", role="label")
            studio.find("15 of 15 rows and 15 images will be written")
            studio.screenshot("export-tree")
            studio.press("Export", role="push button")
            wait_until(lambda: os.path.isdir(tree), "the folder tree")
            assert sorted(os.listdir(os.path.join(tree, "dog"))) == [os.path.basename(o["source-ref"]) for o in wanted]
            assert os.listdir(os.path.join(tree, "cat")) == []


def test_import_a_table():
    with tempfile.TemporaryDirectory() as workspace, tempfile.TemporaryDirectory() as folder:
        lw_pictures.folder_of(folder, 3)
        table = os.path.join(folder, "labels.csv")
        with open(table, "w", encoding="utf-8") as file:
            file.write("path,label\npicture-0000.png,cat\npicture-0001.png,dog\n,dog\npicture-0002.png,cat\n")
        with Studio(workspace, table) as studio:
            studio.find("Make a manifest of “labels.csv”?")
            studio.screenshot("import-question")
            studio.press("Make manifest", role="push button")
            studio.find("1 row of the data set could not be read and is left out.")
            studio.find("labels.manifest")
            studio.screenshot("import-done")
        with open(os.path.join(folder, "labels.manifest"), encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        assert [r["label"] for r in rows] == [0, 1, 0], rows
        assert rows[1]["source-ref"] == os.path.join(folder, "picture-0001.png"), rows
        assert rows[1]["label-metadata"]["type"] == "groundtruth/image-classification", rows


lw_tap.run(test_filter_and_export, test_import_a_table)
