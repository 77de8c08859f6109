"""Photographs the session window at telling moments of every exercise, in any size, light and dark.

    python tests/gallery/session_shots.py FOLDER [WIDTH HEIGHT]

One file a moment (pelvis-lift-hold-light.png). Offscreen unless QT_QPA_PLATFORM says otherwise.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from backbreak.core.cues import Phase, Plan
from backbreak.core.dose import Limits, RoundState
from backbreak.core.playback import advance
from backbreak.core.session import plan
from backbreak.core.settings import Look, Settings
from backbreak.storage.catalogue import load_catalogue
from backbreak.windows.look import palette_of, qt_palette, theme_for
from backbreak.windows.session.link import Assignment, Progress, SessionLink
from backbreak.windows.session.window import SessionWindow

UNITS = {"leg-lifts": 1, "stand-and-stretch": 0, "lumbar": 16, "obliques": 8}


class Unread(SessionLink):
    """A link whose reports nobody reads."""

    def beat(self, progress: Progress) -> None:
        """Nobody is there."""

    def finish(self, progress: Progress, completed: bool) -> None:
        """Nobody is there."""


def moments(session: Plan) -> Iterator[tuple[str, float]]:
    """The preview, and the third quarter of the first cue of every later phase."""
    seen: set[Phase] = set()
    yield "prepare", 4.0
    for cue in session.cues:
        if cue.phase not in seen and cue.phase is not Phase.PREPARE:
            yield cue.phase.value, cue.start_s + 0.7 * cue.seconds
            seen.add(cue.phase)
    yield "late", session.seconds * 0.72


def photograph(folder: Path, size: tuple[int, int]) -> None:
    """Take all pictures."""
    catalogue = load_catalogue()
    for theme in ("light", "dark"):
        settings = Settings(look=Look(theme=theme))
        QApplication.setPalette(qt_palette(palette_of(theme_for(theme))))
        for exercise in catalogue:
            units = UNITS.get(exercise.id, 5)
            session = plan(exercise, units, 0, Limits(), RoundState(3, 23, 145))
            window = SessionWindow(Assignment("shot", session), Unread(), catalogue, settings)
            window.resize(*size)
            for name, at_s in moments(session):
                player = window.player
                player._playback, _ = advance(player.playback, at_s - player.playback.position_s)
                window._show_moment()
                window._show_moment()
                window.grab().save(str(folder / f"{exercise.id}-{name}-{theme}.png"))
            player._playback, _ = advance(player.playback, 1000.0)
            window.show()
            player._finish()
            window.grab().save(str(folder / f"{exercise.id}-end-{theme}.png"))
            window.close()


if __name__ == "__main__":
    if len(sys.argv) not in (2, 4):
        sys.exit("session_shots.py: give a folder, e.g. session_shots.py /tmp/shots 720 560")
    application = QApplication(sys.argv[:1])
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    photograph(target, (int(sys.argv[2]), int(sys.argv[3])) if len(sys.argv) == 4 else (960, 700))
