# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Drives the built studio from outside: its accessibility tree, its keyboard, its process. Not for looking inside it."""

import os
import signal
import subprocess
import sys
import tempfile
import time

import pyatspi

BUILD = os.environ.get("LW_BUILD_DIR", "_build")
PATIENCE = float(os.environ.get("LW_PATIENCE", "30"))


class NotFound(AssertionError):
    """Something that a person would look for is not on the screen."""


def wait_until(condition, what, patience=PATIENCE):
    """Returns the first true answer of condition; the short pause only spares the processor."""
    end = time.monotonic() + patience
    while True:
        try:
            answer = condition()
        except Exception as error:  # a widget that goes away while it is read
            if time.monotonic() > end:
                raise NotFound(f"{what}: {error}") from error
            answer = None
        if answer:
            return answer
        if time.monotonic() > end:
            raise NotFound(what)
        time.sleep(0.02)


def _children(node):
    for index in range(node.childCount):
        child = node.getChildAtIndex(index)
        if child is not None:
            yield child


def _visible(node):
    return node.getState().contains(pyatspi.STATE_VISIBLE)


def plain(name):
    """A name as a person reads it: GTK 4.8 keeps the mnemonic's underscore and says a button's label twice."""
    name = (name or "").replace("_", "")
    half = len(name) // 2
    return name[:half] if len(name) % 2 and name[half] == " " and name[:half] == name[half + 1:] else name


def _look_through(node):
    for child in _children(node):
        if _visible(child):
            _look_through(child)


def _is_front_page(page):
    """Whether a page of a stack is the one in front. GTK 4.8 calls all pages visible; a pick does not see the others."""
    child = page.getChildAtIndex(0)
    if child is None:
        return False
    area = child.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    if area.width < 1 or area.height < 1:
        return False
    centre = (area.x + area.width // 2, area.y + area.height // 2, pyatspi.WINDOW_COORDS)
    picked = child.queryComponent().getAccessibleAtPoint(*centre)
    if picked is None:
        # What nobody has looked at yet has no address on the bus.
        _look_through(child)
        picked = child.queryComponent().getAccessibleAtPoint(*centre)
    while picked is not None:
        if picked == child:
            return True
        picked = picked.parent
    return False


class Studio:
    """One run of the program. Use it in a with statement."""

    def __init__(self, workspace, *arguments, env=None, tolerate_warnings=False):
        self.log = tempfile.NamedTemporaryFile("w+", prefix="lw-studio-", suffix=".log", delete=False)
        self.tolerate_warnings = tolerate_warnings
        environment = dict(os.environ, GTK_A11Y="atspi", NO_AT_BRIDGE="0", **(env or {}))
        self.process = subprocess.Popen(
            [os.path.join(BUILD, "src", "labelwright"), "--workspace", workspace, "--new-window", *arguments],
            stdout=self.log, stderr=subprocess.STDOUT, env=environment)
        self.application = wait_until(self._find_application, "the studio in the accessibility tree")
        self.window = wait_until(
            lambda: next((w for w in _children(self.application) if _visible(w)), None), "a window of the studio")

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if error is not None:
            self.screenshot("failure")
            print("# what was on the screen:", file=sys.stderr)
            for line in self.describe().splitlines():
                print("#   " + line, file=sys.stderr)
        if self.process.poll() is None:
            self.quit()
        self.log.seek(0)
        text = self.log.read()
        self.log.close()
        os.unlink(self.log.name)
        bad = [line for line in text.splitlines()
               if any(word in line for word in ("CRITICAL", "ERROR: AddressSanitizer", "runtime error:", "WARNING **"))
               and "GLib-GIO-WARNING" not in line]
        for line in text.splitlines():
            if error is not None:
                print("#   log: " + line, file=sys.stderr)
        if error is None and bad and not self.tolerate_warnings:
            raise AssertionError("the studio complained: " + "; ".join(bad[:5]))

    def _find_application(self):
        if self.process.poll() is not None:
            self.log.seek(0)
            raise SystemExit("the studio ended: " + self.log.read())
        for application in _children(pyatspi.Registry.getDesktop(0)):
            if application.get_process_id() == self.process.pid and application.childCount > 0:
                return application
        return None

    # Looking

    def _walk(self, node, depth=0):
        yield node, depth
        for child in _children(node):
            if child.name == "GtkStackPage" and node.childCount > 1 and not _is_front_page(child):
                continue
            if _visible(child):
                yield from self._walk(child, depth + 1)

    def nodes(self):
        for window in _children(self.application):
            if _visible(window):
                yield from self._walk(window)

    def describe(self):
        lines = []
        try:
            for node, depth in self.nodes():
                if node.name:
                    lines.append("  " * depth + f"{node.getRoleName()}: {plain(node.name)}")
        except Exception as error:
            lines.append(f"({error})")
        return "\n".join(lines)

    def look(self, name=None, role=None, starts=None, contains=None):
        """The first node on the screen that fits, or None."""
        for node, _ in self.nodes():
            if role is not None and node.getRoleName() != role:
                continue
            text = plain(node.name)
            if name is not None and text != name:
                continue
            if starts is not None and not text.startswith(starts):
                continue
            if contains is not None and contains not in text:
                continue
            return node
        return None

    def find(self, name=None, role=None, patience=PATIENCE, **how):
        return wait_until(lambda: self.look(name, role, **how), f"{role or 'anything'} “{name or how}”", patience)

    def gone(self, name=None, role=None, **how):
        wait_until(lambda: self.look(name, role, **how) is None, f"that {role} “{name or how}” goes away")

    def texts(self):
        return [plain(node.name) for node, _ in self.nodes() if node.name]

    # Doing

    def press(self, name=None, role=None, **how):
        """Presses a control as soon as it is there and can be pressed."""
        def try_it():
            node = self.look(name, role, **how)
            if node is None or not node.getState().contains(pyatspi.STATE_SENSITIVE):
                return False
            action = node.queryAction()
            return action.nActions > 0 and action.doAction(0)
        wait_until(try_it, f"to press {role or 'control'} “{name or how}”")

    def write(self, name, text, role=None):
        """Replaces the text of an entry."""
        def try_it():
            node = self.look(name, role)
            if node is None:
                return False
            entry = self._editable(node)
            return entry is not None and entry.queryEditableText().setTextContents(text)
        wait_until(try_it, f"to write into “{name}”")

    def enter(self, name, role=None):
        """Presses Enter in an entry."""
        def try_it():
            entry = self._editable(self.find(name, role))
            return entry is not None and entry.queryComponent().grabFocus()
        wait_until(try_it, f"to focus “{name}”")
        self.keys("Return")

    def _editable(self, node):
        for candidate, _ in self._walk(node):
            if "EditableText" in pyatspi.utils.listInterfaces(candidate):
                return candidate
        return None

    def read(self, name, role=None):
        node = self.find(name, role)
        entry = self._editable(node) or node
        return entry.queryText().getText(0, -1)

    def keys(self, *names):
        """Presses keys one after the other in the focused window."""
        subprocess.run(["xdotool", "key", "--delay", "0", *names], check=True)

    def text(self, text):
        subprocess.run(["xdotool", "type", "--delay", "5", text], check=True)

    def screenshot(self, name):
        folder = os.environ.get("LW_SCREENSHOTS")
        if folder:
            os.makedirs(folder, exist_ok=True)
            subprocess.run(["import", "-window", "root", os.path.join(folder, name + ".png")], check=False)

    # The process

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def quit(self):
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError("the studio does not end when it is told to")
