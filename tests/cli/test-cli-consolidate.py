# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""labelwright-cli consolidate, agreement and simulate: documents, batches, folders, and what is wrong with files."""

import csv
import io
import json
import os
import random

from lw_cli import contains, equal, main, run, test

METHODS = ["groundtruth", "majority", "dawid-skene", "one-coin", "glad", "mace"]
VOTES = "task,worker,label\nx,a,cat\nx,b,cat\nx,c,dog\n"


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    return path


def close(actual, expected, epsilon=6e-7):
    if abs(actual - expected) > epsilon:
        raise AssertionError(f"{actual} instead of {expected}")


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


@test
def computed_vectors(folder):
    document = run("consolidate", write(folder, "a.csv", VOTES), "--json").json()
    equal(document["version"], 1)
    equal(document["method"], "groundtruth")
    result = document["results"][0]
    equal(list(result), ["task", "label", "confidence", "posterior"])
    equal((result["task"], result["label"], result["confidence"]), ("x", "cat", 0.88))
    close(result["posterior"]["cat"], 0.919044)
    close(result["posterior"]["dog"], 0.080956)
    out = run("consolidate", write(folder, "b.csv", VOTES), "--labels", "cat,dog,deer").out
    equal(out, "task,label,confidence\nx,cat,0.94\n")


@test
def columns_in_any_order(folder):
    path = write(folder, "a.csv", "note,label,task,worker\r\n,cat,x,a\r\n\"a,b\",cat,x,b\r\n,dog,x,c\r\n")
    equal(run("consolidate", path).out, "task,label,confidence\nx,cat,0.88\n")
    equal(run("consolidate", "-", stdin=VOTES.encode()).out, "task,label,confidence\nx,cat,0.88\n")


@test
def batches(folder):
    votes = {"A": [0, 0, 1], "B": [2, 2, 2]}
    lines = [f"{task},{'abc'[i]},{label}" for task, labels in votes.items() for i, label in enumerate(labels)]
    plain = write(folder, "plain.csv", "task,worker,label\n" + "\n".join(lines) + "\n")
    given = write(folder, "given.csv", "task,worker,label,batch\n" + "\n".join(
        f"{line},{'one' if line[0] == 'A' else 'two'}" for line in lines) + "\n")

    def posterior(*arguments):
        results = run("consolidate", *arguments, "--json", "--posteriors").json()["results"]
        return results[0]["posterior"]["0"]

    close(posterior(plain), 0.98624)
    close(posterior(plain, "--batch", "0"), 0.98624)
    close(posterior(plain, "--batch", "1"), 0.989691)
    close(posterior(given), 0.989691)
    close(posterior(given, "--batch", "50"), 0.989691)
    close(posterior(given, "--batch", "0"), 0.98624)


@test
def batches_of_fifty(folder):
    lines = [f"{i},{w},{(i * 7 + w * (i % 3)) % 4}" for i in range(120) for w in range(3)]
    path = write(folder, "a.csv", "task,worker,label\n" + "\n".join(lines) + "\n")
    batches = write(folder, "b.csv", "task,worker,label,batch\n" + "\n".join(
        f"{line},{int(line.split(',')[0]) // 50}" for line in lines) + "\n")
    equal(run("consolidate", path, "--json").out, run("consolidate", batches, "--json").out)
    assert run("consolidate", path, "--json").out != run("consolidate", path, "--batch", "0", "--json").out


@test
def every_method(folder):
    path = write(folder, "a.csv", run("simulate", "--objects", "300", "--classes", "4", "--workers", "12",
                                      "--per-object", "5", "--accuracy", "0.8", "--seed", "5").out)
    truth = {row["task"]: row["truth"] for row in rows(open(path, encoding="utf-8").read())}
    for method in METHODS:
        document = run("consolidate", path, "--method", method, "--json", "--posteriors").json()
        equal(document["method"], method)
        equal(len(document["results"]), 300)
        right = 0
        for result in document["results"]:
            right += result["label"] == truth[result["task"]]
            close(sum(result["posterior"].values()), 1, 1e-9)
            equal(sorted(result["posterior"]), ["c0", "c1", "c2", "c3"])
            if method not in ("groundtruth",):
                equal(result["confidence"], result["posterior"][result["label"]])
        assert right > 280, f"{method}: {right} of 300"


