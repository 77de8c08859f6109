"""One finding of the doctor, and how a part of the examination is kept from holding up the others."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from backbreak.cli.clock import monotonic
from backbreak.words import _
from backbreak.words.unforeseen import kind_of

State = Literal["ok", "degraded", "missing"]

LIMIT_S = 6.0
"""How long everything together may take; the parts are examined side by side."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Check:
    """One finding. `fix` says what to do, `command` does it; both are empty where there is nothing to do.

    `public` is the text for a bug report, where `text` would tell something of the user; None for the same.
    """

    name: str
    state: State
    text: str
    fix: str = ""
    command: str = ""
    public: str | None = None

    def as_json(self) -> dict[str, object]:
        """The finding in the document of `doctor --json`."""
        return {
            "name": self.name,
            "state": self.state,
            "text": self.text,
            "fix": self.fix,
            "command": self.command,
        }


@dataclass(frozen=True, slots=True)
class Part:
    """What is examined on its own, and the name of its finding should it come to none."""

    name: str
    examine: Callable[[], Iterable[Check]]


def examined(parts: Sequence[Part], limit_s: float = LIMIT_S) -> list[Check]:
    """Examine all parts side by side, and give the findings in their order.

    A part that hangs or breaks is a finding itself; its thread is left behind.
    """
    found: dict[str, list[Check]] = {}

    def examine(part: Part) -> None:
        try:
            found[part.name] = list(part.examine())
        except Exception as error:
            log.debug("%s could not be examined", part.name, exc_info=True)
            text = _("could not be examined: %(what)s") % {"what": kind_of(error)}
            found[part.name] = [Check(part.name, "degraded", text, _("please report this as a bug"))]

    threads = [threading.Thread(target=examine, args=(part,), daemon=True) for part in parts]
    for thread in threads:
        thread.start()
    end = monotonic() + limit_s
    for thread in threads:
        thread.join(max(0.0, end - monotonic()))
    return [check for part in parts for check in found.get(part.name) or [_hangs(part, limit_s)]]


def _hangs(part: Part, limit_s: float) -> Check:
    text = _("what is asked does not answer within %(seconds)d s") % {"seconds": limit_s}
    return Check(part.name, "degraded", text, _("end what hangs, or log in anew"))
