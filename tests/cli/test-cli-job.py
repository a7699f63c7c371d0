# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole labeling jobs by the command line, and their output tree read line by line with Python's own JSON reader."""

import csv
import json
import os
import random
import signal
import struct
import subprocess
import time
import zlib

from lw_cli import PROGRAM, contains, equal, main, run, test

LABELS = ["cat", "dog", "a “b” \\ c", "🐕"]


def png(shade):
    """A grey picture; each shade has other bytes."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + struct.pack(">I", shade) for _ in range(3))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 3, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


class Place:
    """A workspace and a folder of images."""

    def __init__(self, folder, n_images):
        self.folder = folder
        self.photos = os.path.join(folder, "photos")
        self.workspace = os.path.join(folder, "workspace")
        os.makedirs(os.path.join(self.photos, "deeper"))
        self.names = []
        for i in range(n_images):
            name = f"deeper/it's {i:03}.png" if i % 5 == 3 else f"image {i:03}.png"
            with open(os.path.join(self.photos, name), "wb") as file:
                file.write(png(i))
            self.names.append(name)
        self.names.sort(key=lambda name: name.encode())

    def run(self, *arguments, code=0, **more):
        return run("--workspace", self.workspace, *arguments, code=code, **more)

    def create(self, name, *options, labels=LABELS, code=0):
        path = os.path.join(self.folder, "labels.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write("".join(label + "\n" for label in labels))
        return self.run("job", "create", name, "--dataset", self.photos, "--labels", path, *options, "--json",
                        code=code)

    def label(self, name, answers, code=0, columns=("object", "worker", "label")):
        path = self.write_answers(answers, columns)
        return self.run("job", "label", name, path, "--json", code=code)

    def write_answers(self, answers, columns=("object", "worker", "label")):
        path = os.path.join(self.folder, "answers.csv")
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            for answer in answers:
                row = dict(zip(("object", "worker", "label"), answer))
                writer.writerow([row[column] for column in columns])
        return path

    def show(self, name):
        return self.run("job", "show", name, "--json").json()

    def tree(self, name):
        """The folder of the job's output."""
        path = self.show(name)["OutputDatasetFile"]
        assert path.endswith("/manifests/output/output.manifest"), path
        return path[:-len("/manifests/output/output.manifest")]


def read_lines(tree):
    with open(os.path.join(tree, "manifests/output/output.manifest"), "rb") as file:
        data = file.read()
    assert data.endswith(b"\n") and b"\r" not in data and b"\n\n" not in data
    return [json.loads(line) for line in data.decode("utf-8").splitlines()]


def read_responses(tree):
    """The answers of each data object: {object: {worker: content}}, and the iteration of each object."""
    found, iterations = {}, {}
    root = os.path.join(tree, "annotations", "worker-response")
    for iteration in os.listdir(root):
        for number in os.listdir(os.path.join(root, iteration)):
            files = os.listdir(os.path.join(root, iteration, number))
            equal(len(files), 1, f"files of object {number}: {sorted(files)}")
            time.strptime(files[0], "%Y-%m-%d_%H:%M:%S.json")
            with open(os.path.join(root, iteration, number, files[0]), encoding="utf-8") as file:
                document = json.load(file)
            assert int(number) not in found, f"object {number} is in two iterations"
            found[int(number)] = [(answer["workerId"], answer["answerContent"]) for answer in document["answers"]]
            iterations[int(number)] = int(iteration.removeprefix("iteration-"))
    return found, iterations


def check_metadata(line, attribute, kind, name):
    metadata = line[attribute + "-metadata"]
    equal(metadata["type"], kind)
    equal(metadata["job-name"], f"labeling-job/{name}")
    equal(metadata["human-annotated"], "yes")
    time.strptime(metadata["creation-date"], "%Y-%m-%dT%H:%M:%S.%f")
    return metadata


def bucket_of(lines):
    bucket = lines[0]["source-ref"].split("/")[2]
    return bucket


