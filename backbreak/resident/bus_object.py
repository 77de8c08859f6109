"""Our own object on the session bus: what the door takes, for desktop scripts, status bars and extensions.

Texts are the door's own, the documents those of `status --json` and `why --json`.
"""

# No `from __future__ import annotations` here: dbus-fast reads the annotations, and a "None" confuses it.
# ruff: noqa: N802

import json
import logging
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

from dbus_fast import DBusError, PropertyAccess
from dbus_fast.annotations import DBusBool, DBusDouble, DBusInt64, DBusStr, DBusUInt32
from dbus_fast.service import dbus_method, dbus_property, dbus_signal

from backbreak import __version__
from backbreak.core.errors import BackbreakError
from backbreak.core.instants import read_instant
from backbreak.door.protocol import DoorError
from backbreak.resident.arguments import number, text
from backbreak.resident.bus_introspection import Introspected
from backbreak.resident.commands import LONGEST_MIN, Commands
from backbreak.words import _

NAME = "io.github.backbreak.Backbreak"
PATH = "/io/github/backbreak/Backbreak"
ERRORS = {"nonsense": f"{NAME}.Nonsense", "usage": f"{NAME}.Usage", "failed": f"{NAME}.Failed"}
"""A refusal's name, by what the door calls it; its text is the door's."""

log = logging.getLogger(__name__)
Given = TypeVar("Given")


class Facts(NamedTuple):
    """The properties. Instants are seconds since 1970, 0 for none."""

    phase: str = ""
    deadline: int = 0
    reason: str = ""
    reason_id: str = ""
    sitting_since: int = 0
    snoozes: int = 0
    paused_until: int = 0
    meeting_until: int = 0
    round_number: int = 0
    round_done: int = 0
    round_total: int = 0

    @classmethod
    def of(cls, status: Mapping[str, object]) -> "Facts":
        """What the status document says."""
        reason, dose = status["reason"], status["round"]
        assert isinstance(reason, dict) and isinstance(dose, dict) and isinstance(status["snoozes"], int)
        return cls(
            str(status["phase"]),
            _seconds(status["deadline"]),
            reason["text"],
            reason["id"],
            _seconds(status["sitting_since"]),
            status["snoozes"],
            _seconds(status["paused_until"]),
            _seconds(status["meeting_until"]),
            dose["number"],
            dose["done"],
            dose["total"],
        )


