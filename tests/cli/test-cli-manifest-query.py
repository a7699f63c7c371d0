# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""manifest query and diff: their lines, against what Python's own JSON reader says; manifest check as SARIF."""

import collections
import datetime
import json
import os
import random

from lw_cli import contains, equal, main, run, test

SINGLE = "groundtruth/image-classification"
MULTI = "groundtruth/image-classification-multilabel"
CLASSES = ["dog", "cat", "wild boar", "犬", 'quo"te']
JOBS = ["pets", "second job"]


def write(folder, name, data):
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())
    return path


def make_metadata(state, kind, index):
    metadata = {"type": kind, "class-name": CLASSES[index], "confidence": state.choice([0, 0.05, 0.5, 0.6, 0.77, 1])}
    if kind == MULTI:
        del metadata["class-name"], metadata["confidence"]
    if state.random() < 0.9:
        metadata["human-annotated"] = state.choice(["yes", "no"])
    metadata["job-name"] = "labeling-job/" + state.choice(JOBS)
    metadata["creation-date"] = f"2024-05-{state.randrange(1, 29):02}T07:08:09.000010"
    return metadata


def make_line(state, number, multi):
    line = {"source-ref": f"s3://bucket/{state.choice(['Nord', 'süd', 'x/y'])}/{number}.jpg"}
    kind = state.random()
    if kind < 0.15:
        return line
    if kind < 0.25:
        line["k-metadata"] = {"failure-reason": "ClientError: expired", "human-annotated": "true"}
        return line
    if multi:
        chosen = state.sample(range(len(CLASSES)), state.randrange(4))
        line["k"] = chosen
        line["k-metadata"] = make_metadata(state, MULTI, 0)
        line["k-metadata"]["class-map"] = {str(i): CLASSES[i] for i in chosen}
        line["k-metadata"]["confidence-map"] = {str(i): state.choice([0.2, 0.6, 0.95]) for i in chosen}
    else:
        index = state.randrange(len(CLASSES))
        line["k"] = index
        line["k-metadata"] = make_metadata(state, SINGLE, index)
    if state.random() < 0.5:
        index = state.randrange(len(CLASSES))
        line["m"] = index
        line["m-metadata"] = make_metadata(state, SINGLE, index)
    return line


def labels(line, attribute):
    """Name and confidence of each label."""
    value, metadata = line.get(attribute), line.get(attribute + "-metadata", {})
    if value is None:
        return []
    if isinstance(value, list):
        return [(metadata["class-map"][str(i)], metadata["confidence-map"][str(i)]) for i in value]
    return [(metadata["class-name"], metadata["confidence"])]


def state_of(line, attribute="k"):
    if attribute in line:
        return "labeled"
    return "failed" if attribute + "-metadata" in line else "unlabeled"


def by(line):
    word = line.get("k-metadata", {}).get("human-annotated") if "k" in line else None
    return {"yes": "human", "no": "machine"}.get(word, "unknown")


def date(line):
    text = line["k-metadata"]["creation-date"] if "k" in line else None
    return datetime.datetime.fromisoformat(text) if text else None


def any_label(test_label, attribute="k"):
    return lambda line: any(test_label(name, confidence) for name, confidence in labels(line, attribute))


# Conditions, and what they mean for a line.
CONDITIONS = [
    ("class:dog", any_label(lambda name, c: name == "dog")),
    ('class:"wild boar",犬', any_label(lambda name, c: name in ("wild boar", "犬"))),
    ('class:"quo\\"te"', any_label(lambda name, c: name == 'quo"te')),
    ("(class:dog confidence:<0.6)", any_label(lambda name, c: name == "dog" and c < 0.6)),
    ("(confidence:>=0.6)", any_label(lambda name, c: c >= 0.6)),
    ("(confidence:0.05..0.6)", any_label(lambda name, c: 0.05 <= c <= 0.6)),
    ("class@m:cat", any_label(lambda name, c: name == "cat", "m")),
    ("state:failed", lambda line: state_of(line) == "failed"),
    ("state:labeled,unlabeled", lambda line: state_of(line) != "failed"),
    ("by:human", lambda line: by(line) == "human"),
    ("by:machine,unknown", lambda line: by(line) != "human"),
    ("time:2024-05-07", lambda line: date(line) is not None and date(line).day == 7),
    ("time:>=2024-05-10", lambda line: date(line) is not None and date(line).day >= 10),
    ("job:pets", lambda line: "k" in line and line["k-metadata"]["job-name"] == "labeling-job/pets"),
    ('job:"second job"', lambda line: "k" in line and line["k-metadata"]["job-name"].endswith("second job")),
    ("has:m", lambda line: "m" in line),
    ("differs:k,m", lambda line: "k" in line and "m" in line and
     {name for name, _ in labels(line, "k")} != {name for name, _ in labels(line, "m")}),
    ("labels:>1", lambda line: len(labels(line, "k")) > 1),
    ("labels:0", lambda line: not labels(line, "k")),
    ("NORD", lambda line: "nord" in line["source-ref"].lower()),
    ("SÜD", lambda line: "süd" in line["source-ref"].lower()),
    ('"x/y/1"', lambda line: "x/y/1" in line["source-ref"]),
]