@test
def single_label_one_worker(folder):
    place = Place(folder, 25)
    created = place.create("pets").json()
    equal((created["version"], created["LabelingJobName"]), (1, "pets"))
    equal((created["LabelingJobStatus"], created["LabelCounters"]["Unlabeled"]), ("InProgress", 25))
    labels = {name: LABELS[i % 4] for i, name in enumerate(place.names)}
    answers = [(os.path.basename(name), "ann", labels[name]) for name in place.names]
    random.Random(3).shuffle(answers)
    document = place.label("pets", answers, columns=("label", "object", "worker")).json()
    equal(document["LabelingJobStatus"], "Completed")
    equal(document["LabelCounters"], {"TotalLabeled": 25, "HumanLabeled": 25, "MachineLabeled": 0,
                                      "FailedNonRetryableError": 0, "Unlabeled": 0})
    equal(place.show("PETS")["LabelingJobStatus"], "Completed")

    tree = place.tree("pets")
    lines = read_lines(tree)
    bucket = bucket_of(lines)
    equal([line["source-ref"] for line in lines], [f"s3://{bucket}/{name}" for name in place.names])
    responses, iterations = read_responses(tree)
    for number, (line, name) in enumerate(zip(lines, place.names)):
        metadata = check_metadata(line, "pets", "groundtruth/image-classification", "pets")
        equal(line["pets"], LABELS.index(labels[name]))
        equal((metadata["class-name"], metadata["confidence"]), (labels[name], 0))
        equal([content for _, content in responses[number]], [{"crowd-image-classifier": {"label": labels[name]}}])
        equal(iterations[number], 1 if number < 10 else 2)
    with open(os.path.join(tree, "annotation-tool", "data.json"), encoding="utf-8") as file:
        equal([entry["label"] for entry in json.load(file)["labels"]], LABELS)


@test
def multi_label_three_workers(folder):
    place = Place(folder, 14)
    place.create("things", "--task-type", "multi", "--workers", 3, "--label-attribute", "seen")
    chosen = {}
    source = random.Random(5)
    for number, name in enumerate(place.names):
        for worker in ("ann", "bob", "cem"):
            chosen[number, worker] = [label for label in LABELS if source.random() < 0.4]
    document = place.label("things", [(number, worker, "|".join(labels))
                                      for (number, worker), labels in chosen.items()]).json()
    equal(document["LabelingJobStatus"], "Completed")
    tree = place.tree("things")
    responses, _ = read_responses(tree)
    for number, line in enumerate(read_lines(tree)):
        metadata = check_metadata(line, "seen", "groundtruth/image-classification-multilabel", "things")
        votes = [chosen[number, worker] for worker in ("ann", "bob", "cem")]
        expected = {str(i): label for i, label in enumerate(LABELS) if any(label in vote for vote in votes)}
        equal(sorted(map(str, line["seen"])), sorted(expected))
        equal(metadata["class-map"], expected)
        equal(sorted(metadata["confidence-map"]), sorted(expected))
        assert all(0 <= value <= 0.95 for value in metadata["confidence-map"].values())
        for index, label in expected.items():
            if all(label in vote for vote in votes):
                assert metadata["confidence-map"][index] > 0.5
        contents = [content["crowd-image-classifier-multi-select"]["labels"] for _, content in responses[number]]
        equal(sorted(contents), sorted(votes))
        equal(len({worker for worker, _ in responses[number]}), 3)


@test
def majority_wins_and_more_workers_than_needed(folder):
    place = Place(folder, 12)
    place.create("pets", "--workers", 3)
    answers = []
    for number in range(12):
        for position, worker in enumerate(["ann", "bob", "cem"]):
            answers.append((number, worker, LABELS[0 if position < 2 else 1]))
    answers.append((0, "dan", "dog"))
    result = place.label("pets", answers, code=1)
    contains(result.err, "answers.csv:38")
    equal(result.json()["LabelingJobStatus"], "Completed")
    for line in read_lines(place.tree("pets")):
        equal(line["pets"], 0)
        assert 0.5 < line["pets-metadata"]["confidence"] <= 0.95


@test
def labeling_in_parts(folder):
    place = Place(folder, 15)
    place.create("pets")
    equal(place.label("pets", [(i, "ann", "cat") for i in range(0, 15, 2)]).json()["LabelingJobStatus"], "InProgress")
    equal(place.show("pets")["LabelCounters"]["TotalLabeled"], 8)
    lines = read_lines(place.tree("pets"))
    equal([("pets" in line) for line in lines], [i % 2 == 0 for i in range(15)])
    equal(place.label("pets", [(i, "bob", "dog") for i in range(1, 15, 2)]).json()["LabelingJobStatus"], "Completed")
    equal([line["pets"] for line in read_lines(place.tree("pets"))], [i % 2 for i in range(15)])
    result = place.label("pets", [(1, "bob", "dog")], code=1)
    contains(result.err, "answers.csv:2")


