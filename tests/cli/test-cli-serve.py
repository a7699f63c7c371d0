# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One process runs the labeling jobs of a workspace; others look at them and are told who has it; what can be changed
while a job runs."""

import json
import os
import signal
import socket
import subprocess
import sys

from lw_cli import PROGRAM, contains, equal, main, run, test

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "engine"))
import check_output_tree  # noqa: E402  (the folder is known only now)

LABELS = ["cat", "dog"]


class Workspace:
    """A workspace with a manifest of images that nobody has to open."""

    def __init__(self, folder, n_objects):
        self.folder = folder
        self.path = os.path.join(folder, "workspace")
        self.manifest = os.path.join(folder, "in.manifest")
        with open(self.manifest, "w", encoding="utf-8") as file:
            for i in range(n_objects):
                file.write(json.dumps({"source-ref": f"s3://photos/{i}.jpg", "truth": LABELS[i % 2], "n": i}) + "\n")

    def run(self, *arguments, code=0):
        return run("--workspace", self.path, *arguments, code=code)

    def create(self, name, *options):
        return self.run("job", "create", name, "--manifest", self.manifest, "--labels", ",".join(LABELS), *options,
                        "--json").json()

    def label(self, name, answers, code=0):
        path = os.path.join(self.folder, "answers.csv")
        with open(path, "w", encoding="utf-8") as file:
            file.write("object,worker,label\n" + "".join(f"{o},{w},{l}\n" for o, w, l in answers))
        return self.run("job", "label", name, path, code=code)

    def serve(self):
        process = subprocess.Popen([PROGRAM, "--workspace", self.path, "serve", "--json"], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        lines = []
        while not lines or lines[-1] != b"}\n":
            lines.append(process.stdout.readline())
        return process, json.loads(b"".join(lines))

    def events(self, name):
        return self.run("job", "events", name, "--json").json()["events"]


def end(process, number):
    process.send_signal(number)
    process.communicate(timeout=30)
    return process.returncode


@test
def serve_owns_the_workspace(folder):
    place = Workspace(folder, 3)
    place.create("pets")
    process, ready = place.serve()
    equal(ready["process"], process.pid)
    equal(ready["jobs"], 1)
    for arguments in (["serve"], ["job", "stop", "pets"], ["job", "change", "pets", "--workers", "2"]):
        result = place.run(*arguments, code=5)
        for part in ("labelwright-cli", str(process.pid), socket.gethostname(), "since 20"):
            contains(result.err, part)
    equal(place.run("job", "list", "--json").json()["LabelingJobSummaryList"][0]["LabelingJobName"], "pets")
    equal(place.run("job", "show", "pets", "--json").json()["LabelingJobStatus"], "InProgress")
    equal(place.run("job", "object", "pets", "1", "--json").json()["state"], "open")
    equal([e["event"] for e in place.events("pets")], ["created", "started"])
    place.run("job", "wait", "pets", "--until", "in-progress")
    place.run("job", "wait", "pets", "--timeout", "1s", code=124)
    equal(end(process, signal.SIGTERM), 0)
    process, _ = place.serve()
    equal(end(process, signal.SIGINT), 0)
    place.run("job", "stop", "pets")


@test
def a_killed_owner_leaves_no_lock(folder):
    place = Workspace(folder, 3)
    place.create("pets")
    process, _ = place.serve()
    end(process, signal.SIGKILL)
    place.run("job", "stop", "pets")
    equal(place.run("job", "show", "pets", "--json").json()["LabelingJobStatus"], "Stopped")


@test
def events_are_followed_to_the_end(folder):
    place = Workspace(folder, 12)
    place.create("pets")
    follower = subprocess.Popen([PROGRAM, "--workspace", place.path, "job", "events", "pets", "--follow", "--json"],
                                stdout=subprocess.PIPE)
    place.label("pets", [(i, "Ann", LABELS[i % 2]) for i in range(12)])
    out, _ = follower.communicate(timeout=30)
    equal(follower.returncode, 0)
    events = [json.loads(line) for line in out.splitlines()]
    equal([e["id"] for e in events], list(range(1, len(events) + 1)))
    words = [e["event"] for e in events]
    equal((words[0], words[1], words[-1]), ("created", "started", "completed"))
    for word in ("assigned", "answered", "consolidated"):
        equal(sorted(e["object"] for e in events if e["event"] == word), list(range(12)), word)
    equal(events, place.events("pets"))
    equal(place.run("job", "events", "pets", "--after", len(events) - 1, "--json").json()["events"], events[-1:])


@test
def workers_are_judged_and_dropped(folder):
    place = Workspace(folder, 30)
    place.create("pets", "--workers", "2", "--gold-attribute", "truth", "--max-open", "100")
    right = [(i, "Ann", LABELS[i % 2]) for i in range(30)]
    wrong = [(i, "Bob", LABELS[(i + 1) % 2]) for i in range(29)]
    place.label("pets", right + wrong)
    workers = {w["Name"]: w for w in place.run("job", "show", "pets", "--json").json()["Workers"]}
    equal((workers["Ann"]["KnownAnswers"], workers["Ann"]["KnownAnswersRight"]), (30, 30))
    equal((workers["Bob"]["KnownAnswers"], workers["Bob"]["KnownAnswersRight"]), (29, 0))
    place.run("job", "pause", "pets", "Bob")
    place.run("job", "drop-answers", "pets", "Bob")
    equal(place.run("job", "show", "pets", "--json").json()["LabelCounters"]["Unlabeled"], 30)
    again = [(i, "Cem", LABELS[i % 2]) for i in range(30)]
    place.label("pets", again)
    shown = place.run("job", "show", "pets", "--json").json()
    equal(shown["LabelingJobStatus"], "Completed")
    place.run("job", "consolidate", "pets", "--method", "majority")
    place.run("job", "consolidate", "pets", "--method", "majority")
    tree = os.path.join(place.path, "objects", "jobs", "pets")
    equal(sorted(os.listdir(os.path.join(tree, "manifests", "output"))),
          ["output-majority-2.manifest", "output-majority.manifest", "output.manifest"])
    equal(check_output_tree.check(tree, place.manifest, os.path.join(tree, "annotation-tool", "data.json"),
                                  [(str(o), w, l) for o, w, l in right + again], "pets", workers=2, reopened=True), [])
    story = place.run("job", "object", "pets", "3.jpg", "--json").json()
    equal([(t["worker"], t["outcome"]) for t in story["turns"]],
          [("Ann", "answered"), ("Bob", "dropped"), ("Cem", "answered")])


@test
def stopping_early_saves_answers(folder):
    place = Workspace(folder, 20)
    place.create("pets", "--workers", "5", "--stop-confidence", "0.8", "--portable-names")
    answers = [(i, w, LABELS[i % 2]) for w in ("Ann", "Bob") for i in range(20)]
    place.label("pets", answers)
    shown = place.run("job", "show", "pets", "--json").json()
    equal((shown["LabelingJobStatus"], shown["AnswersSaved"]), ("Completed", 60))
    tree = os.path.join(place.path, "objects", "jobs", "pets")
    equal(check_output_tree.check(tree, place.manifest, os.path.join(tree, "annotation-tool", "data.json"),
                                  [(str(o), w, l) for o, w, l in answers], "pets", workers=2), [])
    equal([name for _, _, names in os.walk(tree) for name in names if ":" in name], [])


@test
def what_is_wrong_is_said(folder):
    place = Workspace(folder, 3)
    place.create("pets")
    for options in (["--order", "sideways"], ["--stop-confidence", "1.5"], ["--method", "guess"]):
        place.run("job", "create", "other", "--manifest", place.manifest, "--labels", "a,b", *options, code=2)
    for arguments, code in ((["job", "events", "nobody"], 5), (["job", "object", "pets", "77.jpg"], 5),
                            (["job", "object", "pets", "3"], 5), (["job", "change", "pets"], 2),
                            (["job", "change", "pets", "--workers", "10"], 5), (["job", "pause", "pets", "Nobody"], 5),
                            (["job", "consolidate", "pets"], 2),
                            (["job", "consolidate", "pets", "--method", "guess"], 2), (["serve", "now"], 2)):
        place.run(*arguments, code=code)
    path = os.path.join(folder, "gold.csv")
    with open(path, "w", encoding="utf-8") as file:
        file.write("object,label\n0,cow\n")
    place.run("job", "gold", "pets", path, code=1)


@test
def chains_and_clones(folder):
    place = Workspace(folder, 20)
    place.create("pets", "--max-objects", "5")
    place.label("pets", [(i, "Ann", LABELS[i % 2]) for i in range(5)])
    equal(place.run("job", "show", "pets", "--json").json()["LabelingJobStatus"], "Stopped")
    place.run("job", "create", "pets-2", "--chain", "pets", "--max-objects", "100")
    shown = place.run("job", "show", "pets-2", "--json").json()
    equal((shown["LabelAttributeName"], shown["LabelCounters"]["TotalLabeled"]), ("pets", 5))
    place.run("job", "create", "pets-3", "--chain", "pets-2", code=5)
    place.label("pets-2", [(i, "Ann", LABELS[i % 2]) for i in range(5, 20)])
    place.run("job", "create", "pets-3", "--clone", "pets")
    shown = place.run("job", "show", "pets-3", "--json").json()
    equal((shown["LabelAttributeName"], shown["LabelCounters"]["TotalLabeled"]), ("pets-3", 0))
    photos = os.path.join(folder, "photos")
    os.mkdir(photos)
    with open(os.path.join(photos, "new.png"), "wb") as file:
        file.write(bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a494441"
                                 "54789c6360000000020001e221bc330000000049454e44ae426082"))
    place.run("job", "create", "pets-4", "--chain", "pets-2", "--dataset", photos, "--label-attribute", "pets")
    shown = place.run("job", "show", "pets-4", "--json").json()["LabelCounters"]
    equal((shown["TotalLabeled"], shown["Unlabeled"]), (20, 1))


if __name__ == "__main__":
    main()
