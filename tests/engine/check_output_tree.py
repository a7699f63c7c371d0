# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reads a labeling job's output tree and says what in it is not as Ground Truth writes it, or not what was answered.

Independent of the program: standard library only, and nothing taken over from its code. Also a module for other tests:

    problems = check_output_tree.check(tree, manifest, labels, answers, attribute="pets", multi=False)

The answers are rows of (object, worker, label): the object is a zero-based line number, a source-ref or a file name;
the worker is a name; several labels are joined with "|".
"""

import argparse
import csv
import json
import os
import re
import sys

STAMP = r"\d{4}-\d\d-\d\d_(?:\d\d:\d\d:\d\d|\d\d_\d\d_\d\d)"
FILES = [re.compile(p) for p in (
    r"manifests/output/output\.manifest",
    r"manifests/output/output-[a-z-]+(-\d+)?\.manifest",
    r"annotations/worker-response/iteration-[12]/\d+/" + STAMP + r"\.json",
    r"annotations/consolidated-annotation/consolidation-(request|response)/iteration-[12]/" + STAMP + r"\.json",
    r"annotations/intermediate/[12]/annotations\.json",
    r"annotation-tool/(data\.json|template\.liquid)",
    r"dataset-\d{8}T\d{6}\.manifest",
)]
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
PROBE_OBJECTS = 10
BATCH_OBJECTS = 50
ELEMENTS = {False: "crowd-image-classifier", True: "crowd-image-classifier-multi-select"}
TYPES = {False: "groundtruth/image-classification", True: "groundtruth/image-classification-multilabel"}
SINGLE_KEYS = {"class-name", "job-name", "confidence", "type", "human-annotated", "creation-date"}
MULTI_KEYS = {"job-name", "class-map", "human-annotated", "creation-date", "confidence-map", "type"}
ANSWER_KEYS = {"acceptanceTime", "answerContent", "submissionTime", "timeSpentInSeconds", "workerId", "workerMetadata"}


def read_lines(path):
    with open(path, "rb") as file:
        text = file.read().removeprefix(b"\xef\xbb\xbf")
    return [line.strip() for line in text.split(b"\n") if line.strip()]


def read_json(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


class Checker:
    """One tree. Problems are collected, not raised, so that one run tells everything."""

    def __init__(self, tree, manifest, labels, answers, attribute, multi, workers, reopened):
        self.tree = tree
        self.name = os.path.basename(os.path.normpath(tree))
        self.inputs = read_lines(manifest)
        self.labels = [row["label"] for row in read_json(labels)["labels"]]
        self.attribute = attribute
        self.multi = multi
        self.workers = workers
        self.reopened = reopened
        self.problems = []
        self.pending = []
        self.answers = {}
        self.group(answers)

    def expect(self, condition, text):
        if not condition:
            self.problems.append(text)
        return condition

    def find(self, name, by_ref, by_name):
        if name in by_ref:
            return by_ref[name]
        if name in by_name:
            return by_name[name]
        return int(name)

    def group(self, rows):
        by_ref, by_name = {}, {}
        for number, line in enumerate(self.inputs):
            try:
                ref = json.loads(line).get("source-ref", "")
            except (ValueError, AttributeError):
                continue
            by_ref[ref] = number
            by_name[ref.rsplit("/", 1)[-1]] = number
        for name, worker, label in rows:
            labels = [part for part in label.split("|") if part] if self.multi else label
            self.answers.setdefault(self.find(name, by_ref, by_name), {})[worker] = labels

    def path(self, *parts):
        return os.path.join(self.tree, *parts)

    def check_files(self):
        for folder, _, names in os.walk(self.tree):
            for name in names:
                path = os.path.relpath(os.path.join(folder, name), self.tree)
                self.expect(any(p.fullmatch(path) for p in FILES), f"{path}: not a file of an output tree")

    def check_single(self, where, label, metadata, votes):
        self.expect(set(metadata) == SINGLE_KEYS, f"{where}: metadata has {sorted(metadata)}")
        if not self.expect(type(label) is int and 0 <= label < len(self.labels), f"{where}: label {label!r}"):
            return
        name = self.labels[label]
        confidence = metadata["confidence"]
        self.expect(metadata["class-name"] == name, f"{where}: class-name {metadata['class-name']!r} of {label}")
        self.expect(name in votes.values(), f"{where}: nobody said {name!r}")
        if len(set(votes.values())) == 1:
            self.expect(name == next(iter(votes.values())), f"{where}: all said {votes}, label is {name!r}")
        if len(votes) == 1:
            self.expect(confidence == 0, f"{where}: confidence {confidence} with one worker")
        else:
            self.expect(0 < confidence <= 0.95, f"{where}: confidence {confidence}")

    def check_multi(self, where, label, metadata, votes):
        self.expect(set(metadata) == MULTI_KEYS, f"{where}: metadata has {sorted(metadata)}")
        chosen = {name for names in votes.values() for name in names}
        self.expect({self.labels[i] for i in label} == chosen and len(set(label)) == len(label),
                    f"{where}: label {label}, chosen {sorted(chosen)}")
        self.expect(metadata["class-map"] == {str(i): self.labels[i] for i in label}, f"{where}: class-map")
        confidences = metadata["confidence-map"]
        self.expect(set(confidences) == {str(i) for i in label}, f"{where}: confidence-map")
        for value in confidences.values():
            self.expect(value == 0 if len(votes) == 1 else 0 <= value <= 0.95, f"{where}: confidence {value}")

    def check_metadata(self, where, metadata):
        self.expect(metadata["job-name"] == "labeling-job/" + self.name.lower(), f"{where}: {metadata['job-name']}")
        self.expect(metadata["type"] == TYPES[self.multi], f"{where}: type {metadata['type']}")
        self.expect(metadata["human-annotated"] == "yes", f"{where}: human-annotated {metadata['human-annotated']}")
        self.expect(DATE.fullmatch(metadata["creation-date"]), f"{where}: creation-date {metadata['creation-date']}")

    def check_failed(self, where, metadata):
        self.expect(set(metadata) == {"retry-count", "failure-reason", "human-annotated"}, f"{where}: {metadata}")
        self.expect(metadata.get("human-annotated") == "true", f"{where}: human-annotated of a failed object")
        self.expect(metadata.get("failure-reason", "").startswith("ClientError: "), f"{where}: failure-reason")

    def check_line(self, number, source, output):
        where = f"output.manifest, object {number}"
        key, metadata_key = self.attribute, self.attribute + "-metadata"
        try:
            before = json.loads(source)
        except ValueError:
            before = None
        after = json.loads(output)
        if not isinstance(before, dict):
            self.check_failed(where, after.get(metadata_key, {}))
            return None
        if key in before:
            self.expect(output == source, f"{where}: was labeled before and has changed")
            return None
        rest = [(k, v) for k, v in after.items() if k not in (key, metadata_key)]
        self.expect(rest == [(k, v) for k, v in before.items() if k != metadata_key], f"{where}: other keys changed")
        if metadata_key not in before:
            self.expect(output.startswith(source[:-1].rstrip()), f"{where}: the input's bytes have changed")
        if "source-ref" not in before:
            self.check_failed(where, after.get(metadata_key, {}))
            return None
        self.pending.append(number)
        if "failure-reason" in after.get(metadata_key, {}) and key not in after:
            self.check_failed(where, after[metadata_key])
            return None
        votes = self.answers.get(number, {})
        if len(votes) < self.workers and key not in after:
            self.expect(after == before, f"{where}: is not labeled and has changed")
            return None
        if not self.expect(key in after and metadata_key in after and votes, f"{where}: votes {votes}, line {after}"):
            return None
        (self.check_multi if self.multi else self.check_single)(where, after[key], after[metadata_key], votes)
        self.check_metadata(where, after[metadata_key])
        return {key: after[key], metadata_key: after[metadata_key]}

    def check_manifest(self):
        with open(self.path("manifests", "output", "output.manifest"), "rb") as file:
            text = file.read()
        outputs = text.split(b"\n")
        self.expect(outputs.pop() == b"", "output.manifest: no line break at its end")
        if not self.expect(len(outputs) == len(self.inputs), f"output.manifest: {len(outputs)} lines"):
            return {}
        results = {}
        for number, (source, output) in enumerate(zip(self.inputs, outputs)):
            result = self.check_line(number, source, output)
            if result is not None:
                results[number] = result
        self.check_others(outputs)
        for folder in os.listdir(self.path("annotations", "intermediate")):
            lines = read_lines(self.path("annotations", "intermediate", folder, "annotations.json"))
            self.expect(len(lines) == len(self.inputs), f"intermediate/{folder}: {len(lines)} lines")
        return results

    def check_others(self, outputs):
        """What other methods made of the same answers: only the label and its metadata differ."""
        keys = {self.attribute, self.attribute + "-metadata"}
        for name in os.listdir(self.path("manifests", "output")):
            if name == "output.manifest":
                continue
            lines = read_lines(self.path("manifests", "output", name))
            if not self.expect(len(lines) == len(outputs), f"{name}: {len(lines)} lines"):
                continue
            for number, (line, output) in enumerate(zip(lines, outputs)):
                line, output = json.loads(line), json.loads(output)
                rest, expected = ([(k, v) for k, v in d.items() if k not in keys] for d in (line, output))
                self.expect(rest == expected, f"{name}, object {number}: other keys")
                self.expect(set(line) == set(output), f"{name}, object {number}: keys {sorted(line)}")
                if self.attribute in line and not self.multi:
                    metadata = line[self.attribute + "-metadata"]
                    self.expect(metadata["class-name"] == self.labels[line[self.attribute]],
                                f"{name}, object {number}: {metadata['class-name']!r}")

    def iteration(self, number):
        return 1 if number in self.pending[:PROBE_OBJECTS] else 2

    def content(self, labels):
        return {ELEMENTS[self.multi]: {"labels" if self.multi else "label": labels}}

    def check_response(self, number, votes, results):
        folder = self.path("annotations", "worker-response", f"iteration-{self.iteration(number)}", str(number))
        names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
        if not self.expect(len(names) == 1 or (names and self.reopened), f"worker-response of {number}: files {names}"):
            return
        answers = read_json(os.path.join(folder, names[-1]))["answers"]
        found = {}
        for answer in answers:
            self.expect(set(answer) == ANSWER_KEYS, f"worker-response of {number}: keys {sorted(answer)}")
            for key in ("acceptanceTime", "submissionTime"):
                self.expect(TIME.fullmatch(answer[key]), f"worker-response of {number}: {key} {answer[key]}")
            self.expect(answer["timeSpentInSeconds"] >= 0, f"worker-response of {number}: time spent")
            self.expect(re.fullmatch(r"private\.[a-z0-9-]+\.[0-9a-f]{16}", answer["workerId"]),
                        f"worker-response of {number}: {answer['workerId']}")
            found[answer["workerMetadata"]["identityData"]["sub"]] = answer["answerContent"]
        self.expect(len(found) == len(answers), f"worker-response of {number}: a worker twice")
        self.expect([a["submissionTime"] for a in answers] == sorted(a["submissionTime"] for a in answers),
                    f"worker-response of {number}: not in the order of submission")
        expected = {worker: self.content(labels) for worker, labels in votes.items()}
        self.expect(found == expected, f"worker-response of {number}: {found}, answered {expected}")

    def read_batches(self, kind):
        """All entries by object, and the names of the files."""
        entries, names = {}, set()
        top = self.path("annotations", "consolidated-annotation", kind)
        for folder in sorted(os.listdir(top)) if os.path.isdir(top) else []:
            for name in sorted(os.listdir(os.path.join(top, folder))):
                rows = read_json(os.path.join(top, folder, name))
                names.add((folder, name))
                self.expect(len(rows) <= BATCH_OBJECTS, f"{kind}/{folder}/{name}: {len(rows)} objects")
                for row in rows:
                    number = int(row["datasetObjectId"])
                    self.expect(number not in entries or self.reopened, f"{kind}: object {number} twice")
                    self.expect(folder == f"iteration-{self.iteration(number)}", f"{kind}: object {number} in {folder}")
                    entries[number] = row
        return entries, names

    def check_batches(self, results):
        requests, request_names = self.read_batches("consolidation-request")
        responses, response_names = self.read_batches("consolidation-response")
        self.expect(request_names == response_names, "consolidation: requests and responses have other names")
        self.expect({n: r["consolidatedAnnotation"]["content"] for n, r in responses.items()} == results,
                    "consolidation-response: not what is in the output manifest")
        self.expect(set(results) <= set(requests), "consolidation-request: objects are missing")
        for number, row in requests.items():
            votes = self.answers.get(number, {})
            contents = [json.loads(a["annotationData"]["content"]) for a in row["annotations"]]
            expected = [self.content(labels) for labels in votes.values()]
            self.expect(sorted(map(json.dumps, contents)) == sorted(map(json.dumps, expected)),
                        f"consolidation-request: object {number}: {contents}, answered {expected}")
            self.expect(row["dataObject"]["s3Uri"] == json.loads(self.inputs[number])["source-ref"],
                        f"consolidation-request: object {number}: {row['dataObject']}")

    def run(self):
        self.check_files()
        results = self.check_manifest()
        for number, votes in self.answers.items():
            self.check_response(number, votes, results)
        self.check_batches(results)
        return self.problems


def check(tree, manifest, labels, answers, attribute, multi=False, workers=1, reopened=False):
    """Returns the list of problems of the tree in the folder TREE (…/<labeling job name>)."""
    return Checker(tree, manifest, labels, answers, attribute, multi, workers, reopened).run()


def read_answers(path):
    with open(path, newline="", encoding="utf-8") as file:
        return [(row["object"], row["worker"], row["label"]) for row in csv.DictReader(file)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tree", help="the job's folder in the output location")
    parser.add_argument("--manifest", required=True, help="the input manifest")
    parser.add_argument("--labels", required=True, help="the label category file")
    parser.add_argument("--answers", required=True, help="CSV with the columns object, worker, label")
    parser.add_argument("--attribute", required=True, help="the label attribute name")
    parser.add_argument("--multi", action="store_true", help="several labels an image")
    parser.add_argument("--workers", type=int, default=1, help="workers per data object")
    parser.add_argument("--reopened", action="store_true", help="objects were asked about again: newest files count")
    options = parser.parse_args()
    problems = check(options.tree, options.manifest, options.labels, read_answers(options.answers), options.attribute,
                     options.multi, options.workers, options.reopened)
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
