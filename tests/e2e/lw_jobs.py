# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a person does in the studio to make a labeling job and to label, for the tests that need a job."""

import csv
import glob
import json
import os
import pwd
import subprocess
import sys

from lw_studio import BUILD

SOURCE = os.environ["LW_SOURCE_DIR"]
WORKER = pwd.getpwuid(os.getuid()).pw_name
SAMPLE = os.path.join(SOURCE, "data", "sample")
SAMPLE_MULTI = os.path.join(SOURCE, "data", "sample-multi")

sys.path.insert(0, os.path.join(SOURCE, "tests", "engine"))


def open_labels(studio, folder, name, multi=False):
    """Clicks from the welcome page to the wizard's page of label categories."""
    kind = "Multi-label" if multi else "Single Label"
    studio.press("New labeling job", role="push button")
    studio.press(f"Image Classification ({kind})")
    next_page(studio, "Data set")
    studio.write("Folder or input manifest", folder)
    studio.keys("Return")
    studio.find(contains=" images · ")
    studio.write("Job name", name)
    next_page(studio, "Label categories")


def make_job(studio, folder, name, labels=None, multi=False, header=None):
    """Clicks through all pages of the wizard, from the welcome page to the started job."""
    open_review(studio, folder, name, labels, multi, header)
    studio.press("Start labeling job", role="push button")
    studio.find("Label here", role="push button")


def open_review(studio, folder, name, labels=None, multi=False, header=None):
    """Fills all pages of the wizard but does not start the job."""
    open_labels(studio, folder, name, multi)
    if labels is None:
        studio.press("Take folder names")
    for label in labels or []:
        studio.write("Add label category", label)
        studio.keys("Return")
    next_page(studio, "Instructions")
    if header:
        studio.write("Header", header)
    next_page(studio, "Workers")
    next_page(studio, "Stopping conditions")
    next_page(studio, "Review")


def make_job_without_screen(workspace, folder, name, labels):
    """The same job by the command line."""
    subprocess.run([os.path.join(BUILD, "src", "labelwright-cli"), "job", "create", name, "--dataset", folder,
                    "--labels", ",".join(labels), "--workspace", workspace], check=True, stdout=subprocess.DEVNULL)


def label_here(studio, name):
    """From the job's row to the first image."""
    studio.click(name, role="label")
    studio.press("Label here", role="push button")


def next_page(studio, title):
    """Presses Next when it leads to the page of this title."""
    studio.find(f"Next: {title}")
    studio.press("Next", role="push button")


def manifest_of(workspace, name):
    found = glob.glob(os.path.join(workspace, "objects", "jobs", name, "dataset-*.manifest"))
    assert len(found) == 1, found
    return found[0]


def source_refs(workspace, name):
    with open(manifest_of(workspace, name), encoding="utf-8") as manifest:
        return [json.loads(line)["source-ref"] for line in manifest]


def multi_answers():
    """File name → labels of the sample set with several labels."""
    with open(os.path.join(SAMPLE_MULTI, "labels.csv"), encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    key = next(k for k in rows[0] if k.startswith("file"))
    value = next(k for k in rows[0] if k.startswith("label"))
    return {row[key].rsplit("/", 1)[-1]: [x for x in row[value].split("|") if x] for row in rows}


def check_tree(workspace, name, answers, multi):
    """What an independent reader says against the output tree; [] when it is as Ground Truth writes it."""
    import check_output_tree
    tree = os.path.join(workspace, "objects", "jobs", name)
    return check_output_tree.check(tree, manifest_of(workspace, name),
                                   os.path.join(tree, "annotation-tool", "data.json"), answers,
                                   attribute=name, multi=multi)
