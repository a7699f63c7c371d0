# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""template render and check: what goes to which stream, with which exit code; published cases through the program."""

import json
import os

from lw_cli import contains, equal, main, run, test

GOOD = """<script src="https://assets.crowd.aws/crowd-html-elements.js"></script>
<crowd-form><crowd-image-classifier name="crowd-image-classifier" header="h"
  src="{{ task.input.taskObject | grant_read_access }}" categories="{{ task.input.labels | to_json | escape }}">
<full-instructions header="i">f</full-instructions><short-instructions>s</short-instructions>
</crowd-image-classifier></crowd-form>
"""


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    return path


@test
def renders(folder):
    template = write(folder, "t.liquid", "{{ task.input.taskObject | grant_read_access }} {{ task.input.labels[0] }}")
    task = write(folder, "t.json", json.dumps({"task": {"input": {"taskObject": "s3://b/k.jpg", "labels": ["a<b"]}}}))
    equal(run("template", "render", template, "--input", task).out, "s3://b/k.jpg a&lt;b")
    equal(run("template", "render", template, "--input", task, "--plain").out, "s3://b/k.jpg a<b")
    equal(run("template", "render", template, "--input", task, "--grant-prefix", "https://i.example.com/").out,
          "https://i.example.com/b/k.jpg a&lt;b")
    equal(run("template", "render", template).out, " ")


@test
def says_where_it_is_wrong(folder):
    template = write(folder, "t.liquid", "fine\n{% if a %}{% for b %}")
    result = run("template", "render", template, code=1)
    equal(result.out, "")
    contains(result.err, f"{template}:2:20: error: ")
    contains(result.err, f"{template}:2:11: error: ")
    contains(result.err, f"{template}:2:1: error: ")
    loop = "{% for a in (1..1000000) %}"
    endless = write(folder, "e.liquid", loop + loop + "x{% endfor %}{% endfor %}")
    contains(run("template", "render", endless, code=1).err, f"{endless}:1:")
    unknown = write(folder, "u.liquid", "{{ 'a' | nonesuch }}")
    contains(run("template", "render", unknown).err, f"{unknown}:1:10: warning: ")


@test
def bad_input(folder):
    template = write(folder, "t.liquid", "x")
    for text in ("", "[]", "{", "[" * 100000, "{\"a\":1} x"):
        contains(run("template", "render", template, "--input", write(folder, "i.json", text), code=3).err, "JSON")
    run("template", "render", os.path.join(folder, "none"), code=3)
    run("template", "render", template, "--input", os.path.join(folder, "none"), code=3)


@test
def checks(folder):
    equal(run("template", "check", write(folder, "good.liquid", GOOD)).out, "")
    renamed = write(folder, "renamed.liquid", GOOD.replace('name="crowd-image-classifier"', 'name="answer"'))
    result = run("template", "check", renamed, code=1)
    contains(result.out, f"{renamed}:2:43: error: renamed-element: ")
    document = run("template", "check", renamed, "--json", code=1).json()
    equal([(row["line"], row["severity"], row["code"]) for row in document["problems"]],
          [(2, "error", "renamed-element")])
    contains(run("template", "check", renamed, "--task-type", "multi", code=1).out, "wrong-element")
    run("template", "check", renamed, "--task-type", "many", code=2)


@test
def templates_found_in_the_wild(folder):
    root = os.path.join(os.environ.get("LW_CASES", "/nonexistent"), "groundtruth", "templates")
    for name in sorted(os.listdir(root)) if os.path.isdir(root) else []:
        equal(run("template", "render", os.path.join(root, name)).out == "", False, name)


main()
