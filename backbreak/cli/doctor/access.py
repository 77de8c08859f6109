"""Whether a folder can be written, and the commands after which it can."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from backbreak.cli.doctor.distribution import typed


def usable(folder: Path) -> bool:
    """Whether the folder can be written, or made."""
    place = existing(folder)
    return place.is_dir() and os.access(place, os.W_OK | os.X_OK)


def existing(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    return next((place for place in (folder, *folder.parents) if place.exists()), folder)


def in_the_way(folders: Iterable[Path]) -> bool:
    """Whether something that is no folder lies where one of them belongs."""
    return any(not existing(folder).is_dir() for folder in folders)


def made_writable(folders: Iterable[Path], user: int | None = None) -> str:
    """The command after which folders are there and ours, in a line; "" where it takes more than a command.

    Nothing above them is touched: what lies there is somebody else's. Nor is a folder of somebody else's that
    does not lie in one of ours: a journal may be wished for anywhere.
    """
    user = os.getuid() if user is None else user
    mine, others, missing = list[Path](), list[Path](), list[Path]()
    for folder in folders:
        place = existing(folder)
        if not place.is_dir() or os.statvfs(place).f_flag & os.ST_RDONLY:
            return ""
        if place != folder:
            missing.append(folder)
        elif place.stat().st_uid == user:
            mine.append(folder)
        elif any(above.stat().st_uid == user for above in place.parents):
            others.append(folder)
        else:
            return ""
    commands = {
        ("chmod", "u+rwx"): mine,
        ("sudo", "chown", "-R", user): others,
        ("sudo", "install", "-d", "-m", "0700", "-o", user): missing,
    }
    return " && ".join(typed(*words, *paths) for words, paths in commands.items() if paths)
