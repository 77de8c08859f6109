"""The one root of every error that is shown to a person."""

from __future__ import annotations


class BackbreakError(Exception):
    """What happened, where, and what to do, in one line meant for people.

    `message` may have named placeholders for `values`: so it can be said in another language by those who
    know one (`words.refusals`).
    """

    def __init__(self, message: str = "", /, **values: object) -> None:
        super().__init__(message % values if values else message)
        self.message, self.values = message, values