@test
def a_file_that_does_not_fit_records_nothing(folder):
    place = Place(folder, 3)
    place.create("pets")
    for bad, word in (((0, "ann", "cow"), "unknown-label"), (("x.png", "ann", "cat"), "unknown-object"),
                      ((0, "", "cat"), "no-worker"), ((1, "ann", "dog"), "repeated-answer")):
        result = place.label("pets", [(1, "ann", "cat"), bad], code=1)
        contains(result.err, f"answers.csv:3:1: error: {word}: ")
        equal(result.out, "")
    equal(place.show("pets")["LabelCounters"]["Unlabeled"], 3)
    path = place.write_answers([(0, "ann", "cat")], columns=("object", "worker"))
    contains(place.run("job", "label", "pets", path, code=3).err, "“label”")
    contains(place.run("job", "label", "pets", os.path.join(folder, "none.csv"), code=3).err, "none.csv")
    equal(place.label("pets", [(i, "ann", "cat") for i in range(3)]).json()["LabelingJobStatus"], "Completed")


@test
def chained_job_labels_only_what_is_missing(folder):
    place = Place(folder, 4)
    place.create("pets")
    place.label("pets", [(0, "ann", "cat"), (2, "ann", "dog")])
    place.run("job", "stop", "pets")
    first = os.path.join(place.tree("pets"), "manifests/output/output.manifest")
    with open(first, encoding="utf-8") as file:
        before = file.read().splitlines()
    place.run("job", "create", "pets-2", "--manifest", first, "--labels", os.path.join(folder, "labels.txt"),
              "--label-attribute", "pets")
    equal(place.show("pets-2")["LabelingJobName"], "pets-2")
    document = place.label("pets-2", [(1, "bob", "cat"), (3, "bob", "cat")]).json()
    equal(document["LabelingJobStatus"], "Completed")
    with open(os.path.join(place.tree("pets-2"), "manifests/output/output.manifest"), encoding="utf-8") as file:
        after = file.read().splitlines()
    equal((after[0], after[2]), (before[0], before[2]))
    equal([json.loads(line)["pets"] for line in after], [0, 0, 1, 0])


@test
def manifest_of_any_origin(folder):
    place = Place(folder, 1)
    path = os.path.join(folder, "in.manifest")
    lines = [b'{"source-ref":"s3://b/1.jpg","n":1.50,"e":"\\u00e9"}',
             b'{ "x": [1, {"y": null}], "source-ref": "s3://b/2.jpg" }', b'{"source-ref":"s3://b/3.jpg"}']
    with open(path, "wb") as file:
        file.write(b"\xef\xbb\xbf" + lines[0] + b"\r\n\r\n" + lines[1] + b"\n\n" + lines[2])
    place.run("job", "create", "any", "--manifest", path, "--labels", "a,b")
    place.label("any", [("s3://b/3.jpg", "ann", "b"), ("1.jpg", "ann", "a"), (1, "ann", "b")])
    with open(os.path.join(place.tree("any"), "manifests/output/output.manifest"), "rb") as file:
        after = file.read().splitlines()
    equal([json.loads(line)["any"] for line in after], [0, 1, 1])
    for line, old in zip(after, lines):
        assert line.startswith(old.rstrip(b" }")), (line, old)


@test
def names_are_unique_and_found_in_any_case(folder):
    place = Place(folder, 2)
    place.create("Pets")
    contains(place.create("pets", code=5).err, "pets")
    equal(place.create("PETS", "--if-absent").json()["LabelingJobName"], "Pets")
    equal([job["LabelingJobName"] for job in place.run("job", "list", "--json").json()["LabelingJobSummaryList"]],
          ["Pets"])
    contains(place.run("job", "list").out, "Pets")
    for verb in ("show", "stop", "wait"):
        contains(place.run("job", verb, "nothing", code=5).err, "“nothing”")


@test
def requests_are_checked(folder):
    place = Place(folder, 2)
    for name, options, word in (
            ("under_score", [], "LabelingJobName"), ("x" * 64, [], "LabelingJobName"),
            ("pets", ["--workers", 10], "NumberOfHumanWorkersPerDataObject"),
            ("pets", ["--label-attribute", "a-metadata"], "LabelAttributeName"),
            ("pets", ["--time-limit", "1s"], "TaskTimeLimitInSeconds"),
            ("pets", ["--keywords", "multi-label"], "TaskKeywords"),
            ("pets", ["--max-percent", 101], "MaxPercentageOfInputDatasetLabeled"),
            ("pets", ["--task-type", "triple"], "--task-type"), ("pets", ["--time-limit", "soon"], "soon")):
        result = place.create(name, *options, code=2)
        contains(result.err, word)
        equal(result.out, "")
    contains(place.create("pets", labels=["one"], code=2).err, "--labels")
    contains(place.create("pets", labels=[str(i) for i in range(51)], code=0).out, "pets")
    contains(place.create("more", "--task-type", "multi", labels=[str(i) for i in range(51)], code=2).err, "--labels")
    contains(place.run("job", "create", "x", "--labels", "a,b", code=2).err, "--dataset")
    contains(place.run("job", "create", "x", "--dataset", place.photos, code=2).err, "--labels")
    contains(place.run("job", "create", "x", "--dataset", folder + "/none", "--labels", "a,b", code=3).err, "none")
    contains(place.run("job", "create", "--dataset", place.photos, "--labels", "a,b", code=2).err, "NAME")
    contains(place.run("job", "create", "x", "--spec", place.photos, code=3).err, "photos")


