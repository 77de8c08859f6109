"""A plan as the JSON of `plan --json`, and back from a file or another process, with located errors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast

from backbreak.core.cues import Cue, Phase, Plan
from backbreak.core.dose import RoundState
from backbreak.core.errors import BackbreakError, Message
from backbreak.core.exercise import SIDES, STAND_AND_STRETCH, Side
from backbreak.core.located import Table

_LONGEST_S = 24 * 3600


class PlanError(BackbreakError):
    """A plan that cannot be played: where it is from, the cue and the key are in the message."""


_MUST_HAVE: Final[Mapping[Side | None, Message]] = {
    None: Message("%(key)s must have the reps 1 to %(units)d"),
    "left": Message("%(key)s must have the reps 1 to %(units)d of the left side"),
    "right": Message("%(key)s must have the reps 1 to %(units)d of the right side"),
}


def plan_json(plan: Plan) -> dict[str, object]:
    """Return the document of a plan; a cue has "exercise" only where it is not the plan's."""
    return {
        "exercise": plan.exercise,
        "units": plan.units,
        "seconds": plan.seconds,
        "budget_s": plan.budget_s,
        "cues": [_cue_json(cue) for cue in plan.cues],
        "round": {"number": plan.round.number, "done": plan.round.done, "total": plan.round.total},
    }


def plan_from_json(document: Mapping[str, object], where: str = "plan") -> Plan:
    """Return the plan of a document; raises PlanError saying where and why it cannot be played.

    Checks what playing relies on: cues contiguous from 0 to `seconds`, and as many reps a side as units.
    Unknown keys are ignored. `where` is for messages (a file's name).
    """
    top = Table(document, where, PlanError)
    exercise, units = top.text("exercise"), top.integer("units", 0, 10_000)
    seconds = top.number("seconds", 0.001, _LONGEST_S)
    rows = enumerate(top.rows("cues"))
    cues = tuple(_cue(Table(row, f"{where}: cues[{nth}]", PlanError)) for nth, row in rows)
    _check_contiguous(top, cues, seconds)
    _check_units(top, exercise, units, cues)
    return Plan(
        exercise=exercise,
        units=units,
        seconds=seconds,
        budget_s=top.number("budget_s", 0, _LONGEST_S),
        cues=cues,
        round=_round(top.table("round")),
        first_side=next((cue.side for cue in cues if cue.side), None) if units else None,
    )


def _round(row: Table) -> RoundState:
    return RoundState(
        number=row.integer("number", 1, 10**9),
        done=row.integer("done", 0, 10**9),
        total=row.integer("total", 0, 10**9),
    )


def _cue_json(cue: Cue) -> dict[str, object]:
    document: dict[str, object] = {
        "start_s": cue.start_s,
        "end_s": cue.end_s,
        "phase": cue.phase.value,
        "side": cue.side,
        "rep": cue.rep,
        "series": cue.series,
    }
    if cue.exercise is not None:
        document["exercise"] = cue.exercise
    return document


def _cue(row: Table) -> Cue:
    return Cue(
        start_s=row.number("start_s", 0, _LONGEST_S),
        end_s=row.number("end_s", 0, _LONGEST_S),
        phase=Phase(row.one_of("phase", [phase.value for phase in Phase])),
        side=None if row.get("side") is None else cast(Side, row.one_of("side", SIDES)),
        rep=None if row.get("rep") is None else row.integer("rep", 1, 10_000),
        series=None if row.get("series") is None else row.integer("series", 1, 10_000),
        exercise=None if row.values.get("exercise") is None else row.text("exercise"),
    )


def _check_contiguous(top: Table, cues: tuple[Cue, ...], seconds: float) -> None:
    """Raise unless each cue begins where the one before ended and the last ends the plan."""
    at = 0.0
    for nth, cue in enumerate(cues):
        start_s, end_s = cue.start_s, cue.end_s
        if start_s != at:
            told = "%(key)s must be %(at)s, where the cue before ends, not %(found)s"
            raise top.fail(f"cues[{nth}].start_s", told, at=at, found=start_s)
        if end_s <= start_s:
            told = "%(key)s must be after its start_s %(start)s, not %(found)s"
            raise top.fail(f"cues[{nth}].end_s", told, start=start_s, found=end_s)
        at = end_s
    if seconds != at:
        last = "%(key)s must be %(at)s, where the last cue ends, not %(found)s"
        raise top.fail("seconds", last, at=at, found=seconds)


def _check_units(top: Table, exercise: str, units: int, cues: tuple[Cue, ...]) -> None:
    """Raise unless the reps of each side are numbered 1 to `units`."""
    if (units == 0) != (exercise == STAND_AND_STRETCH):
        none = "%(key)s must be 0 for %(id)s and for nothing else, not %(found)d"
        raise top.fail("units", none, id=STAND_AND_STRETCH, found=units)
    if not units:
        return
    reps: dict[Side | None, set[int]] = {}
    for cue in cues:
        if cue.rep is not None:
            reps.setdefault(cue.side, set()).add(cue.rep)
    if set(reps) not in ({None}, {"left", "right"}):
        raise top.fail("cues", "%(key)s must have reps, either of both sides or none with a side")
    for side, numbers in reps.items():
        if numbers != set(range(1, units + 1)):
            raise top.fail("cues", _MUST_HAVE[side], units=units)
