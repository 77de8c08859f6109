"""Which files of the user's may be run: those that nobody else has a say in."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from backbreak.words import _
from backbreak.words.refusals import why

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def refused(path: Path) -> str | None:
    """Why this file must not be run, None when it may: nobody else may have a say in what we run."""
    try:
        real = path.resolve(strict=True)
        found, folders = real.stat(), [folder.stat() for folder in (path.parent, real.parent)]
    except (OSError, RuntimeError, ValueError) as error:
        return _("it cannot be looked at (%(why)s)") % {"why": why(error)}
    if not stat.S_ISREG(found.st_mode):
        return _("it is not a file")
    if found.st_uid != os.getuid():
        return _("it belongs to somebody else")
    if not found.st_mode & stat.S_IXUSR:
        return _("it is not executable: chmod u+x")
    if found.st_mode & _OTHERS_WRITE:
        return _("others may write into it: chmod go-w")
    if any(one.st_uid not in (0, os.getuid()) or one.st_mode & _OTHERS_WRITE for one in folders):
        return _("others may write into its folder: chmod go-w")
    return None
