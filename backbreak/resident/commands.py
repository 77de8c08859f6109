"""What may be said at the door, in the tray and by a notification.

Each is a fact for the conductor, then an answer, which is given after its effects are on disk. What makes no
sense now is refused in one line that says why.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from backbreak.core.cycle import events as e
from backbreak.core.durations import Tomorrow, WishError, parse_wish, resolve
from backbreak.core.exercise import SHORT_STRETCH_S, STAND_AND_STRETCH
from backbreak.core.hours import tomorrow
from backbreak.core.instants import read_instant
from backbreak.core.session import plan_json
from backbreak.door.protocol import DoorError, Request
from backbreak.door.server import Peer
from backbreak.resident.arguments import flag, length, number, text, whole
from backbreak.resident.conductor import Conductor
from backbreak.resident.doses import Doses
from backbreak.resident.panel_commands import Open, PanelCommands
from backbreak.resident.session_commands import Answer, SessionCommands
from backbreak.resident.sessions import Sessions
from backbreak.resident.unwritten import done_but
from backbreak.resident.window_commands import WindowCommands
from backbreak.resident.windows import Manner
from backbreak.storage.places import Places
from backbreak.words import _
from backbreak.words.durations import clock

LONGEST_MIN = 7 * 24 * 60.0


class Knowing(Protocol):
    """What is known of the user besides what they say."""

    async def quiet_now(self) -> list[str]: ...
    def sources(self) -> dict[str, object]: ...


class Telling(Protocol):
    """The documents that are told at the door."""

    def status(self, quiet: Collection[str] = ()) -> dict[str, object]: ...
    def why(self) -> dict[str, object]: ...
    def prompt(self) -> dict[str, object]: ...


class Commands:
    """Every command by its word. `quit`, `panel`, `desk` are the program's; `screen` says if there is one."""

    def __init__(
        self,
        conductor: Conductor,
        sessions: Sessions,
        doses: Doses,
        telling: Telling,
        now: Callable[[], datetime],
        *,
        places: Places,
        quit: Callable[[], None],
        panel: Open,
        desk: Callable[[Manner], None],
        by_name: Callable[[str, Manner], object],
        raised: Callable[[int], None],
        screen: Callable[[], bool],
        knowing: Callable[[], Knowing],
    ) -> None:
        self._conductor = conductor
        self._sessions = sessions
        self._doses = doses
        self._telling = telling
        self._now = now
        self._places = places
        self._quit = quit
        self._panel = PanelCommands(panel, telling.status)
        self._desk = desk
        self.windows = WindowCommands(by_name, raised, self._need_screen)
        self._screen = screen
        self._knowing = knowing
        self._playing = SessionCommands(
            conductor, sessions, doses, lambda: telling.status()["round"], now, places
        )
        self._table: dict[str, Callable[[Mapping[str, object], Peer], Answer]] = {
            "subscribe": lambda args, peer: telling.status(),
            "why": lambda args, peer: telling.why(),
            "start": lambda args, peer: self.start(
                text(args, "exercise"), flag(args, "quietly"), seconds=length(args)
            ),
            "stretch": lambda args, peer: self.stretch(),
            "snooze": lambda args, peer: self.snooze(number(args, "minutes", 0.1, LONGEST_MIN)),
            "skip": lambda args, peer: self.skip(),
            "pause": lambda args, peer: self.pause(text(args, "until")),
            "resume": lambda args, peer: self.resume(),
            "meeting": lambda args, peer: self.meeting(number(args, "minutes", 0.1, LONGEST_MIN) or 60.0),
            "plan": lambda args, peer: self._plan(args),
            "desk": lambda args, peer: self.desk(text(args, "activation") or ""),
            "quit": lambda args, peer: self.end(),
            "prompt-attach": lambda args, peer: {"prompt": telling.prompt()},
        }
        self._table |= self._playing.table | self._panel.table | self.windows.table
        self._afresh: dict[str, Callable[[], Awaitable[Answer]]] = {
            "status": self.status,
            "sources": self._sources,
        }

    def also(self, table: Mapping[str, Callable[[Mapping[str, object], Peer], Answer]]) -> None:
        """Answer these commands too."""
        self._table.update(table)

    def handle(self, request: Request, peer: Peer) -> Awaitable[Answer]:
        """Answer one request; raises DoorError for what is refused."""
        return self._handle(request, peer)

    async def _handle(self, request: Request, peer: Peer) -> Answer:
        if request.cmd in self._afresh:
            return await self._afresh[request.cmd]()
        command = self._table.get(request.cmd)
        if command is None:
            name = " ".join(request.cmd.split())[:40]
            raise DoorError("usage", _("the resident knows no command %(name)s") % {"name": name})
        return command(request.args, peer)

    async def status(self) -> Answer:
        """How it stands, with what asks for quiet read afresh."""
        quiet = await self._knowing().quiet_now()
        return self._telling.status(quiet)

    async def _sources(self) -> Answer:
        await self._knowing().quiet_now()
        return self._knowing().sources()

    # --- what the user says ----------------------------------------------------------------------

    def start(
        self,
        exercise: str | None = None,
        quietly: bool = False,
        activation: str = "",
        seconds: float | None = None,
    ) -> Answer:
        """Begin a session in a window; `quietly` leaves the keyboard where it is.

        `activation` is the desktop's leave to take the keyboard, where it has given one.
        """
        laid = self._playing.next(exercise, seconds)
        if self._conductor.cycle.run is None:
            self._need_screen("start")
        session = self._sessions.begin(laid, manner=Manner(quietly, activation))
        return {"session": session, "exercise": laid.plan.exercise, "units": laid.plan.units}

    def stretch(self, activation: str = "") -> Answer:
        """Begin the shortest break there is."""
        return self.start(STAND_AND_STRETCH, activation=activation, seconds=SHORT_STRETCH_S)

    def panel(self, activation: str) -> bool:
        """Show the control panel; False when there is no way to show it."""
        return self._panel.open(activation)

    def desk(self, activation: str) -> Answer:
        """Open the window to choose an exercise in; nothing is begun by that."""
        if self._conductor.cycle.run is not None:
            raise DoorError("nonsense", self._refusal(e.Refused("desk", "session")))
        self._need_screen("desk")
        self._desk(Manner(activation=activation))
        return {}

    def _need_screen(self, command: str, instead: str = "session --terminal") -> None:
        if not self._screen():
            hint = _("%(command)s: no display to open a window on: use backbreak %(instead)s")
            raise DoorError("failed", hint % {"command": command, "instead": instead})

    def snooze(self, minutes: float | None = None) -> Answer:
        """Put off."""
        by = None if minutes is None else timedelta(minutes=minutes)
        self._post(e.Snoozed(self._now(), by))
        return self._telling.status()

    def skip(self) -> Answer:
        """Decline."""
        self._post(e.Skipped(self._now()))
        return self._telling.status()

    def pause(self, until: str | None = None) -> Answer:
        """Stop reminding: a wish as typed ("90m", "14:30", "tomorrow"), an instant, or None for no end."""
        self._post(e.Paused(self._now(), None if until is None else self._instant(until)))
        return self._telling.status()

    def resume(self) -> Answer:
        """End the pause or the meeting."""
        self._post(e.Resumed(self._now()))
        return self._telling.status()

    def meeting(self, minutes: float) -> Answer:
        """Hold during a meeting."""
        self._post(e.MeetingDeclared(self._now(), self._now() + timedelta(minutes=minutes)))
        return self._telling.status()

    def end(self) -> Answer:
        """End the program, once the answer is out."""
        self._quit()
        return {"quitting": True}

    def _instant(self, wish: str) -> datetime:
        now, policy = self._now(), self._conductor.policy
        try:
            return read_instant(wish)
        except ValueError:
            pass
        try:
            wanted = parse_wish(wish)
        except WishError as error:
            raise DoorError("usage", error.told) from error
        if isinstance(wanted, Tomorrow):
            return tomorrow(policy.week, policy.zone, now)
        return resolve(wanted, now, policy.zone)

    def _post(self, event: e.Event) -> None:
        refused = self._conductor.post(event)
        if refused is not None:
            raise DoorError("nonsense", self._refusal(refused))
        trouble = self._conductor.trouble
        if trouble is not None:
            raise DoorError("failed", done_but(trouble, self._conductor.behind))

    def _refusal(self, refused: e.Refused) -> str:
        """Why a command makes no sense now, and what does."""
        cycle, policy = self._conductor.cycle, self._conductor.policy
        known = {"command": refused.command, "limit": policy.snooze_limit}
        if refused.why == "limit":
            return _("%(command)s: put off as often as allowed (%(limit)d): start or skip this one") % known
        if refused.why == "past":
            return _("%(command)s: that moment is past: name a later one") % known
        if refused.why == "session":
            return _("%(command)s: a session is going on: finish or stop that one first") % known
        if refused.command == "resume":
            return _("resume: neither paused nor in a meeting: nothing to resume")
        due = {**known, "time": clock(cycle.due_at, policy.zone, self._now())}
        if refused.why == "sitting":
            return _("%(command)s: no break is due before %(time)s: nothing to put off or decline") % due
        return _("%(command)s: no break is due now: nothing to put off or decline") % known

    def _plan(self, args: Mapping[str, object]) -> Answer:
        return plan_json(self._playing.next(text(args, "exercise"), length(args), whole(args, "units")).plan)