def make_expression(state, depth):
    if depth == 0 or state.random() < 0.4:
        return state.choice(CONDITIONS)
    kind = state.choice(["and", "or", "not", ""])
    first = make_expression(state, depth - 1)
    if kind == "not":
        return f"{state.choice(['not ', '-'])}({first[0]})", lambda line: not first[1](line)
    second = make_expression(state, depth - 1)
    text = f"(({first[0]}) {kind} ({second[0]}))"
    if kind == "or":
        return text, lambda line: first[1](line) or second[1](line)
    return text, lambda line: first[1](line) and second[1](line)


def make_manifest(state, multi):
    """Lines as bytes, and as objects."""
    objects = [make_line(state, number, multi) for number in range(400)]
    lines = []
    for number, line in enumerate(objects):
        text = json.dumps(line, ensure_ascii=state.random() < 0.5)
        ending = "\r\n" if state.random() < 0.1 else "\n"
        lines.append((text + ending).encode())
        if number == 0:
            continue
        if state.random() < 0.05:
            lines[-1] = b"  " + lines[-1]
    return lines, objects


@test
def lines_are_those_of_a_naive_reader(folder):
    seed = random.randrange(1 << 32)
    print(f"# seed {seed}")
    state = random.Random(seed)
    for number in range(4):
        lines, objects = make_manifest(state, number % 2 == 1)
        path = write(folder, f"{number}.manifest", b"".join(lines))
        for _ in range(25):
            text, condition = make_expression(state, 3)
            expected = b"".join(line for line, value in zip(lines, objects) if condition(value))
            result = run("manifest", "query", path, "attribute:k " + text)
            equal(result.out.encode(), expected, f"lines of {text}")
            count = run("manifest", "query", path, "attribute:k " + text, "--count").out
            equal(count, f"{sum(condition(value) for value in objects)}\n", f"count of {text}")


@test
def a_query_may_start_with_a_minus(folder):
    path = write(folder, "a", '{"source-ref":"s3://b/1"}\n'
                              '{"source-ref":"s3://b/2","k-metadata":{"failure-reason":"x"}}\n')
    equal(run("manifest", "query", path, "-state:failed").out, '{"source-ref":"s3://b/1"}\n')
    equal(run("manifest", "query", path, "-(state:failed)", "--count").out, "1\n")
    equal(run("manifest", "query", path, "-c", "--", "-s3://b/1").out, "1\n")


@test
def order_and_limit(folder):
    values = [0.5, None, 0.25, 1, 0.5, 0]
    lines = [json.dumps({"source-ref": f"s3://b/{9 - i}.jpg", "k": 0,
                         "k-metadata": {"class-name": "a", "type": SINGLE,
                                        **({} if value is None else {"confidence": value})}}) + "\n"
             for i, value in enumerate(values)]
    path = write(folder, "a", "".join(lines))
    order = [lines[i] for i in (5, 2, 0, 4, 3, 1)]
    equal(run("manifest", "query", path, "", "--sort", "confidence").out, "".join(order))
    equal(run("manifest", "query", path, "--sort=-confidence", "--limit", "2").out, lines[3] + lines[0])
    equal(run("manifest", "query", path, "sort:source-ref", "--limit=1").out, lines[5])
    equal(run("manifest", "query", path, "", "--sort", "source-ref", "--limit", "0").out, "")
    document = run("manifest", "query", path, "confidence:>=0.5", "--json", "--sort", "-file", "--limit", "2").json()
    equal(document, {"version": 1, "count": 2, "lines": [
        {"line": 5, "object": json.loads(lines[4])}, {"line": 4, "object": json.loads(lines[3])}]})
    equal(run("manifest", "query", path, "", "--json", "--count").json(), {"version": 1, "count": 6})


@test
def a_bad_query_is_a_usage_error_with_its_column(folder):
    path = write(folder, "a", '{"source-ref":"s3://b/1"}\n')
    contains(run("manifest", "query", path, "class:dog colour:red", code=2).err, "Column 11:")
    contains(run("manifest", "query", path, "x", "--sort", "size", code=2).err, "size")
    contains(run("manifest", "query", path, "attribute:none", code=2).err, "none")
    run("manifest", "query", os.path.join(folder, "missing"), "x", code=3)
    run("manifest", "query", path, "x", "--colour", code=2)


