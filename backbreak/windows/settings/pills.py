"""One of a few: each choice a word that is pressed, the chosen one tinted and marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from backbreak.core.fields import Value
from backbreak.windows.choice import Pill
from backbreak.windows.history.flow import Flow
from backbreak.windows.settings.control import Control


class Pills(Control):
    """A setting that is one of a few choices; arrow keys go from one to the next."""

    def __init__(self, choices: Mapping[str, str]) -> None:
        """Take each choice as it is written, with its words."""
        super().__init__()
        self.pills = {value: Pill(words) for value, words in choices.items()}
        line = Flow(0)
        self.setLayout(line)
        for value, pill in self.pills.items():
            pill.toggled.connect(lambda on, value=value: self._chosen(value) if on else None)
            line.addWidget(pill)

    def parts(self) -> Sequence[QWidget]:
        """The choices."""
        return tuple(self.pills.values())

    def call(self, name: str, help_: str) -> None:
        """Each choice says which setting it is one of."""
        for pill in self.pills.values():
            pill.setAccessibleName(f"{name}: {pill.text()}")
            pill.setAccessibleDescription(help_)

    def show_value(self, value: Value) -> None:
        """Show which one is chosen."""
        for one, pill in self.pills.items():
            pill.blockSignals(True)
            pill.setChecked(one == value)
            pill.blockSignals(False)
            pill.update()
        self._stop_at_chosen()

    def _chosen(self, value: str) -> None:
        self._stop_at_chosen()
        self.asked.emit(value)

    def _stop_at_chosen(self) -> None:
        """Have Tab stop at the one that is chosen, and the arrows reach the others."""
        chosen = any(pill.isChecked() for pill in self.pills.values())
        for pill in self.pills.values():
            stops = pill.isChecked() or not chosen
            pill.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stops else Qt.FocusPolicy.ClickFocus)
