"""`python -m backbreak`: what the `backbreak` command is."""

from __future__ import annotations

import sys

from backbreak.cli.main import run

if __name__ == "__main__":
    sys.exit(run())