@test
def order_and_threads_do_not_matter(folder):
    text = run("simulate", "--objects", "4000", "--workers", "40", "--per-object", "4", "--accuracy", "0.6").out
    header, *lines = text.splitlines()
    random.Random(1).shuffle(lines)
    path = write(folder, "a.csv", text)
    shuffled = write(folder, "b.csv", "\n".join([header] + lines) + "\n")
    for method in METHODS:
        one = run("consolidate", path, "--method", method, "--batch", "0", "--threads", "1", "--json").json()["results"]
        two = run("consolidate", shuffled, "--method", method, "--batch", "0", "--threads", "3",
                  "--json").json()["results"]
        equal(sorted(one, key=lambda r: r["task"]), sorted(two, key=lambda r: r["task"]), method)
    equal(run("agreement", path, "--json", "--threads", "1").out.split(',"disagreements"')[0],
          run("agreement", shuffled, "--json", "--threads", "3").out.split(',"disagreements"')[0])


@test
def multi_label(folder):
    path = write(folder, "a.csv", "task,worker,label\nx,1,a|b\nx,2,a\nx,3,a|c\nnone,1,\nnone,2,\n")
    results = run("consolidate", path, "--multi", "--method", "majority", "--json").json()["results"]
    equal(results[0]["labels"], {"a": 1, "b": 1 / 3, "c": 1 / 3})
    equal(results[1]["labels"], {})
    assert "label" not in results[0]
    out = run("consolidate", path, "--multi", "--method", "majority").out
    equal(out, "task,label,confidence\nx,a|b|c,1|0.3333333333333333|0.3333333333333333\nnone,,\n")
    for method in METHODS:
        run("consolidate", path, "--multi", "--method", method, "--json").json()


@test
def posteriors_as_columns(folder):
    out = run("consolidate", write(folder, "a.csv", VOTES), "--method", "majority", "--posteriors").out
    equal(out, "task,label,confidence,posterior:cat,posterior:dog\n"
               "x,cat,0.6666666666666666,0.6666666666666666,0.3333333333333333\n")


@test
def workers_and_gold(folder):
    path = write(folder, "a.csv", "task,worker,label,time,seconds\n" + "".join(
        f"{i},{w},{'no' if w == 'cid' and i > 4 else 'yes'},2026-01-01T00:00:{i:02}Z,{2 if w == 'ann' else ''}\n"
        for i in range(10) for w in ("ann", "bob", "cid")))
    gold = write(folder, "gold.csv", "task,label\n0,yes\n9,no\n")
    table = rows(run("consolidate", path, "--method", "majority", "--workers", "--gold", gold).out)
    equal([row["worker"] for row in table], ["ann", "bob", "cid"])
    equal([row["accuracy"] for row in table], ["1", "1", "0.5"])
    equal([row["gold_accuracy"] for row in table], ["0.5", "0.5", "1"])
    equal([row["seconds"] for row in table], ["2", "", ""])
    equal([row["drift"] for row in table], ["0", "0", "-1"])
    workers = run("consolidate", path, "--method", "majority", "--workers", "--json").json()["workers"]
    equal(workers[2]["confusion"], {"yes": {"no": 5, "yes": 5}})
    equal(workers[2]["gold_accuracy"], None)


@test
def names_survive(folder):
    task, worker, label = 'a "b",\u00fc', "w\n1", "tab\there"
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([["task", "worker", "label"], [task, worker, label], [task, "2", label]])
    path = write(folder, "a.csv", text.getvalue())
    equal(run("consolidate", path, "--json").json()["results"][0]["task"], task)
    equal(rows(run("consolidate", path).out)[0]["label"], label)


