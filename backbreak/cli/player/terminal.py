"""A session in the terminal, from the medical note to the lines that say what was logged."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack

from backbreak.cli.care import show_note
from backbreak.cli.home import Home
from backbreak.cli.options import Options
from backbreak.cli.output import Exit, complain, say
from backbreak.cli.planning import known_exercise
from backbreak.cli.player.after import Afterwards
from backbreak.cli.player.awake import KeepAwake
from backbreak.cli.player.booking import Booking, begin
from backbreak.cli.player.film import Film
from backbreak.cli.player.glyphs import Glyphs, glyphs_here
from backbreak.cli.player.hosts import Document, OwnHost, ResidentHost
from backbreak.cli.player.keys import Keys
from backbreak.cli.player.play import Player
from backbreak.cli.player.screen import Stage
from backbreak.cli.player.signals import Stop
from backbreak.cli.player.sounds import Heard, sounds_for
from backbreak.cli.player.views import Lines, Screen, View
from backbreak.cli.sentences import logged_line, session_line
from backbreak.core.cues import Plan
from backbreak.core.entry import Feel
from backbreak.core.exercise import Exercise
from backbreak.core.figure import Poses, parse
from backbreak.core.playback import Playback
from backbreak.storage.catalogue import poses_document
from backbreak.words import _, care


def play(options: Options, plan: Plan | None) -> int:
    """Play the plan, or the session whose turn it is, to its end; the value is the exit code."""
    home, own = Home(options), options.own
    if own.exercise is not None:
        known_exercise(home, own.exercise)  # before anything is shown or begun
    home.places.ensure()
    show_note(home.places)
    with Stop() as stop, ExitStack() as stack:
        booking = begin(home, options, plan)
        keys = stack.enter_context(Keys(sys.stdin.fileno())) if sys.stdin.isatty() else None
        glyphs = glyphs_here(sys.stdout.encoding, os.environ)
        with KeepAwake() as awake:
            player = _player(home, booking, own.speed or booking.speed, glyphs, keys, stop, awake)
            player.play()
        asked = keys if sys.stdout.isatty() else None
        return _end(
            home, player, booking.host, Afterwards(home.places, player.stage.exercise, glyphs, asked, stop)
        )


def _end(home: Home, player: Player, host: OwnHost | ResidentHost, afterwards: Afterwards) -> int:
    """Log what was done, say so, and hear how it was."""
    playback, entry = player.playback, None
    if not player.closed:
        entry = host.finish(playback, Feel.HURTS if player.hurts else None)
    logged = entry is not None or bool(host.closed) or (player.closed and playback.units > 0)
    if not player.view.gone:  # or there is nobody to talk to
        _tell(home, player, host, entry)
        if player.hurts:
            afterwards.hurt()
        elif entry is not None and playback.finished:
            afterwards.felt(host.feel)
    return Exit.DONE if logged else Exit.FAILED


def _tell(home: Home, player: Player, host: OwnHost | ResidentHost, entry: Document | None) -> None:
    """A line for each entry, or why there is none."""
    if host.trouble is not None:
        complain(host.trouble)
    for one in [*host.closed, *([] if entry is None else [entry])]:
        say(logged_line(one, _exercise_of(home, one, player)))
    if player.closed:
        say(_("The break reminder has closed this session; what was done is logged."))
    elif entry is None and not host.closed:
        complain(_nothing(player.playback, player.hurts))


def _exercise_of(home: Home, entry: Document, player: Player) -> Exercise:
    name = entry.get("exercise")
    return home.catalogue.get(name) if isinstance(name, str) else player.stage.exercise


def _nothing(playback: Playback, hurts: bool) -> str:
    if hurts:
        return _("stopped before anything was whole: nothing is logged")
    if not playback.plan.units:
        return _("stopped before the stretches were through: nothing is logged, start again when you like")
    return _("stopped before the first repetition was whole: nothing is logged, start again when you like")


def _player(
    home: Home,
    booking: Booking,
    speed: float,
    glyphs: Glyphs,
    keys: Keys | None,
    stop: Stop,
    awake: KeepAwake,
) -> Player:
    """Everything a session needs, set up for this terminal."""
    catalogue, settings = home.catalogue, home.settings
    on_screen = sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"
    exercise = catalogue.get(booking.plan.exercise)
    attended = sys.stdin.isatty() or sys.stdout.isatty()
    stretching = catalogue.stand_and_stretch
    sounds = sounds_for(settings.sound, exercise, stretching, speed, os.environ, attended=attended)
    poses = parse(poses_document(catalogue)) if on_screen and glyphs.pixels else None
    reduced = settings.look.motion == "reduced"

    def stage_of(plan: Plan) -> Stage:
        one = catalogue.get(plan.exercise)
        film = _film(poses, one, glyphs, reduced)
        return Stage(plan, one, stretching, glyphs, keys is not None, film, isinstance(sounds, Heard))

    stage = stage_of(booking.plan)
    view: View
    if on_screen:
        view = Screen(stage, sys.stdout)
    else:
        say(session_line(booking.plan, exercise))
        say(care.every_session())
        view = Lines(stage, sys.stdout)
    playback, host = Playback(booking.plan), booking.host
    return Player(playback, speed, host, stage, stage_of, view, sounds, keys, stop, awake)


def _film(poses: Poses | None, exercise: Exercise, glyphs: Glyphs, reduced: bool) -> Film | None:
    if poses is None or glyphs.pixels is None or not exercise.pose:  # a pack's pictures are for windows
        return None
    return Film(poses, exercise, glyphs.pixels, reduced=reduced)
