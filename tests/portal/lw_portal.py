# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A served workspace and workers that speak the portal's API as the worker page does. Standard library only."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import uuid

TESTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
sys.path += [os.path.join(TESTS, "cli"), os.path.join(TESTS, "e2e")]
from lw_cli import PROGRAM, contains, equal, main, run, test  # noqa: E402,F401  (the folders are known only now)
import lw_pictures  # noqa: E402

LABELS = ["cat", "dog", "other"]


class Portal:
    """A workspace in a folder, jobs of small pictures, and a server that can be killed and started again."""

    def __init__(self, folder):
        self.path = os.path.join(folder, "workspace")
        self.folder = folder
        self.process = None
        self.port = 0

    def run(self, *arguments, code=0):
        return run("--workspace", self.path, *arguments, code=code)

    def create(self, name="pets", n_images=10, *options):
        pictures = os.path.join(self.folder, f"pictures-{name}")
        if not os.path.isdir(pictures):
            lw_pictures.folder_of(pictures, n_images)
        self.run("job", "create", name, "--dataset", pictures, "--labels", ",".join(LABELS), *options)
        return pictures

    def start(self, *options):
        self.process = subprocess.Popen([PROGRAM, "--workspace", self.path, "serve", "--portal",
                                         f"127.0.0.1:{self.port}", *options], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        match = re.fullmatch(r"portal: (https?)://127\.0\.0\.1:(\d+)/join/(\S+)\n", line)
        if match is None:
            raise AssertionError(f"the server said {line!r}, {self.process.stderr.read()}")
        self.port = int(match[2])
        return match[3]

    def stop(self, how=signal.SIGTERM):
        """Ends the server; returns what it said on standard error."""
        self.process.send_signal(how)
        _, errors = self.process.communicate(timeout=60)
        code = self.process.returncode
        self.process = None
        if how == signal.SIGTERM and code != 0:
            raise AssertionError(f"the server ended with {code}: {errors}")
        return errors

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process is not None:
            self.stop(signal.SIGKILL)


class Refused(Exception):
    def __init__(self, status, document):
        error = (document or {}).get("error", {})
        super().__init__(f"{status} {error.get('code')}: {error.get('message')}")
        self.status = status
        self.code = error.get("code")


class Worker:
    """A browser: keeps its cookies, sends what the page would send."""

    scheme = "http"

    def __init__(self, portal):
        self.portal = portal
        self.cookies = {}
        self.headers = {}
        self.connection = None

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.portal.port, timeout=30)

    def request(self, method, path, body=None, headers=None):
        """Returns status, header fields and bytes."""
        if self.connection is None:
            self.connection = self.connect()
        sent = {}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        if method == "POST":
            sent |= {"Content-Type": "application/json", "X-Labelwright": "1",
                     "Origin": f"{self.scheme}://127.0.0.1:{self.portal.port}"}
        sent |= headers or {}
        try:
            self.connection.request(method, path, body, {k: v for k, v in sent.items() if v is not None})
            response = self.connection.getresponse()
            data = response.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            self.connection = None
            raise
        for value in response.msg.get_all("Set-Cookie") or []:
            name, _, rest = value.partition("=")
            self.cookies[name] = rest.split(";")[0]
        self.headers = dict(response.msg.items())
        return response.status, response.msg, data

    def call(self, path, body=None, headers=None):
        """GET without a body, POST with one; returns the document, raises Refused."""
        status, _, data = self.request("GET" if body is None else "POST", path,
                                       None if body is None else json.dumps(body), headers)
        document = json.loads(data) if data else None
        if status != 200:
            raise Refused(status, document)
        return document

    def join(self, token, name="Ann"):
        return self.call("/api/join", {"token": token, "name": name})["worker"]["name"]

    def take(self, job="pets", count=1, **more):
        return self.call(f"/api/jobs/{job}/take", {"count": count, **more})["tasks"]

    def answer(self, task, label="cat", job="pets", **more):
        """Sends one answer; returns its result."""
        return self.send(self.new_answer(task, label, job, **more))[0]

    def new_answer(self, task, label="cat", job="pets", **more):
        return {"id": str(uuid.uuid4()), "task": task["id"], "job": job, "seconds": 1.5,
                "content": {"crowd-image-classifier": {"label": label}}, **more}

    def send(self, *answers):
        return self.call("/api/answers", {"answers": list(answers)})["results"]
