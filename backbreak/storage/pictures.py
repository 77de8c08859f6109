"""A pack's pictures on disk: read with care, for they come from anywhere and a large library draws them.

Its content decides what a file is, not its name. A picture that is taken leads to no other file, runs nothing
and has a size; whatever else is wrong with one is for the painter to find.
"""

from __future__ import annotations

import os
import stat
import struct
from collections.abc import Iterator
from pathlib import Path

from backbreak.core.catalogue_reader import exercise_at
from backbreak.core.errors import BackbreakError, Message
from backbreak.core.exercise import Exercise, Pictures
from backbreak.core.packs import Pack
from backbreak.core.system_errors import reason
from backbreak.storage.places import CLOEXEC

LARGEST_BYTES = 512 * 1024
LEAST_PX, MOST_PX = 64, 2048
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}


class PictureError(BackbreakError):
    """A picture that cannot be shown; the message names no file."""


def read_picture(pictures: Pictures, name: str) -> bytes:
    """Return the content of one of an exercise's pictures; raises PictureError for what is none."""
    content = _read(Path(pictures.folder), name)
    if content.startswith(_PNG):
        _check_png(content)
    else:
        from backbreak.storage.svg import check_svg  # brings a parser

        why = check_svg(content)
        if why is not None:
            raise PictureError(why.template, **why.values)
    return content


def picture_problems(pack: Pack, file: Path) -> tuple[str, ...]:
    """Return what is wrong with a pack's pictures, each with file, exercise and key."""
    return tuple(problem for exercise in pack.exercises for problem in _problems(exercise, file))


def _problems(exercise: Exercise, file: Path) -> Iterator[str]:
    if exercise.pictures is None:
        return
    for phase, picture in exercise.pictures.by_phase.items():
        try:
            read_picture(exercise.pictures, picture.name)
        except PictureError as error:
            where, key = exercise_at(str(file), exercise.id), f"pictures.{phase}"
            yield Message("%(where)s: %(key)s: %(name)s %(why)s",
                          where=where, key=key, name=picture.name, why=error.told)  # fmt: skip


def _read(folder: Path, name: str) -> bytes:
    """Read a file of the folder, wherever its name leads, as long as it leads nowhere else."""
    try:
        path = (folder / name).resolve(strict=True)
        if not path.is_relative_to(folder.resolve()):
            raise PictureError("leads out of the pack's folder; put the picture itself there")
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | CLOEXEC)  # a pipe would wait
        with open(handle, "rb") as file:  # noqa: PTH123 - a handle, not a name
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise PictureError("is no file")
            content = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise PictureError("cannot be read: %(why)s", why=reason(error)) from error
    except (RuntimeError, ValueError) as error:  # a link to itself
        raise PictureError("cannot be read: %(why)s", why=str(error)) from error
    if len(content) > LARGEST_BYTES:
        raise PictureError("is larger than a picture may be, %(kib)d KiB", kib=LARGEST_BYTES // 1024)
    return content


def _check_png(content: bytes) -> None:
    """Raise unless every part of a PNG is there and whole, and it is as large as a picture may be."""
    import binascii

    at, kinds = len(_PNG), list[bytes]()
    while at + 12 <= len(content) and kinds[-1:] != [b"IEND"]:
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        end = at + 8 + length
        if binascii.crc32(content[at + 4 : end]) != int.from_bytes(content[end : end + 4], "big"):
            break
        if not kinds:
            _check_head(kind, content[at + 8 : end])
        kinds.append(kind)
        at = end + 4
    if kinds[-1:] != [b"IEND"] or b"IDAT" not in kinds:
        raise PictureError("is a broken PNG; save it anew")


def _check_head(kind: bytes, head: bytes) -> None:
    if kind != b"IHDR" or len(head) != 13:
        raise PictureError("is a broken PNG; save it anew")
    width, height, depth, colours, packing, filtering, interlacing = struct.unpack(">IIBBBBB", head)
    if depth not in _PNG_DEPTHS.get(colours, ()) or packing or filtering or interlacing > 1:
        raise PictureError("is a broken PNG; save it anew")
    why = size_problem(width, height)
    if why is not None:
        raise PictureError(why.template, **why.values)


def size_problem(width: float, height: float) -> Message | None:
    """Say what is wrong with a picture's size in pixels, None for a good one."""
    if all(LEAST_PX <= side <= MOST_PX for side in (width, height)):
        return None
    return Message(
        "is %(width)g x %(height)g pixels; each side must be from %(least)d to %(most)d",
        width=width,
        height=height,
        least=LEAST_PX,
        most=MOST_PX,
    )
