"""A session in the terminal, from the medical note to the line that says what was logged."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from dataclasses import dataclass

from backbreak import __version__
from backbreak.cli.care import show_note
from backbreak.cli.clock import now
from backbreak.cli.home import Home
from backbreak.cli.options import Options
from backbreak.cli.output import Exit, complain, say
from backbreak.cli.planning import known_exercise, next_plan
from backbreak.cli.player.glyphs import glyphs_for
from backbreak.cli.player.hosts import OwnHost, ResidentHost
from backbreak.cli.player.keys import Keys
from backbreak.cli.player.play import Player
from backbreak.cli.player.screen import Stage
from backbreak.cli.player.signals import Stop
from backbreak.cli.player.views import Lines, Screen, View
from backbreak.cli.sentences import logged_line, session_line
from backbreak.core.cues import Plan
from backbreak.core.entry import Entry
from backbreak.core.ids import entry_id
from backbreak.core.plan_json import plan_from_json, plan_json
from backbreak.core.playback import Playback
from backbreak.core.session_entry import begun, told
from backbreak.door.client import Client, NotRunningError, connect
from backbreak.door.protocol import DoorError
from backbreak.storage import loose
from backbreak.words import _, care


@dataclass(frozen=True, slots=True)
class Booking:
    """A session that has begun: what to play, how fast, and who keeps what is done."""

    plan: Plan
    speed: float
    host: OwnHost | ResidentHost


def play(options: Options, plan: Plan | None) -> int:
    """Play the plan, or the session whose turn it is, to its end; the value is the exit code."""
    home, own = Home(options), options.own
    if own.exercise is not None:
        known_exercise(home, own.exercise)  # before anything is shown or begun
    home.places.ensure()
    show_note(home.places)
    with Stop() as stop:
        try:
            client = connect(home.places.socket_path, __version__)
        except NotRunningError:
            booking = _alone(home, options, plan)
        else:
            booking = _through(client, home, options, plan)
        speed = own.speed or booking.speed
        player = _perform(home, booking, speed, stop)
    if booking.host.trouble is not None:
        complain(booking.host.trouble)
    exercise = home.catalogue.get(booking.plan.exercise)
    if player.closed:
        say(_("The break reminder has closed this session; what was done is logged."))
        return Exit.DONE if player.playback.units else Exit.FAILED
    entry = booking.host.finish(player.playback)
    if entry is None:
        complain(_nothing(player.playback))
        return Exit.FAILED
    say(logged_line(entry, exercise))
    return Exit.DONE


def _nothing(playback: Playback) -> str:
    if not playback.plan.units:
        return _("stopped before the stretches were through: nothing is logged, start again when you like")
    return _("stopped before the first repetition was whole: nothing is logged, start again when you like")


def _alone(home: Home, options: Options, plan: Plan | None) -> Booking:
    """No resident: this process chooses, keeps and records."""
    loose.recover(home.places, home.store)
    if plan is None:
        plan = next_plan(home, options.own.exercise, options.own.seconds, None)
    host = OwnHost(home.places, home.store, _template(home, plan, None))
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
    template = _template(home, offered, answer["id"])
    own_host = OwnHost(home.places, home.store, told(template, known if isinstance(known, dict) else {}))
    speed = answer.get("speed")
    host = ResidentHost(client, answer["id"], own_host)
    playing = offered if plan is None else plan
    return Booking(playing, float(speed) if isinstance(speed, int | float) and speed > 0 else 1.0, host)


def _template(home: Home, plan: Plan, session: str | None) -> Entry:
    """The entry as it would be if nothing were done, under the resident's id or, without one, our own."""
    at, who = now(), home.identity
    return begun(session or entry_id(at, os.getpid(), who.salt), plan, at, home.zone, who.device)


def _perform(home: Home, booking: Booking, speed: float, stop: Stop) -> Player:
    catalogue = home.catalogue
    exercise = catalogue.get(booking.plan.exercise)
    on_screen = sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"
    with ExitStack() as stack:
        keys = stack.enter_context(Keys(sys.stdin.fileno())) if sys.stdin.isatty() else None
        glyphs = glyphs_for(sys.stdout.encoding)
        stage = Stage(booking.plan, exercise, catalogue.stand_and_stretch, glyphs, keys is not None)
        view: View
        if on_screen:
            view = Screen(stage, sys.stdout)
        else:
            say(session_line(booking.plan, exercise))
            say(care.every_session())
            view = Lines(stage, sys.stdout)
        player = Player(Playback(booking.plan), speed, booking.host, view, keys, stop)
        player.play()
    return player