class Backbreak(Introspected):
    """The object. What makes no sense now is refused by an error that says why.

    All methods are async: plain ones run within the reading of the bus, which callers might never let end."""

    def __init__(self, commands: Commands, why: Callable[[], Mapping[str, object]], facts: Facts) -> None:
        super().__init__(NAME)
        self._commands = commands
        self._why = why
        self._facts = facts

    def show(self, facts: Facts) -> None:
        """Have these properties; what is the same already is not told again."""
        before, self._facts = self._facts._asdict(), facts
        changed = {_member(key): value for key, value in facts._asdict().items() if value != before[key]}
        if changed:
            self.emit_properties_changed(changed)

    # --- what may be said ------------------------------------------------------------------------

    @dbus_method()
    async def Start(self, exercise: DBusStr) -> DBusStr:
        """Begin a session in a window that leaves the keyboard alone; gives its id. "" takes the next one."""
        return str(_answered(lambda: self._commands.start(_text(exercise, "exercise"), True))["session"])

    @dbus_method()
    async def Snooze(self, minutes: DBusDouble) -> None:
        """Put off, by so many minutes; by the settings' length for 0."""
        _answered(lambda: self._commands.snooze(_minutes(minutes)))

    @dbus_method()
    async def Skip(self) -> None:
        """Decline."""
        _answered(self._commands.skip)

    @dbus_method()
    async def Pause(self, until: DBusStr) -> None:
        """Stop reminding: "90m", "14:30", "tomorrow", an instant, or "" for no end."""
        _answered(lambda: self._commands.pause(_text(until, "until")))

    @dbus_method()
    async def Resume(self) -> None:
        """End the pause or the meeting."""
        _answered(self._commands.resume)

    @dbus_method()
    async def Meeting(self, minutes: DBusDouble) -> None:
        """Hold during a meeting of so many minutes, of an hour for 0."""
        _answered(lambda: self._commands.meeting(_minutes(minutes) or 60.0))

    @dbus_method()
    async def OpenPanel(self) -> DBusBool:
        """Show the control panel; gives whether there is a way to show it."""
        return bool(_answered(lambda: self._commands.panel("")))

    @dbus_method()
    async def Quit(self) -> None:
        """End the program."""
        _answered(self._commands.end)

    @dbus_method()
    async def Status(self) -> DBusStr:
        """The document of `status --json`, with what asks for quiet read afresh."""
        return _json(await self._commands.status())

    @dbus_method()
    async def Why(self) -> DBusStr:
        """The document of `why --json`."""
        return _json(_answered(self._why))

    # --- how it stands ---------------------------------------------------------------------------

    @dbus_property(access=PropertyAccess.READ)
    def Version(self) -> DBusStr:
        return __version__

    @dbus_property(access=PropertyAccess.READ)
    def Phase(self) -> DBusStr:
        return self._facts.phase

    @dbus_property(access=PropertyAccess.READ)
    def Deadline(self) -> DBusInt64:
        return self._facts.deadline

    @dbus_property(access=PropertyAccess.READ)
    def Reason(self) -> DBusStr:
        return self._facts.reason

    @dbus_property(access=PropertyAccess.READ)
    def ReasonId(self) -> DBusStr:
        return self._facts.reason_id

    @dbus_property(access=PropertyAccess.READ)
    def SittingSince(self) -> DBusInt64:
        return self._facts.sitting_since

    @dbus_property(access=PropertyAccess.READ)
    def Snoozes(self) -> DBusUInt32:
        return self._facts.snoozes

    @dbus_property(access=PropertyAccess.READ)
    def PausedUntil(self) -> DBusInt64:
        return self._facts.paused_until

    @dbus_property(access=PropertyAccess.READ)
    def MeetingUntil(self) -> DBusInt64:
        return self._facts.meeting_until

    @dbus_property(access=PropertyAccess.READ)
    def RoundNumber(self) -> DBusUInt32:
        return self._facts.round_number

    @dbus_property(access=PropertyAccess.READ)
    def RoundDone(self) -> DBusUInt32:
        return self._facts.round_done

    @dbus_property(access=PropertyAccess.READ)
    def RoundTotal(self) -> DBusUInt32:
        return self._facts.round_total

    # --- what happens ----------------------------------------------------------------------------

    @dbus_signal()
    def Prompted(self, silent: bool) -> DBusBool:
        """An invitation shows; `silent` asks for no noise about it."""
        return silent

    @dbus_signal()
    def SessionStarted(self) -> None:
        """A session has begun."""

    @dbus_signal()
    def Snoozed(self) -> None:
        """The invitation was put off."""

    @dbus_signal()
    def Paused(self) -> None:
        """Reminding has stopped, or stops until another instant."""

    @dbus_signal()
    def Resumed(self) -> None:
        """Reminding goes on after a pause."""

    @dbus_signal()
    def Recorded(self, entry: str) -> DBusStr:
        """An entry was written: its line of the journal."""
        return entry


def _answered(act: Callable[[], Given]) -> Given:
    """What it gives; a refusal becomes the bus's kind of error."""
    try:
        return act()
    except DoorError as error:
        raise DBusError(ERRORS[error.code], str(error)) from error
    except BackbreakError as error:
        raise DBusError(ERRORS["failed"], str(error)) from error
    except Exception as error:
        log.exception("a call on the session bus failed")
        raise DBusError(ERRORS["failed"], _("something failed: see the log")) from error


def _text(value: str, key: str) -> str | None:
    return text({key: value}, key) or None


def _minutes(value: float) -> float | None:
    return number({"minutes": value}, "minutes", 0.1, LONGEST_MIN) if value else None


def _json(document: Mapping[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False)


def _member(key: str) -> str:
    return key.title().replace("_", "")


def _seconds(instant: object) -> int:
    return 0 if instant is None else int(read_instant(str(instant)).timestamp())
