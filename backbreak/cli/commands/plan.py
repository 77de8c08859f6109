"""`plan`: the next session, second by second, without a resident."""

from __future__ import annotations

from backbreak.cli.home import Home
from backbreak.cli.options import Options
from backbreak.cli.output import Exit, document, say
from backbreak.cli.planning import next_plan
from backbreak.cli.sentences import session_line
from backbreak.cli.tables import aligned, minutes_and_seconds, seconds
from backbreak.core.cues import Plan, stretch_of
from backbreak.core.exercise import Exercise
from backbreak.core.plan_json import plan_json
from backbreak.words import _
from backbreak.words import session as words


def run(options: Options) -> int:
    """Print the plan."""
    home, own = Home(options), options.own
    plan = next_plan(home, own.exercise, own.seconds, own.units)
    if own.json:
        document(plan_json(plan))
        return Exit.DONE
    exercise = home.catalogue.get(plan.exercise)
    say(session_line(plan, exercise))
    for line in aligned([_row(plan, index, exercise) for index in range(len(plan.cues))]):
        say(line)
    return Exit.DONE


def _row(plan: Plan, index: int, exercise: Exercise) -> tuple[str, ...]:
    cue, stretch = plan.cues[index], stretch_of(plan, index)
    rep = "" if cue.rep is None else _("%(rep)d of %(units)d") % {"rep": cue.rep, "units": plan.units}
    return (
        f"{minutes_and_seconds(cue.start_s):>6}",
        f"{seconds(cue.seconds):>6}",
        words.stretch(stretch) if stretch else words.phase(cue.phase, exercise),
        exercise.side_name(cue.side) if cue.side else "",
        rep if plan.units else "",
    )
