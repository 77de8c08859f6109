"""The documents and texts of the present moment, for the door, the tray, the card and the notification."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from backbreak.core.cycle import Phase
from backbreak.core.cycle.commands import snoozes_used_up
from backbreak.core.explain import sitting
from backbreak.resident import snapshot
from backbreak.resident.conductor import Conductor
from backbreak.resident.doses import Doses, today
from backbreak.resident.tray import TrayView
from backbreak.resident.unforeseen import Failures
from backbreak.words.prompt import Invitation, Offer, invitation
from backbreak.words.refusals import told

RECENT = 10


class Surfaces(Protocol):
    """What is known of where things are shown, and of what went wrong."""

    @property
    def tray_shown(self) -> bool: ...
    @property
    def failures(self) -> Failures: ...


class Tells:
    """Reads the conductor and the journal; changes nothing."""

    def __init__(
        self,
        conductor: Conductor,
        doses: Doses,
        now: Callable[[], datetime],
        surfaces: Surfaces,
        demo: float | None,
        screen: Callable[[], bool],
        idle_source: Callable[[], str],
    ) -> None:
        self._conductor = conductor
        self._doses = doses
        self._now = now
        self._surfaces = surfaces
        self._demo = demo
        self._screen = screen
        self._idle_source = idle_source

    def status(self, quiet: Collection[str] = ()) -> dict[str, object]:
        """The document of `status`; with the prompt's texts while there is one.

        `quiet` are the reasons found just now, whether or not the cycle has to know of them.
        """
        cycle, policy, now = self._conductor.cycle, self._conductor.policy, self._now()
        shown, idle = self._surfaces.tray_shown, self._idle_source()
        around = snapshot.Surroundings(self._doses.round, shown, idle, quiet)
        found = snapshot.status(cycle, policy, now, around)
        found["failure"] = self._surfaces.failures.as_json()
        if cycle.phase is Phase.PROMPTING:
            found["prompt"] = self.prompt()
        return found

    def why(self) -> dict[str, object]:
        """The document of `why`."""
        recent = self._doses.recent(RECENT)
        found = snapshot.why(self._conductor.cycle, self._conductor.policy, self._now(), recent)
        gone = self._doses.journal_gone
        journal = None if gone is None else {"text": told(gone)}
        return found | {"failure": self._surfaces.failures.as_json(), "journal": journal}

    def prompt(self) -> dict[str, object]:
        """What the card shows."""
        cycle, policy, now = self._conductor.cycle, self._conductor.policy, self._now()
        texts = self.invitation()
        return {
            "sitting_s": int(sitting(cycle, policy, now).total_seconds()),
            "snoozes": cycle.episode.snoozes if cycle.episode else 0,
            "title": texts.title,
            "text": texts.text,
            "start_label": texts.start,
            "snooze_label": texts.snooze,
            "stretch_label": texts.stretch,
            "skip_label": texts.skip,
            "silent": cycle.episode is not None and cycle.episode.silent,
        }

    def invitation(self) -> Invitation:
        """The prompt's texts as they are right now."""
        cycle, policy, now = self._conductor.cycle, self._conductor.policy, self._now()
        plan = self._doses.next(today(now, policy.zone)).plan
        name = self._doses.catalogue.get(plan.exercise).name
        texts = invitation(
            sitting(cycle, policy, now),
            cycle.episode.snoozes if cycle.episode else 0,
            Offer(name, plan.seconds),
            policy.snooze,
            now + policy.limit,
            policy.zone,
            now,
        )
        return replace(texts, snooze="") if snoozes_used_up(cycle, policy) else texts

    def tray(self) -> TrayView:
        """Icon, tooltip and menu."""
        cycle, policy = self._conductor.cycle, self._conductor.policy
        failure = self._surfaces.failures.silent
        return snapshot.tray_view(cycle, policy, self._now(), self._demo, self._screen(), failure)
