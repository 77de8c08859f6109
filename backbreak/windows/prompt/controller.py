"""Between the card and the resident: snapshots go onto the card, the answer goes to the door."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from backbreak.core.catalogue import Catalogue
from backbreak.windows.client import DoorClient, Reply
from backbreak.windows.prompt import offer
from backbreak.windows.prompt.card import PromptCard

PROMPTING = "prompting"


class PromptController(QObject):
    """Owns the card; `over` is emitted once: the invitation is answered, withdrawn, or nobody's any more."""

    over = Signal()

    def __init__(
        self, client: DoorClient, catalogue: Catalogue, picture_of: Callable[[str], QWidget | None]
    ) -> None:
        super().__init__()
        self._client = client
        self._catalogue = catalogue
        self._picture_of = picture_of
        self._plan: Mapping[str, object] | None = None
        self._picture: QWidget | None = None
        self._prompt: offer.Prompt | None = None
        self._over = False
        self.card: PromptCard | None = None
        client.greeted.connect(self._attach)
        client.snapshot.connect(self._snapshot)
        client.lost.connect(self._leave)

    def _attach(self, _version: str) -> None:
        # The plan first: the card appears complete, or without a suggestion if there is none to be had.
        self._client.ask("plan", {}, self._planned)
        self._client.ask("subscribe")
        self._client.ask("prompt-attach", {}, self._attached)

    def _planned(self, reply: Reply) -> None:
        self._plan = reply.result if reply.ok else None
        found = self._suggestion()
        self._picture = None if found is None else self._picture_of(found.exercise)

    def _suggestion(self) -> offer.Suggestion | None:
        return None if self._plan is None else offer.suggestion(self._plan, self._catalogue)

    def _attached(self, reply: Reply) -> None:
        prompt = reply.result.get("prompt")
        if not reply.ok or not isinstance(prompt, dict) or self._over:
            self._leave()
            return
        self._prompt = offer.read_prompt(prompt)
        self.card = PromptCard(self._prompt)
        self.card.chosen.connect(self._answer)
        self.card.suggest(self._suggestion(), self._picture)
        self.card.appear()

    def speak(self, catalogue: Catalogue) -> None:
        """Say everything in the language in use, with the exercises in it."""
        self._catalogue = catalogue
        if self.card is None or self._prompt is None:
            return
        found = self._suggestion()
        self.card.tell(self._prompt)
        self.card.suggest(found, None)
        if self._picture is not None and found is not None:
            self._picture.setAccessibleName(found.name)

    def _snapshot(self, data: Mapping[str, object]) -> None:
        prompt = data.get("prompt")
        if data.get("phase") != PROMPTING:
            self._leave()
        elif self.card is not None and isinstance(prompt, dict):
            self._prompt = offer.read_prompt(prompt)
            self.card.tell(self._prompt)

    def _answer(self, command: str) -> None:
        self._client.ask(command, {}, self._answered)

    def _answered(self, reply: Reply) -> None:
        if reply.ok or reply.code == "lost" or self.card is None:
            self._leave()
        else:
            self.card.complain(reply.text)

    def _leave(self, _why: str = "") -> None:
        if self._over:
            return
        self._over = True
        if self.card is not None:
            self.card.hide()
        self.over.emit()
