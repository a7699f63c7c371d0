# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""The studio lets workers in: a person opens the portal, somebody joins by the link and labels, the studio shows who
that is, and closes the portal again."""

import http.client
import os
import re
import subprocess
import sys
import tempfile

import lw_jobs
import lw_tap
from lw_studio import BUILD, Studio, wait_until

sys.path.insert(0, os.path.join(os.environ["LW_SOURCE_DIR"], "tests", "portal"))
from lw_portal import Refused, Worker  # noqa: E402  (the folder is known only now)

CLI = os.path.join(BUILD, "src", "labelwright-cli")


class Address:
    port = 0


def make_job(workspace, name):
    subprocess.run([CLI, "job", "create", name, "--dataset", lw_jobs.SAMPLE, "--labels", "boat,fish,house,tree",
                    "--workspace", workspace], check=True, stdout=subprocess.DEVNULL)


def find_link(studio):
    def look():
        return next((m for text in studio.texts() for m in [re.search(r"http://[^/ ]+:(\d+)/join/(\S+)", text)]
                     if m), None)
    return wait_until(look, "a join link")


def open_portal(studio):
    studio.find("pets")
    studio.keys("ctrl+shift+w")
    studio.find("Closed: nobody reaches it")


def test_portal():
    with tempfile.TemporaryDirectory() as workspace:
        make_job(workspace, "pets")
        with Studio(workspace) as studio:
            open_portal(studio)
            studio.screenshot("portal-closed")
            studio.press("Let workers in", role="check box")
            address = Address()
            studio.screenshot("portal-open")
            match = find_link(studio)
            address.port = int(match[1])
            worker = Worker(address)
            worker.join(match[2], "Ann")
            studio.find("Ann")
            for task in worker.take(count=3):
                worker.answer(task, "boat")
            studio.find(contains="pets · 3 answers")
            studio.screenshot("portal-at-work")
            studio.press("Let workers in", role="check box")
            studio.find("Closed: nobody reaches it")
            try:
                Worker(address).call("/api/me")
                raise AssertionError("the portal answers")
            except (OSError, http.client.HTTPException, Refused):
                pass


lw_tap.run(test_portal)