@test
def dry_run_prints_the_request_that_a_spec_takes(folder):
    place = Place(folder, 3)
    request = place.create("pets", "--workers", 2, "--max-objects", 2, "--dry-run").json()
    equal(request["LabelingJobName"], "pets")
    equal(request["HumanTaskConfig"]["NumberOfHumanWorkersPerDataObject"], 2)
    equal(request["StoppingConditions"]["MaxHumanLabeledObjectCount"], 2)
    contains(request["HumanTaskConfig"]["PreHumanTaskLambdaArn"], ":function:PRE-ImageMultiClass")
    equal(place.run("job", "list", "--json").json()["LabelingJobSummaryList"], [])
    path = os.path.join(folder, "request.json")
    request["LabelingJobName"] = "from-spec"
    del request["HumanTaskConfig"]["UiConfig"], request["LabelCategoryConfigS3Uri"]
    with open(path, "w", encoding="utf-8") as file:
        json.dump(request, file)
    place.run("job", "create", "--spec", path, "--dataset", place.photos, "--labels", "a,b")
    shown = place.show("from-spec")
    equal(shown["HumanTaskConfig"]["NumberOfHumanWorkersPerDataObject"], 2)


@test
def stopping_and_waiting(folder):
    place = Place(folder, 12)
    place.create("pets")
    place.label("pets", [(0, "ann", "cat")])
    contains(place.run("job", "wait", "pets", "--timeout", 1, code=124).err, "pets")
    place.run("job", "wait", "pets", "--until", "in-progress", "--timeout", "10s")
    place.run("job", "wait", "pets", "--until", "lunch", code=2)
    place.run("job", "wait", "pets", "--timeout", "soon", code=2)
    equal(place.run("job", "stop", "pets", "--json").json()["LabelingJobStatus"], "Stopped")
    contains(place.run("job", "wait", "pets", code=6).err, "Stopped")
    place.run("job", "wait", "pets", "--until", "ended")
    equal(place.run("job", "wait", "pets", "--until", "stopped", "--json").json()["LabelCounters"]["TotalLabeled"], 1)
    equal([("pets" in line) for line in read_lines(place.tree("pets"))], [True] + [False] * 11)
    place.label("pets", [(1, "ann", "cat")], code=1)


@test
def stopping_condition_ends_the_job(folder):
    place = Place(folder, 12)
    place.create("pets", "--max-objects", 5)
    place.label("pets", [(i, "ann", "cat") for i in range(12)], code=1)
    place.run("job", "wait", "pets", "--until", "ended", "--timeout", "30s")
    equal(place.show("pets")["LabelCounters"]["TotalLabeled"], 5)


@test
def one_process_has_the_workspace(folder):
    place = Place(folder, 2)
    place.create("pets")
    waiting = subprocess.Popen([PROGRAM, "--workspace", place.workspace, "job", "wait", "pets"],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 30
    while str(waiting.pid) not in place.run("job", "list").err:
        assert time.monotonic() < deadline
    contains(place.run("job", "list").out, "pets")
    contains(place.run("job", "stop", "pets", code=5).err, str(waiting.pid))
    waiting.send_signal(signal.SIGINT)
    waiting.wait(timeout=30)
    equal(waiting.returncode, 130)
    waiting.communicate()
    place.run("job", "list")


@test
def killed_while_labeling(folder):
    place = Place(folder, 300)
    place.create("pets")
    path = place.write_answers([(i, "ann", LABELS[i % 2]) for i in range(300)])
    source = random.Random()
    for _ in range(4):
        process = subprocess.Popen([PROGRAM, "--workspace", place.workspace, "--quiet", "job", "label", "pets", path],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(timeout=source.uniform(0.01, 0.3))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    place.run("job", "label", "pets", path, code=None)
    equal(place.show("pets")["LabelingJobStatus"], "Completed")
    equal([line["pets"] for line in read_lines(place.tree("pets"))], [i % 2 for i in range(300)])
    responses, _ = read_responses(place.tree("pets"))
    equal(sorted((number, len(answers)) for number, answers in responses.items()), [(i, 1) for i in range(300)])


main()