@test
def an_output_folder(folder):
    tree = os.path.join(folder, "pets")
    for task, labels in {"0": "cat cat dog", "1": "dog dog dog", "2": "deer deer cat"}.items():
        place = os.path.join(tree, "annotations", "worker-response", "iteration-1", task)
        os.makedirs(place)
        answers = [{"workerId": f"w{i}", "submissionTime": f"2026-01-01T00:00:0{i}Z", "timeSpentInSeconds": 1.5,
                    "answerContent": {"crowd-image-classifier": {"label": label}}}
                   for i, label in enumerate(labels.split())]
        write(place, "2026-01-01_00:00:05.json", json.dumps({"answers": answers}))
    requests = os.path.join(tree, "annotations", "consolidated-annotation", "consolidation-request", "iteration-1")
    os.makedirs(requests)
    write(requests, "1.json", json.dumps([{"datasetObjectId": "0"}, {"datasetObjectId": "1"}]))
    write(requests, "2.json", json.dumps([{"datasetObjectId": "2"}]))
    path = write(folder, "same.csv", "task,worker,label,batch\n0,w0,cat,1\n0,w1,cat,1\n0,w2,dog,1\n1,w0,dog,1\n"
                                     "1,w1,dog,1\n1,w2,dog,1\n2,w0,deer,2\n2,w1,deer,2\n2,w2,cat,2\n")
    equal(run("consolidate", tree, "--json").json(), run("consolidate", path, "--json").json())
    equal(rows(run("consolidate", tree, "--workers").out)[0]["seconds"], "1.5")
    run("agreement", tree)
    run("consolidate", folder, code=3)


@test
def wrong_files_are_refused_with_places(folder):
    def refuse(text, *parts, **options):
        path = write(folder, "bad.csv", text)
        result = run("consolidate", path, code=1, **options)
        equal(result.out, "")
        for part in parts:
            contains(result.err, f"{path}:{part}")

    refuse("task,worker,label\n1,a,x\na,b\n,w,x\nt,,x\nt,w,\n", "3:1: error: wrong-columns", "4:1: error: no-task",
           "5:3: error: no-worker", "6:5: error: no-label")
    refuse("task,label\n1,x\n", "1:1: error: no-column")
    refuse("task,worker,label,task\n", "1:1: error: two-columns")
    refuse("", "1:1: error: no-column")
    refuse('task,worker,label\n1,a,"x\n', "2:1: error: bad-csv")
    refuse("task,worker,label,batch\n1,a,x,1\n1,b,x,2\n", "3:7: error: other-batch")
    refuse("task,worker,label,seconds\n1,a,x,soon\n", "2:7: error: bad-seconds")
    refuse("task,worker,label,time\n1,a,x,soon\n", "2:7: error: bad-time")
    path = write(folder, "a.csv", VOTES)
    contains(run("consolidate", path, "--labels", "cat", code=1).err, "4:5: error: unknown-label")
    equal(run("consolidate", write(folder, "empty.csv", "task,worker,label\n")).out, "task,label,confidence\n")
    run("consolidate", os.path.join(folder, "none.csv"), code=3)
    run("consolidate", path, "--method", "best", code=2)
    run("consolidate", path, "--batch", "-1", code=2)
    run("consolidate", code=2)


@test
def agreement_of_an_example(folder):
    """K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: alpha is 0.743."""
    observers = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]
    path = write(folder, "a.csv", "worker,task,label\n" + "".join(
        f"{o},{i},{label}\n" for o, labels in enumerate(observers) for i, label in enumerate(labels) if label != "."))
    document = run("agreement", path, "--json").json()
    close(document["krippendorff_alpha"], 0.743, 5e-4)
    equal(document["version"], 1)
    equal((document["answers"], document["tasks"], document["workers"]), (41, 12, 4))
    equal(len(document["pairs"]), 6)
    equal(len(document["per_class"]), 5)
    contains(run("agreement", path).out, "0.7434")
    lonely = run("agreement", write(folder, "b.csv", "worker,task,label\na,1,x\n"), "--json").json()
    equal(lonely["fleiss_kappa"], None)


@test
def simulated_answers(folder):
    arguments = ["simulate", "--objects", "2000", "--classes", "5", "--workers", "9", "--per-object", "4",
                 "--accuracy", "0.75", "--seed", "11"]
    table = rows(run(*arguments).out)
    equal(len(table), 8000)
    equal(list(table[0]), ["task", "worker", "label", "truth"])
    equal(len({(row["task"], row["worker"]) for row in table}), 8000)
    close(sum(row["label"] == row["truth"] for row in table) / 8000, 0.75, 0.02)
    equal(run(*arguments).out, run(*arguments).out)
    assert run(*arguments).out != run(*arguments[:-1], "12").out
    run("simulate", "--workers", "2", "--per-object", "3", code=2)
    run("simulate", "--accuracy", "1.5", code=2)


main()
