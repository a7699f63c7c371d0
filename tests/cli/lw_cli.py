# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of labelwright-cli share: running the built program, and results as TAP. Standard library only."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback

PROGRAM = os.path.abspath(os.path.join(os.environ.get("LW_BUILD_DIR", "_build"), "src", "labelwright-cli"))

_tests = []


def test(function):
    """Marks a function as a test; it gets an empty folder of its own."""
    _tests.append(function)
    return function


class Result:
    def __init__(self, completed):
        self.code = completed.returncode
        self.out = completed.stdout.decode()
        self.err = completed.stderr.decode()

    def json(self):
        return json.loads(self.out)


def run(*arguments, code=0, stdin=b"", env=None, cwd=None, timeout=60):
    """Runs the program and checks its exit code; None takes any."""
    environment = dict(os.environ)
    environment.pop("NO_COLOR", None)
    environment.update(env or {})
    completed = subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, capture_output=True, env=environment,
                               cwd=cwd, timeout=timeout, check=False)
    result = Result(completed)
    if code is not None and result.code != code:
        raise AssertionError(f"{' '.join(map(str, arguments))}: exit {result.code} instead of {code}\n"
                             f"stdout: {result.out}\nstderr: {result.err}")
    return result


def equal(actual, expected, what="value"):
    if actual != expected:
        raise AssertionError(f"{what}: {actual!r} instead of {expected!r}")


def contains(text, part):
    if part not in text:
        raise AssertionError(f"{part!r} is not in {text!r}")


def main():
    """Runs the tests, each in a folder of its own."""
    failed = False
    print(f"1..{len(_tests)}", flush=True)
    for number, function in enumerate(_tests, 1):
        folder = tempfile.mkdtemp(prefix="lw-cli-")
        try:
            function(folder)
            print(f"ok {number} {function.__name__}", flush=True)
        except Exception:
            failed = True
            print(f"not ok {number} {function.__name__}")
            for line in traceback.format_exc().splitlines():
                print(f"# {line}", flush=True)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if failed else 0)
