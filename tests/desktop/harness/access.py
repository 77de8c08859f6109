"""Finding things by the names a screen reader would speak (AT-SPI), so that the pointer need not guess."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .bus import Bus, BusError
from .screen import Box
from .waiting import PATIENCE_S, wait_until

ACCESSIBLE = "org.a11y.atspi.Accessible"
ACTION = "org.a11y.atspi.Action"
COMPONENT = "org.a11y.atspi.Component"
ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
ON_SCREEN = 0  # ATSPI_COORD_TYPE_SCREEN
STATES = {
    "checked": 4, "enabled": 8, "focusable": 11, "focused": 12, "pressed": 20,
    "sensitive": 24, "showing": 25, "visible": 30, "checkable": 41,
}  # fmt: skip
"""Numbers of ATSPI_STATE_…, of those that a test asks for."""
PRESSING = ("Press", "Toggle", "press", "toggle", "click", "Select")
DEEPEST = 30


@dataclass(frozen=True, slots=True)
class Thing:
    """Something a program tells assistive technology about."""

    program: str
    path: str
    role: str
    name: str


class Eyes:
    """Reads the accessible tree of every program of one desktop."""

    def __init__(self, session: Bus) -> None:
        self._bus = Bus(str(session.call("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress")))

    def everything(self, program: str | None = None) -> Iterator[Thing]:
        """All showing things, of the program of that name or of all, parents before children."""
        for name, path in self._children(*ROOT):
            root = self._thing(name, path)
            if root and (program is None or program in root.name):
                yield from self._below(root, 0)

    def find(self, name: str, role: str | None = None, program: str | None = None) -> list[Thing]:
        """The showing things of exactly this name, where a mnemonic's underscore does not count."""
        return [
            thing
            for thing in self.everything(program)
            if thing.name.replace("_", "") == name and role in (None, thing.role)
        ]

    def wait_for(
        self, name: str, role: str | None = None, program: str | None = None, timeout: float = PATIENCE_S
    ) -> Thing:
        """The first thing of that name, as soon as it shows."""
        return wait_until(
            lambda: self.find(name, role, program), f"{role or 'a thing'} {name!r} shows", timeout
        )[0]

    def box_of(self, thing: Thing) -> Box:
        """Where it is on the screen."""
        x, y, width, height = self._call(
            thing.program, thing.path, f"{COMPONENT}.GetExtents", "u", [ON_SCREEN]
        )
        return Box(x, y, width, height)

    def states_of(self, thing: Thing) -> set[str]:
        """The states it is in, by our names; none when it is gone."""
        try:
            words = self._call(thing.program, thing.path, f"{ACCESSIBLE}.GetState")
        except BusError:
            return set()
        return {name for name, bit in STATES.items() if words[bit // 32] >> (bit % 32) & 1}

    def description_of(self, thing: Thing) -> str:
        """What is said about it beside its name, such as its key."""
        return str(self._bus.get(thing.program, thing.path, ACCESSIBLE, "Description"))

    def actions_of(self, thing: Thing) -> list[str]:
        """What can be done with it."""
        try:
            offered = self._call(thing.program, thing.path, f"{ACTION}.GetActions")
        except BusError:
            return []
        return [str(action[0]) for action in offered]

    def act(self, thing: Thing) -> None:
        """Press it as a screen reader does: by its own action, wherever the pointer is."""
        actions = self.actions_of(thing)
        index = next((actions.index(one) for one in PRESSING if one in actions), None)
        assert index is not None, f"{thing.role} {thing.name!r} cannot be pressed: it offers {actions}"
        self._call(thing.program, thing.path, f"{ACTION}.DoAction", "i", [index])

    def press(self, name: str, program: str | None = "backbreak") -> None:
        """Press, by its action, the control whose name begins so, as soon as it can be pressed."""
        self.act(self.wait_ready(name, program))

    def wait_ready(self, name: str, program: str | None = "backbreak") -> Thing:
        """The control whose name begins so, as soon as it can be pressed."""

        def ready() -> Thing | None:
            found = (one for one in self.everything(program) if one.name.startswith(name))
            return next((one for one in found if self.actions_of(one) and self._is_ready(one)), None)

        return wait_until(ready, f"{name!r} can be pressed")

    def focused(self, program: str | None = "backbreak") -> Thing | None:
        """What has the keyboard."""
        return next((one for one in self.everything(program) if "focused" in self.states_of(one)), None)

    def pid_of(self, thing: Thing) -> int:
        """The process it belongs to."""
        return self._bus.pid_of(thing.program)

    def close(self) -> None:
        """Hang up."""
        self._bus.close()

    def _is_ready(self, thing: Thing) -> bool:
        return {"sensitive", "showing"} <= self.states_of(thing)

    def _below(self, thing: Thing, depth: int) -> Iterator[Thing]:
        yield thing
        if depth < DEEPEST:
            for name, path in self._children(thing.program, thing.path):
                child = self._thing(name, path)
                if child and self._shows(child):
                    yield from self._below(child, depth + 1)

    def _thing(self, program: str, path: str) -> Thing | None:
        try:
            name = str(self._bus.get(program, path, ACCESSIBLE, "Name"))
            role = str(self._call(program, path, f"{ACCESSIBLE}.GetRoleName"))
            return Thing(program, path, role.removeprefix("push "), name)  # newer servers say "button" only
        except BusError:
            return None  # gone while we looked

    def _shows(self, thing: Thing) -> bool:
        return "showing" in self.states_of(thing)

    def _children(self, program: str, path: str) -> list[tuple[str, str]]:
        try:
            return [(name, child) for name, child in self._call(program, path, f"{ACCESSIBLE}.GetChildren")]
        except BusError:
            return []

    def _call(
        self, program: str, path: str, member: str, signature: str = "", body: list[Any] | None = None
    ) -> Any:
        return self._bus.call(program, path, member, signature, body)
