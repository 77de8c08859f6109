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
        self._suggestion: tuple[offer.Suggestion | None, QWidget | None] | None = None
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
        self._suggestion = None
        if reply.ok:
            found = offer.suggestion(reply.result, self._catalogue)
            self._suggestion = (found, None if found is None else self._picture_of(found.exercise))

    def _attached(self, reply: Reply) -> None:
        prompt = reply.result.get("prompt")
        if not reply.ok or not isinstance(prompt, dict) or self._over:
            self._leave()
            return
        self.card = PromptCard(offer.read_prompt(prompt))
        self.card.chosen.connect(self._answer)
        if self._suggestion is not None:
            self.card.suggest(*self._suggestion)
        self.card.appear()

    def _snapshot(self, data: Mapping[str, object]) -> None:
        prompt = data.get("prompt")
        if data.get("phase") != PROMPTING:
            self._leave()
        elif self.card is not None and isinstance(prompt, dict):
            self.card.tell(offer.read_prompt(prompt))

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
