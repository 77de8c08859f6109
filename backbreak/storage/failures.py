"""What went wrong with a file, said to a person: what, where, and what to do about it."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Final, Literal, TypeAlias

from backbreak.core.errors import BackbreakError, Message
from backbreak.core.system_errors import reason

_Doing: TypeAlias = Literal["create the folder", "lock", "read", "remove", "use", "write", "write in"]
_CANNOT: Final[dict[_Doing, Message]] = {
    "create the folder": Message("cannot create the folder %(path)s: %(why)s; %(advice)s"),
    "lock": Message("cannot lock %(path)s: %(why)s; %(advice)s"),
    "read": Message("cannot read %(path)s: %(why)s; %(advice)s"),
    "remove": Message("cannot remove %(path)s: %(why)s; %(advice)s"),
    "use": Message("cannot use %(path)s: %(why)s; %(advice)s"),
    "write": Message("cannot write %(path)s: %(why)s; %(advice)s"),
    "write in": Message("cannot write in %(path)s: %(why)s; %(advice)s"),
}
_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_ADVICE: Final = (
    (_FULL, Message("make some room")),
    ((errno.EROFS, errno.EACCES, errno.EPERM), Message("make it writable for you")),
    ((errno.ENOTDIR, errno.EEXIST, errno.EISDIR), Message("move what is in the way")),
    ((errno.ENAMETOOLONG,), Message("choose a shorter path")),
)
_ELSE: Final = Message("look at the disk")


class StorageError(BackbreakError):
    """A file or folder that could not be read or written."""

    @property
    def is_for_want_of_room(self) -> bool:
        """Whether a full disk is all there is to it."""
        return isinstance(self.__cause__, OSError) and self.__cause__.errno in _FULL


def failure(doing: _Doing, path: Path, error: OSError) -> StorageError:
    """Give the error of doing something to a path: "cannot write /x: No space left…; make some room"."""
    advice = next((text for codes, text in _ADVICE if error.errno in codes), _ELSE)
    return StorageError(_CANNOT[doing], path=path, why=reason(error), advice=advice)
