# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""The studio is killed at random moments while a person labels: what the screen called saved is there afterwards, once,
and the job can be finished. LW_SEED repeats a run."""

import os
import random
import re
import subprocess
import tempfile
import time

import lw_jobs
import lw_pictures
import lw_tap
from lw_studio import Studio, wait_until

LABELS = ["red", "green", "blue", "grey"]
N_IMAGES = 120
N_KILLS = 20


class Sitting:
    """What the page "Label here" says of itself: which image is looked at, and what is saved."""

    def __init__(self, studio, name):
        lw_jobs.label_here(studio, name)
        texts = wait_until(lambda: self._find(studio), "the number of the first image")
        self.title, self.subtitle = texts

    @staticmethod
    def _find(studio):
        title = None
        for node, _ in studio.nodes():
            if title is not None and node.getRoleName() == "label":
                return title, node
            if re.fullmatch(r"\d+ of \d+", node.name or ""):
                title = node
        return None

    def number(self):
        number, total = self.title.name.split(" of ")
        assert int(total) == N_IMAGES, f"{self.title.name}: the job has {N_IMAGES} images"
        return int(number)

    def confirmed(self):
        """How many answers are called saved; 0 when not all are. Title, subtitle, title: they belong together."""
        number = self.number()
        return number - 1 if self.subtitle.name.startswith("All saved") and self.number() == number else 0


def label_until_killed(studio, sitting, key, chance):
    """Types answers and kills the studio somewhere in between; returns how many answers the screen had confirmed."""
    confirmed = sitting.number() - 1
    end = time.monotonic() + chance.uniform(0.05, 0.6)
    keys = [key, "Return"] * 5
    typing = subprocess.Popen(["xdotool", "key", "--delay", str(chance.randint(2, 40)), *keys])
    while time.monotonic() < end:
        confirmed = max(confirmed, sitting.confirmed())
    studio.kill()
    typing.kill()
    typing.wait()
    return confirmed


def finish(studio, sitting, typed):
    for number in range(sitting.number(), N_IMAGES + 1):
        wait_until(lambda: sitting.number() == number, f"image {number}")
        typed[number] = number % len(LABELS)
        studio.answer([str(typed[number] + 1), "Return"],
                      lambda: number == N_IMAGES and studio.look(contains=" images in ") or sitting.number() > number)
    studio.press("Back to job")
    studio.find("Completed")


def test_killed_while_labeling():
    seed = int(os.environ.get("LW_SEED", random.randrange(1_000_000)))
    print(f"# LW_SEED={seed}", flush=True)
    chance = random.Random(seed)
    typed = {}
    confirmed = 0
    with tempfile.TemporaryDirectory() as workspace, tempfile.TemporaryDirectory() as folder:
        lw_jobs.make_job_without_screen(workspace, lw_pictures.folder_of(folder, N_IMAGES), "colours", LABELS)
        for turn in range(N_KILLS):
            with Studio(workspace) as studio:
                sitting = Sitting(studio, "colours")
                first = sitting.number()
                assert first > confirmed, f"kill {turn}: {confirmed} answers were confirmed, {first - 1} are left"
                for number in range(first, first + 5):
                    typed[number] = turn % len(LABELS)
                confirmed = label_until_killed(studio, sitting, str(turn % len(LABELS) + 1), chance)
                print(f"# kill {turn}: {first - 1} answers at the start, {confirmed} confirmed", flush=True)
        assert confirmed > N_KILLS, "hardly anything was confirmed: the test tests nothing"
        with Studio(workspace) as studio:
            sitting = Sitting(studio, "colours")
            first = sitting.number()
            assert first > confirmed, f"{confirmed} answers were confirmed, {first - 1} are left"
            finish(studio, sitting, typed)
        refs = lw_jobs.source_refs(workspace, "colours")
        answers = [(ref, lw_jobs.WORKER, LABELS[typed[n]]) for n, ref in enumerate(refs, 1)]
        problems = lw_jobs.check_tree(workspace, "colours", answers, multi=False)
        assert problems == [], problems


lw_tap.run(test_killed_while_labeling)
