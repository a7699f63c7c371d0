# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""The Test Anything Protocol for the programs in this folder: one point a function. Not a framework."""

import sys
import traceback


class Skip(Exception):
    """Raised by a test that cannot run here, with the reason."""


def run(*tests):
    """Runs the functions in order, prints their points, and ends the program: 1 when one failed."""
    print(f"1..{len(tests)}", flush=True)
    failed = False
    for number, test in enumerate(tests, 1):
        name = test.__name__.removeprefix("test_").replace("_", "-")
        try:
            test()
        except Skip as reason:
            print(f"ok {number} {name} # SKIP {reason}", flush=True)
        except Exception:
            failed = True
            traceback.print_exc()
            print(f"not ok {number} {name}", flush=True)
        else:
            print(f"ok {number} {name}", flush=True)
    sys.exit(1 if failed else 0)