@test
def bytes_stay_as_they_are(folder):
    data = (b'\xef\xbb\xbf \t{ "source-ref" : "s3:\\/\\/b\\/1" , "x":[1,2]}\t\r\n\n   \n{"source-ref":\nnot json\n'
            b'{"source-ref":"s3://b/2"}')
    path = write(folder, "odd", data)
    completed = run("manifest", "query", path, "").out.encode()
    equal(completed, b' \t{ "source-ref" : "s3:\\/\\/b\\/1" , "x":[1,2]}\t\r\n{"source-ref":\nnot json\n'
                     b'{"source-ref":"s3://b/2"}\n')
    equal(run("manifest", "query", path, "S3://B/1", "--count").out, "1\n")
    equal(run("manifest", "query", "-", "state:malformed", stdin=data).out, '{"source-ref":\nnot json\n')
    equal([line["line"] for line in run("manifest", "query", path, "", "--json").json()["lines"]], [1, 4, 5, 6])


def compare(left, right):
    """Counts of kinds and of flips, by source-ref."""
    counts, flips = collections.Counter(), collections.Counter()
    free = collections.defaultdict(list)
    for value in right:
        free[value["source-ref"]].append(value)
    for value in left:
        if not free[value["source-ref"]]:
            counts["only-left"] += 1
            continue
        other = free[value["source-ref"]].pop(0)
        names = [sorted(name for name, _ in labels(side, "k")) or [state_of(side)] for side in (value, other)]
        counts["same" if names[0] == names[1] else "changed"] += 1
        if names[0] != names[1]:
            flips[(names[0][0], names[1][0])] += 1
    counts["only-right"] = sum(len(rest) for rest in free.values())
    return counts, flips


@test
def diff_is_that_of_a_naive_reader(folder):
    seed = random.randrange(1 << 32)
    print(f"# seed {seed}")
    state = random.Random(seed)
    sides = []
    for name in ("left", "right"):
        lines, objects = make_manifest(state, False)
        for value in objects:
            value["source-ref"] = f"s3://b/{state.randrange(600)}.jpg"
        sides.append((write(folder, name, "".join(json.dumps(value) + "\n" for value in objects)), objects))
    document = run("manifest", "diff", sides[0][0], sides[1][0], "--attribute", "k", "--json").json()
    counts, flips = compare(sides[0][1], sides[1][1])
    for kind in ("same", "changed", "only-left", "only-right"):
        equal(document[kind], counts[kind], kind)
    equal({(flip["left"], flip["right"]): flip["count"] for flip in document["flips"]}, dict(flips), "flips")
    equal(len(document["objects"]), counts["changed"] + counts["only-left"] + counts["only-right"])
    run("manifest", "diff", sides[0][0], sides[1][0], "--exit-code", code=1)
    equal(run("manifest", "diff", sides[0][0], sides[0][0], "--exit-code", "--json").json()["same"], 400)
    run("manifest", "diff", sides[0][0], sides[1][0], "--attribute", "none", code=2)


@test
def check_writes_sarif(folder):
    path = write(folder, "a b.manifest", '{"source-ref":"s3://b/1.jpg"}\nbad\n{"source-ref":"s3://b/1.jpg"}\n')
    log = json.loads(run("manifest", "check", "--format", "sarif", "a b.manifest", cwd=folder, code=1).out)
    equal(log["version"], "2.1.0")
    results = log["runs"][0]["results"]
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    equal([(rules[result["ruleIndex"]]["id"], result["level"]) for result in results],
          [("not-json", "error"), ("duplicate-source-ref", "warning")])
    place = results[0]["locations"][0]["physicalLocation"]
    equal(place, {"artifactLocation": {"uri": "a%20b.manifest"}, "region": {"startLine": 2, "startColumn": 1}})
    good = write(folder, "good", '{"source-ref":"s3://b/1.jpg"}\n')
    equal(json.loads(run("manifest", "check", "--format=sarif", good).out)["runs"][0]["results"], [])
    run("manifest", "check", path, "--format", "xml", code=2)


@test
def every_case_is_read_or_diagnosed(folder):
    cases = os.environ.get("LW_CASES")
    if not cases:
        print("# skipped: LW_CASES is not set")
        return
    paths = [os.path.join(root, name) for root, _, names in os.walk(cases) for name in names]
    for path in paths:
        if os.path.getsize(path) > 1 << 20:
            continue
        for arguments in (["stats", path, "--json"], ["check", path], ["query", path, "class:a or -x", "--count"]):
            result = run("manifest", *arguments, code=None)
            if result.code not in (0, 1, 3):
                raise AssertionError(f"{arguments}: exit {result.code}\n{result.err}")


main()
