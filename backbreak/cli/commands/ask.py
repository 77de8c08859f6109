"""`status` and `why`: what the resident is doing, and because of what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from backbreak import __version__
from backbreak.cli.clock import now
from backbreak.cli.output import Exit, document, say
from backbreak.door.client import NotRunningError, reach
from backbreak.storage.places import places_for
from backbreak.words import _

if TYPE_CHECKING:
    from backbreak.cli.options import Options


def run(options: Options) -> int:
    """Ask and print. Without a resident `--json` says so too, and the exit code is 3 either way."""
    try:
        with reach(places_for(options.home), __version__) as door:
            answer = door.request(str(options.command))
    except NotRunningError:
        if not options.own.json:
            raise
        document({"running": False})
        return Exit.NOT_RUNNING
    if options.own.json:
        document(answer)
    elif options.command == "why":
        tell_why(answer)
    else:
        tell_status(answer)
    for trouble in ("journal", "failure"):
        if isinstance(answer.get(trouble), dict) and not options.own.json:
            say(_text(answer[trouble]))
    return Exit.DONE


def tell_status(status: Mapping[str, object]) -> None:
    """Three lines for a person: what goes on, how long the spell is, how far the round is."""
    say(_text(status.get("reason")))
    tell_meeting(status)
    sitting = status.get("sitting_s")
    nobody_sits = status.get("phase") == "off" or status.get("sitting_since", "") is None
    if isinstance(sitting, int | float) and not nobody_sits:
        from backbreak.cli.sentences import length

        say(_("Sitting for %(time)s.") % {"time": length(sitting)})
    progress = status.get("round")
    if isinstance(progress, dict):
        say(_round(progress))


def _round(progress: Mapping[str, object]) -> str:
    number = progress.get("number")
    if not progress.get("total") and isinstance(number, int):
        from backbreak.words.sentences import sentence
        from backbreak.words.session import round_without

        return sentence(round_without(number))
    return _("Round %(number)s: %(done)s of %(total)s units done.") % progress


def tell_why(answer: Mapping[str, object]) -> None:
    """What happens next and because of what; then what held prompts back lately."""
    first = answer.get("reason")
    say(_text(first))
    tell_meeting(answer)
    held = answer.get("held")
    for reason in held if isinstance(held, list) else []:
        if _text(reason) == _text(first):
            continue
        say(_("Held: %(why)s") % {"why": _text(reason)})
    holds = answer.get("holds")
    if isinstance(holds, list) and holds:
        from backbreak.storage.zone import local_zone
        from backbreak.words.reasons import hold_name

        zone = local_zone()
        say(_("Held back lately:"))
        for hold in holds:
            if isinstance(hold, dict):
                say(f"  {_span(hold, zone)}  {hold_name(str(hold.get('reason')))}")


def tell_meeting(answer: Mapping[str, object]) -> None:
    """Until when the user is in a meeting, unless what was said first says so already."""
    until, reason = answer.get("meeting_until"), answer.get("reason")
    if isinstance(until, str) and not (isinstance(reason, dict) and reason.get("id") == "meeting"):
        from backbreak.storage.zone import local_zone
        from backbreak.words.durations import clock

        end = clock(datetime.fromisoformat(until), local_zone(), now())
        say(_("In a meeting until %(time)s: no reminder before") % {"time": end})


def _text(reason: object) -> str:
    return str(reason.get("text", "")) if isinstance(reason, dict) else ""


def _span(hold: Mapping[str, object], zone: tzinfo) -> str:
    from backbreak.words.durations import clock

    def told(instant: object) -> str:
        if not isinstance(instant, str):
            return _("now")
        return clock(datetime.fromisoformat(instant), zone, now())

    return f"{told(hold.get('from'))} - {told(hold.get('to'))}"
