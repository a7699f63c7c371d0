# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""A job that four workers answered: the studio's pages of its quality, its log and its stories against what this
program computes by itself, and another method of consolidation kept as a manifest and taken back."""

import collections
import csv
import itertools
import json
import os
import random
import subprocess
import tempfile

import lw_jobs
import lw_tap
from lw_studio import BUILD, Studio, wait_until

CLI = os.path.join(BUILD, "src", "labelwright-cli")
LABELS = ["boat", "fish", "house", "tree"]
WORKERS = {"ada": 0.95, "ben": 0.9, "cleo": 0.8, "dan": 0.5}


def answer_all(workspace, name, seed=7):
    """Three of the four workers answer each image, as often right as they are good; returns image → worker → label."""
    chance = random.Random(seed)
    answers = {}
    for ref in lw_jobs.source_refs(workspace, name):
        truth = ref.rsplit("/", 2)[-2]
        answers[ref] = {worker: truth if chance.random() < WORKERS[worker]
                        else chance.choice([label for label in LABELS if label != truth])
                        for worker in chance.sample(sorted(WORKERS), 3)}
    path = os.path.join(workspace, "answers.csv")
    with open(path, "w", encoding="utf-8", newline="") as table:
        rows = csv.writer(table)
        rows.writerow(["object", "worker", "label"])
        rows.writerows((ref, worker, label) for ref, said in answers.items() for worker, label in said.items())
    subprocess.run([CLI, "job", "label", name, path, "--seconds", "4", "--workspace", workspace], check=True,
                   stdout=subprocess.DEVNULL)
    return answers


def make_job(workspace, name):
    subprocess.run([CLI, "job", "create", name, "--dataset", lw_jobs.SAMPLE, "--labels", ",".join(LABELS), "--workers",
                    "3", "--workspace", workspace], check=True, stdout=subprocess.DEVNULL)


def labels_of(workspace, name):
    path = os.path.join(workspace, "objects", "jobs", name, "manifests", "output", "output.manifest")
    with open(path, encoding="utf-8") as manifest:
        lines = [json.loads(line) for line in manifest]
    return {line["source-ref"]: line[name + "-metadata"]["class-name"] for line in lines}


# The measures, from their definitions.

def percent(answers):
    shares = []
    for said in answers.values():
        pairs = list(itertools.combinations(said.values(), 2))
        shares.append(sum(a == b for a, b in pairs) / len(pairs))
    return sum(shares) / len(shares)


def krippendorff(answers):
    """1 − Do / De for nominal data, over the coincidences of each unit."""
    coincidences = collections.Counter()
    for said in answers.values():
        values = list(said.values())
        for i, j in itertools.permutations(range(len(values)), 2):
            coincidences[values[i], values[j]] += 1 / (len(values) - 1)
    totals = collections.Counter()
    for (a, _), weight in coincidences.items():
        totals[a] += weight
    n = sum(totals.values())
    observed = sum(weight for (a, b), weight in coincidences.items() if a != b)
    expected = sum(totals[a] * totals[b] for a, b in itertools.permutations(totals, 2)) / (n - 1)
    return 1 - observed / expected


def fleiss(answers):
    n_raters, n_objects = 3, len(answers)
    shares = collections.Counter(label for said in answers.values() for label in said.values())
    expected = sum((count / (n_raters * n_objects)) ** 2 for count in shares.values())
    observed = sum((sum(count ** 2 for count in collections.Counter(said.values()).values()) - n_raters) /
                   (n_raters * (n_raters - 1)) for said in answers.values()) / n_objects
    return (observed - expected) / (1 - expected)


def cohen(answers):
    """The mean over the pairs of workers, each weighted by how many images the two share."""
    total, n_shared = 0, 0
    for first, second in itertools.combinations(sorted(WORKERS), 2):
        both = [(said[first], said[second]) for said in answers.values() if first in said and second in said]
        if not both:
            continue
        observed = sum(a == b for a, b in both) / len(both)
        left, right = (collections.Counter(column) for column in zip(*both))
        expected = sum(left[label] * right[label] for label in LABELS) / len(both) ** 2
        total += len(both) * (observed - expected) / (1 - expected)
        n_shared += len(both)
    return total / n_shared


def accuracy(answers, labels, worker):
    said = [(labels[ref], answer[worker]) for ref, answer in answers.items() if worker in answer]
    return sum(a == b for a, b in said) / len(said)


def show(studio, view):
    studio.press(view, role="page tab")


def open_quality(studio, name):
    studio.click(name, role="label")
    studio.press("Quality", role="push button")
    studio.find(contains="Workers agree in")


def test_agreement_and_workers():
    with tempfile.TemporaryDirectory() as workspace:
        make_job(workspace, "things")
        answers = answer_all(workspace, "things")
        labels = labels_of(workspace, "things")
        with Studio(workspace) as studio:
            open_quality(studio, "things")
            studio.find(contains=f"Workers agree in {100 * percent(answers):.1f} % of the pairs of answers")
            for value in (krippendorff(answers), fleiss(answers), cohen(answers)):
                studio.find(f"{value:.3f}")
            studio.screenshot("quality-agreement")
            show(studio, "Workers")
            for worker in WORKERS:
                studio.find(worker)
                studio.find(f"{100 * accuracy(answers, labels, worker):.1f} %")
            studio.screenshot("quality-workers")
            show(studio, "Images")
            disputed = sum(len(set(said.values())) > 1 for said in answers.values())
            studio.find(f"Workers do not agree about {disputed} images")
            studio.screenshot("quality-images")


def test_log_and_story():
    with tempfile.TemporaryDirectory() as workspace:
        make_job(workspace, "logged")
        answers = answer_all(workspace, "logged")
        with Studio(workspace) as studio:
            studio.click("logged", role="label")
            studio.find("Just labeled")
            studio.screenshot("quality-job-page")
            studio.press("Log", role="push button")
            row = studio.find(starts="Consolidated · object ").name
            studio.screenshot("quality-log")
            number = int(row.split("object ")[1].split()[0])
            studio.click(row)
            shown = lw_jobs.source_refs(workspace, "logged")[number]
            for worker, label in answers[shown].items():
                studio.find(f"{worker} said {label}")
            studio.find(shown.rsplit("/", 1)[-1])
            studio.screenshot("quality-story")


def test_methods():
    with tempfile.TemporaryDirectory() as workspace:
        make_job(workspace, "methods")
        answers = answer_all(workspace, "methods", seed=3)
        own = labels_of(workspace, "methods")
        with Studio(workspace) as studio:
            open_quality(studio, "methods")
            show(studio, "Methods")
            studio.press("Compare: Majority")
            studio.find(contains="by “Majority”")
            studio.screenshot("quality-methods")
            studio.press("Save as new manifest")
            studio.find("The job’s result is another manifest now")
            studio.screenshot("quality-kept")
            folder = os.path.join(workspace, "objects", "jobs", "methods", "manifests", "output")
            kept = [name for name in os.listdir(folder) if name != "output.manifest"]
            assert len(kept) == 1, kept
            with open(os.path.join(folder, kept[0]), encoding="utf-8") as manifest:
                for line in map(json.loads, manifest):
                    votes = collections.Counter(answers[line["source-ref"]].values())
                    label, count = votes.most_common(1)[0]
                    if count > 1:
                        assert line["methods-metadata"]["class-name"] == label, line
            assert own == labels_of(workspace, "methods")
            studio.press("Take back")
            wait_until(lambda: studio.look("The job’s result is another manifest now") is None,
                       "that the output manifest counts again")


def test_people():
    with tempfile.TemporaryDirectory() as workspace:
        make_job(workspace, "people")
        half = os.path.join(workspace, "half.csv")
        refs = lw_jobs.source_refs(workspace, "people")
        with open(half, "w", encoding="utf-8", newline="") as table:
            rows = csv.writer(table)
            rows.writerow(["object", "worker", "label"])
            rows.writerows((ref, worker, "fish") for ref in refs[:8] for worker in ("ada", "ben"))
        subprocess.run([CLI, "job", "label", "people", half, "--workspace", workspace], check=True,
                       stdout=subprocess.DEVNULL)
        with Studio(workspace) as studio:
            studio.click("people", role="label")
            studio.find("Who works")
            studio.find("ben")
            studio.screenshot("quality-people")


lw_tap.run(test_agreement_and_workers, test_log_and_story, test_methods, test_people)
