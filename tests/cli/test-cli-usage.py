# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every command line program must do: help, version, usage errors, streams, exit codes."""

import itertools
import os
import pty
import re
import shlex
import signal
import subprocess

from lw_cli import PROGRAM, contains, equal, main, run, test

SOURCE = os.environ.get("LW_SOURCE_DIR", ".")


def commands():
    """All commands, as help lists them: lists of one or two words."""
    listing = run("help").out.split("Commands:\n")[1].split("\n\n")[0]
    return [re.split("  +", line.strip())[0].split() for line in listing.splitlines()]


@test
def version_is_in_gnu_form(folder):
    out = run("--version").out
    words = out.split()
    equal(words[:2], ["labelwright-cli", "(Labelwright)"])
    equal(len(words), 3)
    equal(out.count("\n"), 1)


@test
def help_is_on_stdout_examples_first(folder):
    for arguments in (["help"], ["--help"], ["-h"]):
        result = run(*arguments)
        equal(result.err, "")
        assert result.out.index("Examples:") < result.out.index("Commands:")
        contains(result.out, "Exit codes:")


@test
def each_command_has_help(folder):
    for command in commands():
        by_help = run("help", *command)
        equal(run(*command, "--help").out, by_help.out)
        equal(run(*command, "-h").out, by_help.out)
        assert by_help.out.index("Examples:") < by_help.out.index("Usage:") < by_help.out.index("Options:")
        contains(by_help.out, "labelwright-cli " + " ".join(command))
        contains(run("help", command[0]).out, " ".join(command))


def shell_words(line):
    lexer = shlex.shlex(line, posix=True, punctuation_chars="<>|")
    lexer.whitespace_split = True
    return list(lexer)


@test
def examples_parse(folder):
    """An example may fail for want of its files, but not for its options. A server would not end, and is left out."""
    for command in commands():
        examples = run("help", *command).out.split("Examples:\n")[1].split("\n\n")[0].splitlines()
        for line in examples if command != ["serve"] else []:
            words = list(itertools.takewhile(lambda word: word not in "<>|", shell_words(line)))[1:]
            result = run("--workspace", os.path.join(folder, "workspace"), *words, code=None, cwd=folder)
            assert "nknown option" not in result.err, line
            assert "is more than" not in result.err, line


@test
def the_manual_has_each_command_and_option(folder):
    with open(os.path.join(SOURCE, "data", "man", "labelwright-cli.1"), encoding="utf-8") as file:
        manual = file.read().replace("\\-", "-")
    missing = []
    for command in commands():
        wanted = [".SS " + " ".join(command), "labelwright-cli " + " ".join(command)]
        wanted += re.findall(r"--[a-z-]+", run("help", *command).out.split("Options:")[1])
        missing += [" ".join(command) + ": " + part for part in wanted if part not in manual]
    equal(missing, [])


@test
def bash_completes(folder):
    def complete(*words):
        script = (f'source "{SOURCE}/data/completions/labelwright-cli"; COMP_WORDS=("$@"); '
                  'COMP_CWORD=$(($# - 1)); compopt () { :; }; _labelwright_cli "$1"; echo "${COMPREPLY[@]}"')
        return subprocess.run(["bash", "-c", script, "bash", PROGRAM, *words], capture_output=True, check=True,
                              timeout=60).stdout.decode().split()

    equal(complete("mani"), ["manifest"])
    equal(complete("manifest", ""), sorted(command[1] for command in commands() if command[0] == "manifest"))
    contains(complete("manifest", "stats", "--js"), "--json")
    contains(complete("dataset", "scan", "--"), "--no-duplicates")
    equal(complete("help", "data"), ["dataset"])


@test
def wrong_words_are_corrected(folder):
    for arguments, suggestion in ((["manifst", "stats"], "manifest"), (["manifest", "stast"], "stats"),
                                  (["help", "manifets"], "manifest")):
        result = run(*arguments, code=2)
        contains(result.err, f"Did you mean “{suggestion}”?")
        equal(result.out, "")
    assert "Did you mean" not in run("elephant", "ride", code=2).err


@test
def usage_errors_exit_with_2(folder):
    for arguments in ([], ["manifest"], ["manifest", "stats"], ["manifest", "stats", "a", "b"],
                      ["manifest", "stats", "--nonsense", "a"], ["--color", "mauve", "help"],
                      ["manifest", "stats", "--workspace"], ["--nonsense"]):
        result = run(*arguments, code=2)
        equal(result.out, "")
        assert result.err.startswith("labelwright-cli: "), result.err


@test
def global_options_stand_anywhere(folder):
    path = os.path.join(folder, "a.manifest")
    with open(path, "w") as file:
        file.write('{"source-ref":"s3://b/a.jpg"}\n')
    for arguments in (["--json", "manifest", "stats", path], ["manifest", "--json", "stats", path],
                      ["manifest", "stats", path, "--json"], ["--color", "never", "manifest", "stats", path, "--json"],
                      ["--workspace", folder, "manifest", "stats", "--json", "--", path]):
        equal(run(*arguments).json()["objects"], 1)


@test
def a_name_may_begin_with_a_dash(folder):
    with open(os.path.join(folder, "-x.manifest"), "w") as file:
        file.write('{"source-ref":"s3://b/a.jpg"}\n')
    equal(run("manifest", "stats", "--json", "--", "-x.manifest", cwd=folder).json()["objects"], 1)


@test
def output_that_cannot_be_written_is_an_error(folder):
    with open("/dev/full", "w") as full:
        completed = subprocess.run([PROGRAM, "help"], stdout=full, stderr=subprocess.PIPE, check=False)
    equal(completed.returncode, 3)
    contains(completed.stderr.decode(), "could not be written")


@test
def interrupting_exits_with_130(folder):
    process = subprocess.Popen([PROGRAM, "manifest", "stats", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
    wait_until_reading(process)
    process.send_signal(signal.SIGINT)
    process.wait(timeout=60)
    out, err = process.communicate()
    equal((process.returncode, out), (130, b""))
    contains(err.decode(), "Interrupted")


def wait_until_reading(process):
    """Fills the pipe until the program has taken more than a pipe holds."""
    line = b'{"source-ref":"s3://b/a.jpg"}\n'
    for _ in range(20000):
        process.stdin.write(line)
    process.stdin.flush()


def run_on_terminal(arguments, env):
    """Runs the program with a terminal as standard error, and returns what came there."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([PROGRAM, *arguments], stdout=subprocess.DEVNULL, stderr=theirs,
                               env={**os.environ, **env})
    os.close(theirs)
    text = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:
            break
        if not part:
            break
        text += part
    os.close(ours)
    process.wait(timeout=60)
    return text.decode()


@test
def colour_is_for_terminals_and_can_be_turned_off(folder):
    red = "\033[1;31m"
    contains(run_on_terminal(["nonsense"], {"TERM": "xterm"}), red)
    assert red not in run_on_terminal(["nonsense"], {"TERM": "xterm", "NO_COLOR": "1"})
    assert red not in run_on_terminal(["nonsense"], {"TERM": "dumb"})
    assert red not in run_on_terminal(["--color=never", "nonsense"], {"TERM": "xterm"})
    assert red not in run("nonsense", code=2).err
    contains(run("--color=always", "nonsense", code=2).err, red)


main()
