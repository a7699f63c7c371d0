# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""manifest export and manifest import: every format is read back by a reader of its own, written here with the standard
library, and, where it can be imported, by the program again."""

import csv
import hashlib
import io
import json
import os
import signal
import struct
import subprocess
import sys
import tarfile
import zlib

from lw_cli import PROGRAM, contains, equal, main, run, test

CLASSES = ["cat", "dog", "=1+1|\"x\"", "../up"]


def png(number):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    width, height = 3 + number % 5, 2
    row = b"\0" + bytes((number * 37 % 256, number % 256, 7)) * width
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(row * height)) + chunk(b"IEND", b""))


def line(ref, label=None, confidence=0.9, name=None, **more):
    object = {"source-ref": ref, **more}
    if label is not None:
        object["pet"] = label
        object["pet-metadata"] = {
            "class-name": name or CLASSES[label], "confidence": confidence, "type": "groundtruth/image-classification",
            "job-name": "labeling-job/pets", "human-annotated": "yes", "creation-date": "2026-05-04T03:02:01.000001"}
    return object


def multi(ref, labels):
    return {"source-ref": ref, "pet": list(labels), "pet-metadata": {
        "class-map": {str(i): CLASSES[i] for i in labels}, "confidence-map": {str(i): c for i, c in labels.items()},
        "type": "groundtruth/image-classification-multilabel", "job-name": "labeling-job/pets",
        "human-annotated": "yes", "creation-date": "2026-05-04T03:02:01.000001"}}


def write(folder, objects, name="in.manifest"):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write("".join(json.dumps(o, ensure_ascii=False) + "\n" for o in objects))
    return path


def pictures(folder, count, names=None):
    """Pictures with labels in turn; the last one has none."""
    objects = []
    for i in range(count):
        path = os.path.join(folder, "pictures", names[i] if names else f"{i:03}.png")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(png(i))
        objects.append(line(path, i % 2 if i + 1 < count else None, 0.5 + i / 100))
    return objects


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def objects_of(path):
    return [json.loads(text) for text in read(path).splitlines()]


def export(source, output, form, *more, code=0):
    return run("manifest", "export", source, "--format", form, "--output", output, *more, code=code)


@test
def manifest_is_kept_byte_for_byte(folder):
    source = os.path.join(folder, "in.manifest")
    content = (b'{"source-ref": "s3://b/\xc3\xa9.jpg" , "x":1e3}\r\n\n  \n{"b":[1, 2]}\nnot json\n'
               b'{"source-ref":"s3:\\/\\/b\\/2"}')
    with open(source, "wb") as file:
        file.write(content)
    output = os.path.join(folder, "out.manifest")
    export(source, output, "manifest")
    with open(output, "rb") as file:
        equal(file.read(), content.replace(b"\n\n  \n", b"\n") + b"\n")


@test
def exactly_the_rows_of_the_query_in_its_order(folder):
    objects = [line(f"s3://b/{i}.jpg", i % 2, i / 100) for i in range(100)]
    source = write(folder, objects)
    output = os.path.join(folder, "out.manifest")
    result = export(source, output, "manifest", "--query", "class:dog confidence:<0.5 sort:-confidence", "--json")
    wanted = [o for o in objects if o["pet"] == 1 and o["pet-metadata"]["confidence"] < 0.5]
    equal(objects_of(output), sorted(wanted, key=lambda o: -o["pet-metadata"]["confidence"]))
    equal(result.json()["written"], len(wanted))
    contains(result.err, f"Rows to write: {len(wanted)} of {len(wanted)}")


@test
def training_manifest_has_labeled_lines_of_one_attribute(folder):
    objects = [line("s3://b/1", 0, 0.95, caption="x", other=3), line("s3://b/2"), line("s3://b/3", 1, 0.4),
               {**line("s3://b/4", 1, 0.99), "pet": "1"}]
    source = write(folder, objects)
    output = os.path.join(folder, "out.manifest")
    result = export(source, output, "training", "--min-confidence", "0.8", "--json")
    equal([list(o) for o in objects_of(output)], [["source-ref", "pet", "pet-metadata"]] * 2)
    equal([o["pet"] for o in objects_of(output)], [0, 1])
    equal(result.json()["left-out"]["unlabeled"], 1)
    equal(result.json()["left-out"]["low-confidence"], 1)

    output = os.path.join(folder, "multi.manifest")
    source = write(folder, [multi("s3://b/1", {1: 0.9, 0: 0.3}), multi("s3://b/2", {0: 0.2})])
    export(source, output, "training", "--min-confidence", "0.8")
    equal([(o["pet"], o["pet-metadata"]["class-map"], o["pet-metadata"]["confidence-map"])
           for o in objects_of(output)], [([1], {"1": "dog"}, {"1": 0.9})])


@test
def csv_is_read_back(folder):
    refs = ["s3://b/plain.jpg", "s3://b/with,comma \"quoted\".jpg", "=cmd()", "s3://b/two\nlines.jpg", "'=x", "-1.png"]
    objects = [line(ref, i % 4, 0.123456789) for i, ref in enumerate(refs)] + [line("s3://b/none.jpg")]
    source = write(folder, objects)
    for form, delimiter in (("csv", ","), ("tsv", "\t")):
        output = os.path.join(folder, "out." + form)
        export(source, output, form)
        with open(output, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter=delimiter))
        equal(len(rows), len(objects))
        for row in rows:
            for name, value in row.items():
                if value and value[0] in "=+-@\t\r\n":
                    raise AssertionError(f"{name} can be run: {value!r}")
        equal(rows[0]["source_ref"], refs[0])
        equal(rows[1]["source_ref"], refs[1])
        equal((rows[1]["label"], rows[1]["label_index"], rows[1]["confidence"]), ("dog", "1", "0.123456789"))
        equal(rows[2]["source_ref"], "'=cmd()")
        equal(rows[2]["label"], "'" + CLASSES[2])
        equal((rows[-1]["label"], rows[-1]["state"]), ("", "unlabeled"))
        again = os.path.join(folder, "again.manifest")
        run("manifest", "import", "--format", form, output, "--output", again, "--attribute", "pet")
        equal(objects_of(again), objects)


@test
def csv_of_several_labels_is_read_back(folder):
    objects = [multi("s3://b/1", {0: 0.9, 1: 0.25}), multi("s3://b/2", {2: 0.5, 3: 1.0, 0: 0.0})]
    source = write(folder, objects)
    output = os.path.join(folder, "out.csv")
    export(source, output, "csv")
    with open(output, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    equal(rows[0]["labels"], "cat|dog")
    equal((rows[1]["label"], rows[1]["confidence"]), ("../up", "1.0"))
    again = os.path.join(folder, "again.manifest")
    run("manifest", "import", output, "--output", again, "--attribute", "pet")
    equal([sorted(o["pet-metadata"]["class-map"].values()) for o in objects_of(again)],
          [["cat", "dog"], sorted([CLASSES[2], CLASSES[3], "cat"])])


@test
def tables_say_what_is_wrong_with_the_place(folder):
    path = os.path.join(folder, "bad.csv")
    with open(path, "w", encoding="utf-8") as file:
        file.write("path,label,score\na.jpg,cat,0.5\n,cat,1\nb.jpg,dog,seven\n../c.jpg,cat,1\nd.jpg,dog,0.25\n\"x")
    output = os.path.join(folder, "out.manifest")
    result = run("manifest", "import", path, "--output", output, "--prefix", "s3://pets", "--json", code=1)
    for place in (":3:1: error", ":4:11: error", ":5:1: error", ":7:1: error"):
        contains(result.err, path + place)
    equal([(o["source-ref"], o["label"], o["label-metadata"]["class-name"]) for o in objects_of(output)],
          [("s3://pets/a.jpg", 0, "cat"), ("s3://pets/d.jpg", 1, "dog")])
    equal(result.json()["left-out"], 4)
    with open(path, "w", encoding="utf-8") as file:
        file.write("a,b\n1,2\n")
    contains(run("manifest", "import", path, "--output", output, code=3).err, "source_ref")


@test
def answers_are_a_row_each(folder):
    job = os.path.join(folder, "pets")
    objects = [line("s3://b/1", 0), line("s3://b/2", 1)]
    os.makedirs(os.path.join(job, "manifests", "output"))
    source = write(os.path.join(job, "manifests", "output"), objects, "output.manifest")
    for i, labels in enumerate((["cat", "dog", "cat"], ["=dog"])):
        place = os.path.join(job, "annotations", "worker-response", "iteration-1", str(i))
        os.makedirs(place)
        answers = [{"acceptanceTime": "2026-01-01T00:00:00Z", "submissionTime": "2026-01-01T00:00:09Z",
                    "timeSpentInSeconds": 1.5, "workerId": f"w{n}",
                    "answerContent": {"crowd-image-classifier": {"label": label}}} for n, label in enumerate(labels)]
        with open(os.path.join(place, "2026-01-01_00:00:09.json"), "w", encoding="utf-8") as file:
            json.dump({"answers": answers}, file)
    output = os.path.join(folder, "out.csv")
    export(source, output, "answers")
    rows = list(csv.DictReader(io.StringIO(read(output))))
    equal([(r["source_ref"], r["worker"], r["label"], r["seconds"]) for r in rows],
          [("s3://b/1", "w0", "cat", "1.500"), ("s3://b/1", "w1", "dog", "1.500"), ("s3://b/1", "w2", "cat", "1.500"),
           ("s3://b/2", "w0", "'=dog", "1.500")])
    contains(export(write(folder, objects), output, "answers", code=3).err, "worker-response")


def tree_of(folder):
    return sorted(os.path.relpath(os.path.join(base, name), folder)
                  for base, _, names in os.walk(folder) for name in names)


@test
def image_folder_has_a_folder_for_each_class(folder):
    source = write(folder, pictures(folder, 7))
    for images, check in (("copy", lambda p: os.stat(p).st_nlink == 1), ("link", lambda p: os.stat(p).st_nlink > 1),
                          ("reference", os.path.islink)):
        output = os.path.join(folder, "out-" + images)
        result = export(source, output, "imagefolder", "--images", images, "--json")
        equal(tree_of(output), [f"cat/{i:03}.png" for i in (0, 2, 4)] + [f"dog/{i:03}.png" for i in (1, 3, 5)])
        for i, path in enumerate(tree_of(output)):
            path = os.path.join(output, path)
            equal(check(path), True, images)
        equal((result.json()["images"], result.json()["left-out"]["unlabeled"]), (6, 1))
    with open(os.path.join(output, "dog", "003.png"), "rb") as file:
        equal(file.read(), png(3))

    again = os.path.join(folder, "again.manifest")
    run("manifest", "import", "--format", "imagefolder", os.path.join(folder, "out-copy"), "--output", again,
        "--prefix", "s3://pets/", "--attribute", "pet")
    equal(sorted((o["source-ref"], o["pet-metadata"]["class-name"]) for o in objects_of(again)),
          sorted((f"s3://pets/{name}", name[:3]) for name in tree_of(os.path.join(folder, "out-copy"))))
    contains(export(source, output, "imagefolder", code=3).err, "not empty")


@test
def split_is_stratified_and_repeatable(folder):
    objects = pictures(folder, 101)
    source = write(folder, objects)
    trees = []
    for seed, output in ((7, "a"), (7, "b"), (8, "c")):
        result = export(source, os.path.join(folder, output), "imagefolder", "--images", "link", "--split", "80/10/10",
                        "--seed", seed, "--json")
        equal(result.json()["split"], {"train": 80, "val": 10, "test": 10})
        trees.append(tree_of(os.path.join(folder, output)))
    equal(trees[0], trees[1])
    equal(trees[0] == trees[2], False)
    for part, count in (("train", 40), ("val", 5), ("test", 5)):
        for name in ("cat", "dog"):
            equal(sum(p.startswith(f"{part}/{name}/") for p in trees[0]), count, part)
    equal(len({os.path.basename(p) for p in trees[0]}), 100)
    export(source, os.path.join(folder, "y"), "yolo", "--images", "reference", "--split", "90/10")
    equal(sorted(os.listdir(os.path.join(folder, "y"))), ["train", "val"])
    export(source, os.path.join(folder, "s"), "csv", "--split", "50/25/25")
    equal(sorted(os.listdir(os.path.join(folder, "s"))), ["test.csv", "train.csv", "val.csv"])


@test
def names_are_safe_and_collide_with_nobody(folder):
    objects = []
    for i, name in enumerate(["a/x.png", "b/x.png", "c/x.png", "d/..png", "e/" + "é" * 120 + ".png", "f/X:?.png"]):
        objects += pictures(os.path.join(folder, str(i)), 1, [name])
    for i, object in enumerate(objects):
        object.update(line(object["source-ref"], i % 4))
    objects.append(line(objects[0]["source-ref"], 0))
    source = write(folder, objects)
    output = os.path.join(folder, "out")
    export(source, output, "imagefolder", "--images", "copy")
    equal(sorted(os.listdir(folder)), sorted(["0", "1", "2", "3", "4", "5", "in.manifest", "out"]))
    tree = tree_of(output)
    equal(len(tree), len(objects) + 1)
    for path in tree:
        equal(len(path.split("/")) <= 2 and not any(p.startswith(".") for p in path.split("/")), True, path)
    contains(read(os.path.join(output, "classes.tsv")), "\t../up\n")
    again = os.path.join(folder, "again.manifest")
    run("manifest", "import", output, "--output", again)
    equal(sorted({o["label-metadata"]["class-name"] for o in objects_of(again)}), sorted(CLASSES))


@test
def images_that_are_missing_are_told(folder):
    objects = pictures(folder, 4)
    objects[1]["source-ref"] = "s3://nowhere/x.png"
    objects[2]["source-ref"] = "/etc/passwd"
    source = write(folder, objects)
    result = export(source, os.path.join(folder, "out"), "imagefolder", "--unlabeled", "keep", "--json", code=1)
    equal(tree_of(os.path.join(folder, "out")), ["_unlabeled/003.png", "cat/000.png"])
    equal(result.json()["left-out"]["no-image"], 2)
    contains(result.err, source + ":2:1: error: no-image")
    contains(result.err, source + ":3:1: error: no-image")

    objects = [line("s3://bucket/deep/000.png", 0), line("s3://bucket/../../000.png", 1)]
    source = write(folder, objects)
    export(source, os.path.join(folder, "from"), "imagefolder", "--images-from", os.path.join(folder, "pictures"))
    equal(tree_of(os.path.join(folder, "from")), ["cat/000.png", "dog/000.png"])


@test
def low_confidence_is_dropped_kept_or_marked(folder):
    source = write(folder, [line("s3://b/1", 0, 0.4), line("s3://b/2", 1, 0.9)])
    output = os.path.join(folder, "out.csv")
    for rule, marks in (("drop", [None]), ("keep", [None, None]), ("mark", ["yes", "no"])):
        export(source, output, "csv", "--min-confidence", "0.7", "--low-confidence", rule)
        equal([r.get("low_confidence") for r in csv.DictReader(io.StringIO(read(output)))], marks)
    export(source, output, "lst", "--min-confidence", "0.7", "--low-confidence", "mark", code=2)
    export(source, output, "manifest", "--images", "copy", code=2)
    export(source, output, "csv", "--split", "80/10", code=2)
    export(source, output, "csv", "--attribute", "nothing", code=2)
    export(source, output, "nothing", code=2)
    run("manifest", "export", source, "--format", "csv", code=2)


@test
def hugging_face_is_read_back(folder):
    objects = pictures(folder, 5)
    source = write(folder, objects)
    output = os.path.join(folder, "out")
    export(source, output, "huggingface", "--images", "copy")
    rows = objects_of(os.path.join(output, "metadata.jsonl"))
    equal([(r["file_name"], r["label"], r["confidence"]) for r in rows],
          [(f"{i:03}.png", ["cat", "dog"][i % 2] if i < 4 else None, 0.5 + i / 100 if i < 4 else None)
           for i in range(5)])
    equal(len({tuple(r) for r in rows}), 1, "kinds of rows")
    for row in rows:
        equal(os.path.exists(os.path.join(output, row["file_name"])), True)
    again = os.path.join(folder, "again.manifest")
    run("manifest", "import", output, "--output", again, "--attribute", "pet")
    equal(objects_of(again), objects)


@test
def fiftyone_is_read_back(folder):
    objects = pictures(folder, 3) + pictures(os.path.join(folder, "more"), 1, ["000.jpg"])
    source = write(folder, objects)
    output = os.path.join(folder, "out")
    export(source, output, "fiftyone")
    labels = json.loads(read(os.path.join(output, "labels.json")))
    equal(labels["classes"], ["cat", "dog"])
    equal(len(labels["labels"]), 4)
    equal(labels["labels"]["001"], {"label": 1, "confidence": 0.51})
    equal(labels["labels"]["002"], None)
    equal(sorted(name.rsplit(".", 1)[0] for name in os.listdir(os.path.join(output, "data"))),
          sorted(labels["labels"]))
    again = os.path.join(folder, "again.manifest")
    run("manifest", "import", output, "--output", again, "--prefix", "s3://x/")
    equal([(o["source-ref"], o.get("label")) for o in objects_of(again)][:3],
          [("s3://x/data/000.png", 0), ("s3://x/data/001.png", 1), ("s3://x/data/002.png", None)])


@test
def coco_has_images_categories_and_annotations(folder):
    source = write(folder, pictures(folder, 4) + [line("s3://b/x.jpg", 0, 0.25)])
    output = os.path.join(folder, "out.json")
    export(source, output, "coco")
    coco = json.loads(read(output))
    equal([(c["id"], c["name"]) for c in coco["categories"]], [(0, "cat"), (1, "dog")])
    equal([(i["id"], i["file_name"], i.get("width")) for i in coco["images"]],
          [(1, "000.png", 3), (2, "001.png", 4), (3, "002.png", 5), (4, "003.png", 6), (5, "x.jpg", None)])
    equal([(a["id"], a["image_id"], a["category_id"], a["score"]) for a in coco["annotations"]],
          [(1, 1, 0, 0.5), (2, 2, 1, 0.51), (3, 3, 0, 0.52), (4, 5, 0, 0.25)])


@test
def label_studio_is_read_back(folder):
    objects = [line("s3://b/1", 0, 0.75), line("s3://b/2", 1, 0.5), line("s3://b/3")]
    source = write(folder, objects)
    output = os.path.join(folder, "out.json")
    export(source, output, "label-studio")
    tasks = json.loads(read(output))
    equal([t["data"]["image"] for t in tasks], ["s3://b/1", "s3://b/2", "s3://b/3"])
    equal(tasks[0]["predictions"][0]["result"][0]["value"], {"choices": ["cat"]})
    equal(tasks[0]["predictions"][0]["score"], 0.75)
    again = os.path.join(folder, "again.manifest")
    run("manifest", "import", output, "--output", again, "--attribute", "pet", "--format", "label-studio")
    equal(objects_of(again), objects)

    tasks = [{"data": {"image": "s3://b/1"}, "annotations": [
        {"was_cancelled": True, "result": []},
        {"result": [{"type": "choices", "value": {"choices": ["dog", "cat"]}}]}]}, {"data": {}}, 7]
    with open(output, "w", encoding="utf-8") as file:
        json.dump(tasks, file)
    run("manifest", "import", output, "--output", again, "--format", "label-studio", code=1)
    equal([(o["label"], o["label-metadata"]["type"]) for o in objects_of(again)],
          [([0, 1], "groundtruth/image-classification-multilabel")])

    with open(output, "w", encoding="utf-8") as file:
        file.write('[{"data": {"image": "s3://b/1"}},\n  {"data": {}},\n\n {"data": {"image": "s3://b/2"}}\n]\n')
    told = run("manifest", "import", output, "--output", again, "--format", "label-studio", code=1)
    contains(told.out + told.err, "out.json:2:3: ")
    contains(told.out + told.err, "bad-task")
    equal([o["source-ref"] for o in objects_of(again)], ["s3://b/1", "s3://b/2"])
    with open(output, "w", encoding="utf-8") as file:
        file.write('[{"data": {"image": "s3://b/1"}},\n  {"data": ]\n')
    told = run("manifest", "import", output, "--output", again, "--format", "label-studio", code=3)
    contains(told.err, "out.json:2:12: ")


@test
def lst_is_read_back(folder):
    source = write(folder, [line("s3://b/deep/1.jpg", 1), line("s3://b/2.jpg", 0), line("s3://b/3.jpg")])
    output = os.path.join(folder, "out.lst")
    export(source, output, "lst")
    equal(read(output), "0\t1\tdeep/1.jpg\n1\t0\t2.jpg\n")
    again = os.path.join(folder, "again.manifest")
    run("manifest", "import", output, "--output", again, "--prefix", "s3://b/", "--classes", "cat,dog")
    equal([(o["source-ref"], o["label"], o["label-metadata"]["class-name"]) for o in objects_of(again)],
          [("s3://b/deep/1.jpg", 1, "dog"), ("s3://b/2.jpg", 0, "cat")])
    source = write(folder, [multi("s3://b/1.jpg", {0: 1, 1: 1}), multi("s3://b/2.jpg", {1: 1})])
    export(source, output, "lst", "--multi-label", "all")
    equal(read(output), "0\t1\t1\t1.jpg\n1\t0\t1\t2.jpg\n")
    run("manifest", "import", output, "--output", again)
    equal([o["label"] for o in objects_of(again)], [[0, 1], [1]])


def crc32c(data):
    crc = 0xffffffff
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82f63b78 if crc & 1 else 0)
    crc ^= 0xffffffff
    return ((crc >> 15 | crc << 17) + 0xa282ead8) & 0xffffffff


def records(path):
    with open(path, "rb") as file:
        while head := file.read(12):
            equal(struct.unpack("<I", head[8:])[0], crc32c(head[:8]), "checksum of a length")
            data = file.read(struct.unpack("<Q", head[:8])[0])
            equal(struct.unpack("<I", file.read(4))[0], crc32c(data), "checksum of a record")
            yield data


def varint(data, at):
    value = shift = 0
    while True:
        value |= (data[at] & 0x7f) << shift
        shift += 7
        at += 1
        if not data[at - 1] & 0x80:
            return value, at


def message(data):
    """The fields of a protocol buffer message that has nothing but fields of bytes: [(number, bytes)]."""
    at, fields = 0, []
    while at < len(data):
        key, at = varint(data, at)
        equal(key & 7, 2, "kind of field")
        length, at = varint(data, at)
        fields.append((key >> 3, data[at:at + length]))
        at += length
    return fields


def features(record):
    found = {}
    for _, entry in message(dict(message(record))[1]):
        name, feature = dict(message(entry))[1].decode(), dict(message(entry))[2]
        (kind, value), = message(feature)
        value = dict(message(value)).get(1, b"")
        if kind == 1:
            found[name] = value
        elif kind == 2:
            found[name] = list(struct.unpack(f"<{len(value) // 4}f", value))
        else:
            numbers, at = [], 0
            while at < len(value):
                number, at = varint(value, at)
                numbers.append(number - (1 << 64) if number >> 63 else number)
            found[name] = numbers
    return found


@test
def tfrecord_is_read_by_another_reader(folder):
    equal(crc32c(b"123456789"), ((0xe3069283 >> 15 | 0xe3069283 << 17) + 0xa282ead8) & 0xffffffff)
    source = write(folder, pictures(folder, 3))
    output = os.path.join(folder, "out.tfrecord")
    export(source, output, "tfrecord")
    rows = [features(r) for r in records(output)]
    equal([r["image/encoded"] for r in rows], [png(i) for i in range(3)])
    equal([r["image/class/label"] for r in rows], [[0], [1], [-1]])
    equal([r["image/class/text"] for r in rows], [b"cat", b"dog", b""])
    equal((rows[1]["image/width"], rows[1]["image/height"], rows[1]["image/format"]), ([4], [2], b"png"))
    export(source, output, "tfrecord-fiftyone")
    rows = [features(r) for r in records(output)]
    equal([(r["label"], r["filename"], r["width"]) for r in rows],
          [(b"cat", b"000.png", [3]), (b"dog", b"001.png", [4])])


@test
def webdataset_is_a_tar_file(folder):
    source = write(folder, pictures(folder, 3))
    output = os.path.join(folder, "out.tar")
    export(source, output, "webdataset")
    with tarfile.open(output) as tar:
        equal(tar.getnames(), ["000000000.png", "000000000.cls", "000000000.json", "000000001.png", "000000001.cls",
                               "000000001.json", "000000002.png", "000000002.json"])
        equal(tar.extractfile("000000001.png").read(), png(1))
        equal(tar.extractfile("000000001.cls").read(), b"1")
        equal(json.load(tar.extractfile("000000001.json"))["labels"],
              [{"label": "dog", "index": 1, "confidence": 0.51}])


@test
def lists_take_images_along(folder):
    source = write(folder, pictures(folder, 2))
    for form, name in (("csv", "labels.csv"), ("coco", "annotations.json"), ("label-studio", "tasks.json"),
                       ("lst", "images.lst")):
        output = os.path.join(folder, form)
        export(source, output, form, "--images", "copy")
        contains(read(os.path.join(output, name)), "images/000.png")
        equal(os.path.exists(os.path.join(output, "images", "000.png")), True)


@test
def many_rows_are_the_same_as_few(folder):
    """Large exports are written by several threads: the text must be that of one."""
    objects = [line(f"s3://b/{i}.jpg", i % 2, (i % 97) / 97) if i % 11 else line(f"s3://b/{i}.jpg")
               for i in range(40000)]
    source = write(folder, objects)
    output = os.path.join(folder, "out.csv")
    export(source, output, "csv", "--unlabeled", "drop")
    rows = list(csv.DictReader(io.StringIO(read(output))))
    wanted = [o for o in objects if "pet" in o]
    equal(len(rows), len(wanted))
    for row, object in zip(rows, wanted):
        equal((row["source_ref"], row["label"], float(row["confidence"])),
              (object["source-ref"], object["pet-metadata"]["class-name"], object["pet-metadata"]["confidence"]))
    export(source, os.path.join(folder, "out.manifest"), "manifest", "--query", "sort:-confidence")
    confidences = [o["pet-metadata"]["confidence"] for o in objects_of(os.path.join(folder, "out.manifest"))
                   if "pet" in o]
    equal(confidences == sorted(confidences, reverse=True), True)
    with open(source, "rb") as file:
        before = hashlib.sha256(file.read()).hexdigest()
    export(source, os.path.join(folder, "all.manifest"), "manifest")
    with open(os.path.join(folder, "all.manifest"), "rb") as file:
        equal(hashlib.sha256(file.read()).hexdigest(), before)


@test
def interrupt_leaves_nothing(folder):
    source = write(folder, pictures(folder, 1) + [line(f"s3://b/{i}", 0) for i in range(300000)])
    before = sorted(os.listdir(folder))
    output = os.path.join(folder, "out")
    process = subprocess.Popen([PROGRAM, "manifest", "export", source, "--format", "csv", "--images", "copy",
                                "--output", output], stderr=subprocess.PIPE)
    process.stderr.readline()
    process.send_signal(signal.SIGINT)
    code = process.wait(60)
    process.stderr.close()
    if code != 130:
        print(f"# exit {code}: it was faster", file=sys.stdout)
        return
    equal(sorted(os.listdir(folder)), before)


@test
def progress_only_on_a_terminal(folder):
    source = write(folder, [line("s3://b/1", 0)])
    result = export(source, os.path.join(folder, "o.csv"), "csv")
    equal("\r" in result.err or "\x1b" in result.err, False)
    equal(result.out, "")
    equal(export(source, os.path.join(folder, "o.csv"), "csv", "--dry-run", "--json").json()["written"], 1)


main()
