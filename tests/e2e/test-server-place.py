# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""A second studio attaches to a server on loopback as a place and works with its labeling jobs through the wire only:
the keys are typed into the dialog, there is no keyring, and the two workspaces share no folder."""

import os
import signal
import subprocess
import tempfile

import lw_jobs
import lw_tap
from lw_studio import BUILD, PATIENCE, Studio

CLI = os.path.join(BUILD, "src", "labelwright-cli")
LABELS = ["boat", "fish", "house", "tree"]


class Server:
    """labelwright-cli serve, and what it tells its clients."""

    def __init__(self, workspace, listen="127.0.0.1:0"):
        self.process = subprocess.Popen([CLI, "serve", "--workspace", workspace, "--listen", listen, "--print-config"],
                                        stdout=subprocess.PIPE, text=True)
        self.config = {}
        while "AWS_SECRET_ACCESS_KEY" not in self.config:
            name, _, value = self.process.stdout.readline().strip().partition("=")
            self.config[name] = value
        self.url = self.config["AWS_ENDPOINT_URL"]
        self.host = self.url.partition("://")[2]

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


def test_create():
    with tempfile.TemporaryDirectory() as theirs, tempfile.TemporaryDirectory() as ours:
        with Server(theirs) as server, Studio(ours) as studio:
            add_place(studio, server)
            studio.find(server.host)
            lw_jobs.open_review(studio, lw_jobs.SAMPLE, "sent")
            studio.press("Start labeling job", role="push button")
            studio.find("0 of 28 images labeled")
            studio.screenshot("place-created")
        refs = lw_jobs.source_refs(theirs, "sent")
        assert len(refs) == 28 and all(ref.startswith("s3://labelwright/jobs/data_sets/sample/") for ref in refs), refs
        assert not os.path.exists(os.path.join(ours, "objects", "jobs", "sent")), "something was written here"


lw_tap.run(test_browse, test_create)
