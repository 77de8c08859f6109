"""The program itself: `backbreak`, and `python -m backbreak`."""

from __future__ import annotations

import sys


def run() -> int:
    """Run the program with the process's own arguments; the value is its exit code."""
    try:
        from backbreak.cli.main import main

        return main(sys.argv[1:])
    except KeyboardInterrupt:  # while it was being loaded: there is nothing to tell yet
        return 130


if __name__ == "__main__":
    sys.exit(run())
