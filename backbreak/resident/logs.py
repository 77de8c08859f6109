"""Where the resident tells what happened: its log file for the whole story, stderr for what matters now."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

LONGEST = 1024 * 1024
"""Bytes after which the log of the last runs makes room: one older one is kept."""


def open_log(path: Path) -> None:
    """Log to `path` from now on; a folder that cannot be written costs the log, not the program."""
    loud = logging.StreamHandler(sys.stderr)
    loud.setLevel(logging.WARNING)
    loud.setFormatter(logging.Formatter("backbreak: %(message)s"))
    handlers: list[logging.Handler] = [loud]
    try:
        if path.exists() and path.stat().st_size > LONGEST:
            path.replace(path.with_name(path.name + ".1"))
        whole = logging.FileHandler(path, encoding="utf-8")
        path.chmod(0o600)
    except OSError as error:
        loud.handle(logging.makeLogRecord({"levelno": 30, "msg": f"no log at {path}: {error.strerror}"}))
    else:
        whole.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        handlers.append(whole)
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    for handler in handlers:
        root.addHandler(handler)
    logging.raiseExceptions = False  # a full disk costs the line, and no traceback in its place
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
