# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Output manifests of any length, of which the true counts are known."""

import collections
import random

CLASSES = ["deer", "fox", "wild boar", "badger", "hare", "squirrel", "hedgehog", "owl"]


class Manifest:
    """What was written: how many lines have which class, state and bin of confidence."""

    def __init__(self):
        self.classes = collections.Counter()
        self.cells = collections.Counter()
        self.failed = 0


def write(path, lines, seed=1, flips=0):
    """Writes lines; every hundredth has failed. With flips, so many of the others have another class than with none."""
    numbers = random.Random(seed)
    manifest = Manifest()
    with open(path, "w", encoding="utf-8", buffering=1 << 20) as file:
        for line in range(lines):
            index, hundredths = min(numbers.randrange(8), numbers.randrange(8)), numbers.randrange(30, 100)
            if line % 100 == 99:
                manifest.failed += 1
                file.write(f'{{"source-ref":"s3://wild/{line:08d}.jpg","species-metadata":{{'
                           '"failure-reason":"ClientError","human-annotated":"yes","job-name":"labeling-job/species",'
                           '"type":"groundtruth/image-classification"}}\n')
                continue
            if line % 100 < flips:
                index = (index + 1) % 8
            manifest.classes[CLASSES[index]] += 1
            manifest.cells[CLASSES[index], hundredths // 5] += 1
            file.write(f'{{"source-ref":"s3://wild/{line:08d}.jpg","species":{index},"species-metadata":{{"class-name":'
                       f'"{CLASSES[index]}","confidence":0.{hundredths},"human-annotated":"yes",'
                       '"job-name":"labeling-job/species","type":"groundtruth/image-classification",'
                       '"creation-date":"2026-05-01T10:00:00.000000"}}\n')
    return manifest
