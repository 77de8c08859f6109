"""A session in the terminal is begun: chosen and kept by the resident, or by this process alone."""

from __future__ import annotations

import os
from dataclasses import dataclass

from backbreak import __version__
from backbreak.cli.clock import now
from backbreak.cli.home import Home
from backbreak.cli.options import Options
from backbreak.cli.planning import next_plan, plan_instead
from backbreak.cli.player.hosts import Instead, OwnHost, ResidentHost
from backbreak.core.cues import Plan
from backbreak.core.entry import Entry
from backbreak.core.ids import entry_id
from backbreak.core.plan_json import plan_from_json, plan_json
from backbreak.core.session_entry import begun, told
from backbreak.door.client import Client, NotRunningError, reach
from backbreak.door.protocol import DoorError
from backbreak.storage import loose
from backbreak.words import _


@dataclass(frozen=True, slots=True)
class Booking:
    """A session that has begun: what to play, how fast, and who keeps what is done."""

    plan: Plan
    speed: float
    host: OwnHost | ResidentHost


def begin(home: Home, options: Options, plan: Plan | None) -> Booking:
    """Begin the plan, or the session whose turn it is."""
    try:
        client = reach(home.places, __version__)
    except NotRunningError:
        return _alone(home, options, plan)
    return _through(client, home, options, plan)


def _alone(home: Home, options: Options, plan: Plan | None) -> Booking:
    """No resident: this process chooses, keeps and records."""
    loose.recover(home.places, home.store)
    if plan is None:
        plan = next_plan(home, options.own.exercise, options.own.seconds, None)
    host = OwnHost(home.places, home.store, _template(home, plan, None), _instead(home))
    host.begin()
    return Booking(plan, options.session_speed, host)


def _through(client: Client, home: Home, options: Options, plan: Plan | None) -> Booking:
    """The resident chooses and records; its plan is played, or the one of the file."""
    own = options.own
    asked = {"exercise": own.exercise, "seconds": own.seconds}
    args: dict[str, object] = {key: value for key, value in asked.items() if value is not None}
    if plan is not None:
        args = {"plan": plan_json(plan)}
    result = client.request("session-begin", args)
    answer = result.get("session")
    if not isinstance(answer, dict) or not isinstance(answer.get("id"), str):
        raise DoorError("failed", _("the resident began a session without saying which: restart it"))
    document = answer.get("plan")
    offered = plan_from_json(document if isinstance(document, dict) else {}, "the resident's plan")
    known = result.get("entry")
    template = told(_template(home, offered, answer["id"]), known if isinstance(known, dict) else {})
    host = ResidentHost(client, answer["id"], OwnHost(home.places, home.store, template, _instead(home)))
    speed = answer.get("speed")
    playing = offered if plan is None else plan
    return Booking(playing, float(speed) if isinstance(speed, int | float) and speed > 0 else 1.0, host)


def _instead(home: Home) -> Instead:
    def choose(refused: Plan, closing: Entry | None, tried: frozenset[str]) -> tuple[Plan, Entry]:
        plan = plan_instead(home, refused, closing, tried)
        return plan, _template(home, plan, None)

    return choose


def _template(home: Home, plan: Plan, session: str | None) -> Entry:
    """The entry as it would be if nothing were done, under the resident's id or, without one, our own."""
    at, who = now(), home.identity
    return begun(session or entry_id(at, os.getpid(), who.salt), plan, at, home.zone, who.device)
