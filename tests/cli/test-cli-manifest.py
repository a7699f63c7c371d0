# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""manifest stats: its document, against counts made here with Python's own JSON reader."""

import collections
import json
import os
import random

from lw_cli import contains, equal, main, run, test

SINGLE = "groundtruth/image-classification"
MULTI = "groundtruth/image-classification-multilabel"


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    return path


@test
def keys_are_the_documented_ones(folder):
    path = write(folder, "a.manifest", json.dumps({
        "source-ref": "s3://b/a.jpg", "species": 2,
        "species-metadata": {"class-name": "deer", "confidence": 0.5, "type": SINGLE, "human-annotated": "yes",
                             "creation-date": "2024-01-01T00:00:00.000001", "job-name": "labeling-job/x"}}) + "\n")
    document = run("manifest", "stats", path, "--json").json()
    equal(document, {
        "version": 1, "lines": 1, "blank": 0, "malformed": 0, "objects": 1, "bytes": os.path.getsize(path),
        "attributes": [{
            "name": "species", "type": SINGLE, "labeled": 1, "failed": 0, "unlabeled": 0, "human": 1, "machine": 0,
            "classes": [{"index": 2, "name": "deer", "count": 1}],
            "confidence": {"bins": 20, "counts": [0] * 10 + [1] + [0] * 9, "without": 0}}]})


def random_line(random_state, number):
    """A line with one single-label and perhaps one multi-label attribute."""
    line = {"source-ref": f"s3://bucket/päth/{number}.jpg", "shelf": number}
    kind = random_state.random()
    metadata = {"type": SINGLE, "job-name": "labeling-job/j", "creation-date": "2024-05-06T07:08:09.000010"}
    if kind < 0.6:
        index = random_state.randrange(5)
        line["one"] = index
        line["one-metadata"] = {**metadata, "class-name": f"class {index}",
                                "confidence": random_state.choice([0, 0.05, 0.5, 0.77, 0.95, 1]),
                                "human-annotated": random_state.choice(["yes", "no"])}
    elif kind < 0.7:
        line["one-metadata"] = {"failure-reason": "ClientError: expired", "retry-count": 1, "human-annotated": "true"}
    if random_state.random() < 0.5:
        chosen = random_state.sample(range(6), random_state.randrange(4))
        line["some"] = chosen
        line["some-metadata"] = {**metadata, "type": MULTI, "human-annotated": "yes",
                                 "class-map": {str(i): f"thing {i}" for i in chosen},
                                 "confidence-map": {str(i): random_state.choice([0.2, 0.77, 0.95]) for i in chosen}}
    return line


def count(lines, attribute):
    """What the document must say of an attribute."""
    expected = {"labeled": 0, "failed": 0, "unlabeled": 0, "human": 0, "machine": 0}
    classes = collections.Counter()
    names = {}
    bins = [0] * 20
    for line in lines:
        metadata = line.get(attribute + "-metadata")
        if attribute not in line:
            expected["failed" if metadata and "failure-reason" in metadata else "unlabeled"] += 1
            continue
        expected["labeled"] += 1
        expected["human" if metadata["human-annotated"] == "yes" else "machine"] += 1
        label = line[attribute]
        for index in label if isinstance(label, list) else [label]:
            classes[index] += 1
            names[index] = metadata["class-map"][str(index)] if isinstance(label, list) else metadata["class-name"]
            confidence = metadata["confidence-map"][str(index)] if isinstance(label, list) else metadata["confidence"]
            bins[min(19, int(confidence * 20))] += 1
    expected["classes"] = [{"index": i, "name": names[i], "count": classes[i]} for i in sorted(classes)]
    expected["confidence"] = {"bins": 20, "counts": bins, "without": 0}
    return expected


@test
def counts_are_exact(folder):
    seed = random.randrange(1 << 32)
    print(f"# seed {seed}")
    random_state = random.Random(seed)
    lines = [random_line(random_state, i) for i in range(3000)]
    text = "".join(json.dumps(line, ensure_ascii=random_state.random() < 0.5) + "\n" for line in lines)
    document = run("manifest", "stats", write(folder, "a.manifest", text), "--json").json()
    equal((document["lines"], document["objects"], document["blank"], document["malformed"]), (3000, 3000, 0, 0))
    by_name = {attribute["name"]: attribute for attribute in document["attributes"]}
    for name, kind in (("one", SINGLE), ("some", MULTI)):
        actual = by_name[name]
        equal(actual["type"], kind, name)
        for key, value in count(lines, name).items():
            equal(actual[key], value, f"{name} {key}")


@test
def odd_lines_are_counted_not_fatal(folder):
    path = write(folder, "odd.manifest", '\ufeff{"source-ref":"s3://b/1.jpg"}\r\n\r\n{"source-ref":\nnot json\n'
                                         '{"source-ref":"s3://b/2.jpg"}')
    result = run("manifest", "stats", path, "--json")
    document = result.json()
    equal((document["lines"], document["blank"], document["malformed"], document["objects"]), (5, 1, 2, 2))
    contains(result.err, f"{path}:3:")
    contains(result.err, f"{path}:4:")
    equal(run("manifest", "stats", path, "--json", "--quiet").err, "")


@test
def standard_input_is_a_dash(folder):
    document = run("manifest", "stats", "-", "--json", stdin=b'{"source-ref":"s3://b/1.jpg"}\n').json()
    equal(document["objects"], 1)
    equal(run("manifest", "stats", "-", "--json").json()["lines"], 0)


@test
def text_shows_hostile_names_safely(folder):
    line = {"source-ref": "s3://b/a.jpg", "x": 0,
            "x-metadata": {"class-name": "a\u001b[31m\nb", "confidence": 1, "type": SINGLE, "human-annotated": "yes"}}
    out = run("manifest", "stats", write(folder, "a.manifest", json.dumps(line))).out
    assert "\033" not in out
    contains(out, "a\\x1b[31m\\nb")


@test
def check_prints_problems_in_order(folder):
    good = write(folder, "good.manifest", '{"source-ref":"s3://b/1.jpg"}\n{"source-ref":"s3://b/2.jpg"}\n')
    bad = write(folder, "bad.manifest",
                '{"source-ref":"s3://b/1.jpg"}\n{"source-ref":\n{"source-ref":"s3://b/1.jpg"}\n')
    equal(run("manifest", "check", good).out, "")
    lines = run("manifest", "check", good, bad, code=1).out.splitlines()
    equal([line.split(":")[:2] for line in lines], [[bad, "2"], [bad, "3"]])
    problems = run("manifest", "check", bad, "--json", code=1).json()["problems"]
    equal([(problem["file"], problem["line"]) for problem in problems], [(bad, 2), (bad, 3)])
    for line, problem in zip(lines, problems):
        contains(line, f'{problem["line"]}:{max(problem["column"], 1)}: {problem["severity"]}: {problem["code"]}: ')
    equal(run("manifest", "check", good, "--json").json(), {"version": 1, "problems": []})
    run("manifest", "check", good, os.path.join(folder, "none"), code=3)


@test
def a_missing_file_is_an_error_with_its_name(folder):
    result = run("manifest", "stats", os.path.join(folder, "nothing.manifest"), code=3)
    contains(result.err, "nothing.manifest")
    equal(result.out, "")


main()
