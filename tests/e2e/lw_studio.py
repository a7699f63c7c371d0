# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Drives the built studio from outside: its accessibility tree, its pointer, its keyboard, its process."""

import os
import signal
import subprocess
import sys
import tempfile
import time

import pyatspi

BUILD = os.environ.get("LW_BUILD_DIR", "_build")
PATIENCE = float(os.environ.get("LW_PATIENCE", "30"))

LEFT, WHEEL_DOWN = 1, 5
FOOTER = 40  # pixels at the bottom of a window that something may lie over


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
    """GTK 4.8 also calls pages visible that stand behind others, so tests look for what only one page has."""
    return node.getState().contains(pyatspi.STATE_VISIBLE)


def plain(name):
    """A name as a person reads it: GTK 4.8 keeps the mnemonic's underscore and says a button's label twice."""
    name = (name or "").replace("_", "")
    half = len(name) // 2
    return name[:half] if len(name) % 2 and name[half] == " " and name[:half] == name[half + 1:] else name


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
               if any(word in line for word in ("CRITICAL", "Sanitizer:", "runtime error:", "WARNING **"))
               and "GLib-GIO-WARNING" not in line]
        if error is not None or (bad and not self.tolerate_warnings):
            for line in text.splitlines():
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
        """Clicks into an entry and types over what is in it."""
        self.click(name, role)
        self.keys("ctrl+a", "BackSpace")
        self.type_text(text)

    def type_text(self, text):
        subprocess.run(["xdotool", "type", "--delay", "1", text], check=True)

    def text_of(self, name):
        """What an entry holds, or None without the entry."""
        node = self.look(name, role="text") or self.look(name, role="entry")
        text = node.queryText() if node is not None else None
        return text.getText(0, text.characterCount) if text is not None else None

    def find_text(self, name, text):
        """Waits until an entry holds the text."""
        wait_until(lambda: self.text_of(name) == text, f"“{text}” in “{name}”")

    def click(self, name=None, role=None, **how):
        """Moves the pointer to the middle of what is there, scrolls when it is too far down, and clicks."""
        seen = []

        def area():
            node = self.look(name, role, **how)
            where = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS) if node is not None else None
            if where is None or where.width <= 0 or where.height <= 0:
                return None
            height = self.window.queryComponent().getExtents(pyatspi.WINDOW_COORDS).height
            seen.append(where.y)
            # What does not move any more is where it is to be.
            if where.y + where.height <= height - FOOTER or (len(seen) > 9 and len(set(seen[-9:])) == 1):
                return where
            self._click_at(where.x + where.width // 2, height // 2, WHEEL_DOWN)
            return None
        where = wait_until(area, f"to click {role or 'anything'} “{name or how}”")
        self._click_at(where.x + where.width // 2, where.y + where.height // 2, LEFT)

    def click_any(self, contains):
        """Clicks the first of those that lie in the window as it is, without scrolling: a tile of a long list."""
        def area():
            height = self.window.queryComponent().getExtents(pyatspi.WINDOW_COORDS).height
            for node, _ in self.nodes():
                if contains in plain(node.name):
                    where = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
                    if where.height > 0 and 0 < where.y and where.y + where.height < height - FOOTER:
                        return where
            return None
        where = wait_until(area, f"to click any “{contains}”")
        self._click_at(where.x + where.width // 2, where.y + where.height // 2, LEFT)

    def _click_at(self, x, y, button):
        left, top = self._origin()
        subprocess.run(["xdotool", "mousemove", str(left + x), str(top + y), "click", str(button)], check=True)

    def _origin(self):
        """Where the content of the window begins on the screen: inside the shadow that GTK draws around it."""
        search = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
                                check=True, capture_output=True, text=True).stdout.split()
        text = subprocess.run(["xdotool", "getwindowgeometry", "--shell", search[0]],
                              check=True, capture_output=True, text=True).stdout
        geometry = dict(line.split("=") for line in text.split() if "=" in line)
        inner = self.window.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        return (int(geometry["X"]) + (int(geometry["WIDTH"]) - inner.width) // 2,
                int(geometry["Y"]) + (int(geometry["HEIGHT"]) - inner.height) // 2)

    def keys(self, *names):
        """Presses keys one after the other in the focused window, after a look at it as short as a quick person's."""
        time.sleep(0.15)
        subprocess.run(["xdotool", "key", "--delay", "0", *names], check=True)

    def answer(self, keys, is_taken):
        """Types an answer. Keys do not count before the image is shown, so what was not taken is typed again."""
        for _ in range(20):
            self.keys(*keys)
            try:
                return wait_until(is_taken, "that the answer is taken", 1.5)
            except NotFound:
                submit = self.look("Submit", role="push button")
                if submit is not None and submit.getState().contains(pyatspi.STATE_SENSITIVE):
                    self.keys("Return")
        raise NotFound(f"that the answer {keys} is taken")

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
