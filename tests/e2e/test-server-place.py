# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""A second studio attaches to a server on loopback as a place and works with its labeling jobs through the wire only:
the keys are typed into the dialog, there is no keyring, and the two workspaces share no folder."""

import os
import re
import signal
import subprocess
import sys
import tempfile

import lw_jobs
import lw_tap
from lw_studio import BUILD, PATIENCE, Studio

sys.path.insert(0, os.path.join(os.environ["LW_SOURCE_DIR"], "tests", "portal"))
from lw_portal import Worker  # noqa: E402  (the folder is known only now)

CLI = os.path.join(BUILD, "src", "labelwright-cli")
LABELS = ["boat", "fish", "house", "tree"]


class Server:
    """labelwright-cli serve with a portal, and what it tells clients and workers."""

    def __init__(self, workspace, listen="127.0.0.1:0"):
        self.process = subprocess.Popen([CLI, "serve", "--workspace", workspace, "--listen", listen,
                                         "--print-config", "--portal", "127.0.0.1:0"],
                                        stdout=subprocess.PIPE, text=True)
        self.config = {}
        link = None
        while link is None:
            line = self.process.stdout.readline()
            name, _, value = line.strip().partition("=")
            self.config[name] = value
            link = re.fullmatch(r"portal: http://127\.0\.0\.1:(\d+)/join/(\S+)\n", line)
        self.url = self.config["AWS_ENDPOINT_URL"]
        self.host = self.url.partition("://")[2]
        self.port, self.token = int(link[1]), link[2]

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.process.send_signal(signal.SIGTERM)
        self.process.stdout.read()
        self.process.wait(PATIENCE)


def choose(studio, item):
    """Chooses from the menu of places."""
    studio.click("Place", role="push button")
    studio.press(item, role="menu item")


def add_place(studio, server):
    choose(studio, "Add a place…")
    studio.write("Address", server.url)
    type_keys(studio, server)


def type_keys(studio, server):
    studio.write("Access key ID", server.config["AWS_ACCESS_KEY_ID"])
    studio.write("Secret access key", server.config["AWS_SECRET_ACCESS_KEY"])
    studio.press("Test the connection")
    studio.find(contains="May see labeling jobs")
    studio.screenshot("place-dialog")
    studio.press("Add", role="push button")


def make_job(workspace, name):
    lw_jobs.make_job_without_screen(workspace, lw_jobs.SAMPLE, name, LABELS)


def test_browse():
    with tempfile.TemporaryDirectory() as theirs, tempfile.TemporaryDirectory() as ours:
        make_job(theirs, "there")
        with Server(theirs) as server, Studio(ours) as studio:
            add_place(studio, server)
            studio.click("there", role="label")
            studio.find("0 of 28 images labeled")
            studio.screenshot("place-job")


def test_offline():
    with tempfile.TemporaryDirectory() as theirs, tempfile.TemporaryDirectory() as ours:
        make_job(theirs, "there")
        with Studio(ours) as studio:
            with Server(theirs) as server:
                add_place(studio, server)
                studio.click("there", role="label")
                studio.find("0 of 28 images labeled")
            studio.press("Try again", role="push button")
            studio.find("Try again", role="push button")
            studio.find("0 of 28 images labeled")
            studio.screenshot("place-offline")
            with Server(theirs, server.host):
                studio.gone("Try again", role="push button")


def test_sign_in():
    """Keys that nobody could keep are asked for by the next run."""
    with tempfile.TemporaryDirectory() as theirs, tempfile.TemporaryDirectory() as ours:
        make_job(theirs, "there")
        with Server(theirs) as server:
            with Studio(ours) as studio:
                add_place(studio, server)
                studio.find("there", role="label")
            with Studio(ours) as studio:
                choose(studio, server.host)
                studio.screenshot("place-signed-out")
                studio.press("Sign in", role="push button")
                type_keys(studio, server)
                studio.find("there", role="label")
                choose(studio, "Remove this place…")
                studio.press("Remove", role="push button")
                studio.find("This Computer", role="label")


def label_all(server, job, n_images):
    """Somebody labels as the worker page does: every fourth image is a fish. Who leaves has no second thoughts."""
    worker = Worker(server)
    worker.join(server.token)
    for number in range(n_images):
        task, = worker.take(job)
        worker.answer(task, "boat" if number % 4 else "fish", job)
    worker.call(f"/api/jobs/{job}/leave", {})


def test_create_label_browse():
    with tempfile.TemporaryDirectory() as theirs, tempfile.TemporaryDirectory() as ours:
        with Server(theirs) as server, Studio(ours) as studio:
            add_place(studio, server)
            studio.find(server.host)
            lw_jobs.open_review(studio, lw_jobs.SAMPLE, "sent")
            studio.press("Start labeling job", role="push button")
            studio.find("0 of 28 images labeled")
            studio.screenshot("place-created")
            label_all(server, "sent", 28)
            studio.find("Completed")
            studio.press("Open results", role="push button")
            studio.find("28 images")
            studio.click(starts="fish", role="check box")
            studio.find("7 of 28 images")
            studio.screenshot("place-results")
        refs = lw_jobs.source_refs(theirs, "sent")
        assert len(refs) == 28 and all(r.startswith("s3://labelwright/jobs/data_sets/sample/") for r in refs), refs
        assert not os.path.exists(os.path.join(ours, "objects", "jobs", "sent")), "something was written here"


lw_tap.run(test_browse, test_offline, test_sign_in, test_create_label_browse)
