"""The program itself: `backbreak`, and `python -m backbreak`.

Ctrl+C while the program is being loaded, or is over, ends it without a word; in between, with one line.
"""

from __future__ import annotations

import signal
import sys


def run() -> int:
    """Run the program with the process's own arguments; the value is its exit code."""
    heeded = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # not where the shell ignores it
    if heeded:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from backbreak.cli.main import main

    code = main(sys.argv[1:])
    if heeded:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    return code


if __name__ == "__main__":
    sys.exit(run())
