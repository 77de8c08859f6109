"""What the tray does, from the shell: start, snooze, skip, pause, resume, meeting, quit."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TextIO

from backbreak import __version__
from backbreak.cli.commands.ask import tell_meeting
from backbreak.cli.output import Exit, UsageError, say
from backbreak.door.client import reach
from backbreak.storage.places import places_for
from backbreak.words import _

if TYPE_CHECKING:
    from backbreak.cli.options import Options

LONGEST_MIN = 24 * 60


def run(options: Options) -> int:
    """Tell the resident; it answers once the effects are on disk. Then say how things stand."""
    command = str(options.command)
    args = _arguments(command, options)
    # Whatever its version, it can be told to quit: that is what the message about versions advises.
    version = None if command == "quit" else __version__
    with reach(places_for(options.home), version) as door:
        door.request(command, args)
        if command == "quit":
            door.wait_for_end()
            return Exit.DONE
        status = door.request("status")
    reason = status.get("reason")
    say(str(reason.get("text", "")) if isinstance(reason, dict) else _("Done."))
    tell_meeting(status)
    return Exit.DONE


def _arguments(command: str, options: Options) -> dict[str, object]:
    own = options.own
    match command:
        case "start":
            wished: dict[str, object] = {} if own.exercise is None else {"exercise": own.exercise}
            return wished if typed_by_a_person(sys.stdin) else wished | {"quietly": True}
        case "snooze" | "meeting":
            return {} if own.minutes is None else {"minutes": _minutes(command, own.minutes)}
        case "pause":
            return {"until": _until(own.until)}
    return {}


def typed_by_a_person(stdin: TextIO | None) -> bool:
    """Whether a terminal is where the command came from; a timer's or a script's takes no keyboard away."""
    return stdin is not None and not stdin.closed and stdin.isatty()


def _minutes(command: str, minutes: float) -> float:
    if minutes > LONGEST_MIN:
        raise UsageError(
            _("%(command)s: %(minutes)g minutes are more than a day: use backbreak pause")
            % {"command": command, "minutes": minutes}
        )
    return minutes


def _until(text: str | None) -> str | None:
    """The wish as typed, once it is in the grammar: what it means by its clock is the resident's to say."""
    if text is None:
        return None
    from backbreak.core.durations import WishError, parse_wish

    try:
        parse_wish(text)
    except WishError as error:
        raise UsageError(error.told) from error
    return text
