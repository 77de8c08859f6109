"""`session`: a guided break now, in a window, or in the terminal when asked or when there is no display.

A window opens on the desk page, where the session is chosen and started; closing that is no failure. A plan
is played at once.

With --script or --render it is not played; what would be heard is printed, or written as a file.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from backbreak.cli.display import no_display
from backbreak.cli.options import Options
from backbreak.cli.output import UsageError
from backbreak.cli.planning import check_seconds
from backbreak.core.cues import Plan
from backbreak.core.plan_json import PlanError, plan_from_json
from backbreak.words import _
from backbreak.words.refusals import why


def run(options: Options) -> int:
    """Play a session and log it, or tell of it; 1 when one was played and nothing whole of it was done."""
    own = options.own
    check_seconds(own.seconds)
    plan = None if own.plan is None else _read_plan(own.plan)
    if plan is not None and (own.exercise is not None or own.seconds is not None):
        raise UsageError(_("--plan says what to play: leave --exercise and --seconds out"))
    if own.json and not own.script:
        raise UsageError(_("--json tells what will be heard: give it with --script"))
    if own.replace and own.render is None:
        raise UsageError(_("--replace is about the file that is written: give it with --render"))
    if own.script or own.render is not None:
        from backbreak.cli.listening import listen

        return listen(options, plan)
    if own.terminal or no_display() is not None:
        from backbreak.cli.player.terminal import play
        from backbreak.cli.unforeseen import heard

        with heard(options.home):
            return play(options, plan)
    from backbreak.windows.main import session
    from backbreak.windows.options import WindowOptions

    speed = own.speed or (options.session_speed if options.session_speed != 1.0 else None)
    return session(
        WindowOptions(home=options.home, exercise=own.exercise, seconds=own.seconds, speed=speed, plan=plan)
    )


def _read_plan(name: str) -> Plan:
    """The plan of a file, or of stdin for "-"; raises UsageError located at what cannot be played."""
    where = "stdin" if name == "-" else name
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
        document = json.loads(text)
    except OSError as error:
        raise UsageError(
            _("cannot read %(file)s: %(why)s; name a plan as plan --json prints it")
            % {"file": where, "why": why(error)}
        ) from None
    except (ValueError, RecursionError):
        raise UsageError(
            _("%(file)s is not JSON: name a plan as plan --json prints it") % {"file": where}
        ) from None
    if not isinstance(document, dict):
        raise UsageError(_("%(file)s is not a plan: name one as plan --json prints it") % {"file": where})
    try:
        return plan_from_json(document, where)
    except PlanError as error:
        raise UsageError(error.told) from error
