"""Hearing what programs tell a screen reader (AT-SPI announcements), as it would read it out."""

from __future__ import annotations

from dataclasses import dataclass

from .access import ROOT
from .bus import Bus
from .waiting import PATIENCE_S, wait_until

EVENT = "object:announcement"
ASSERTIVE = 2  # ATSPI_LIVE_ASSERTIVE


@dataclass(frozen=True, slots=True)
class Heard:
    """One announcement."""

    text: str
    assertive: bool


class Ears:
    """Hears every announcement from the moment it is made."""

    def __init__(self, session: Bus) -> None:
        self._bus = Bus(str(session.call("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress")))
        self._bus.listen("interface='org.a11y.atspi.Event.Object',member='Announcement'")
        registry = "/org/a11y/atspi/registry"
        # Programs keep quiet until somebody says that they want to hear this kind of event.
        self._bus.call(ROOT[0], registry, f"{ROOT[0]}.RegisterEvent", "sass", [EVENT, [], ""])

    def heard(self) -> list[Heard]:
        """Everything so far, oldest first."""
        return [Heard(str(body[3]), body[1] == ASSERTIVE) for body in self._bus.signals("Announcement")]

    def wait_for(self, text: str, after: int = 0, timeout: float = PATIENCE_S) -> int:
        """Wait until an announcement holds this text: how many have been heard up to and with it.

        The first `after` ones do not count, so that one can wait for things in their order.
        """

        def found() -> int:
            heard = self.heard()
            return next((n + 1 for n in range(after, len(heard)) if text in heard[n].text), 0)

        try:
            return wait_until(found, f"{text!r} is announced", timeout)
        except AssertionError as error:
            raise AssertionError(f"{error}; heard: {self.heard()}") from None

    def close(self) -> None:
        """Hang up."""
        self._bus.close()
