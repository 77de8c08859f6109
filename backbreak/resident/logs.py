"""Where the resident tells what happened: the home's log for the whole story, stderr for what matters now."""

from __future__ import annotations

import logging
from pathlib import Path

from backbreak.resident.unforeseen import Failures
from backbreak.storage import logs


def open_log(path: Path) -> Failures:
    """Log to `path` from now on; gives who hears of errors that nobody foresaw."""
    logs.open_log(path)
    failures = Failures(path)
    logging.getLogger().addHandler(failures)
    return failures
