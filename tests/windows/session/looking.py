"""Looking at a session window: is any text clipped, does anything lie over something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from backbreak.core.cues import Phase
from backbreak.core.playback import advance
from backbreak.windows.session.fitting import Fit
from backbreak.windows.session.window import SessionWindow


def held(qtbot: QtBot, window: SessionWindow) -> SessionWindow:
    """Show a window whose clock stands still: no key finds that time has passed, however slow the machine."""
    now_s = window.player._last_s
    window.player._clock = lambda: now_s
    window.show()
    qtbot.waitUntil(window.player._timer.isActive)
    window.player._timer.stop()
    return window


def go_to(window: SessionWindow, phase: Phase) -> None:
    """Move to the middle of the next such phase."""
    player = window.player
    at_s = player.playback.position_s
    cue = next(cue for cue in player.playback.plan.cues if cue.phase is phase and cue.end_s > at_s)
    player._playback, _ = advance(player.playback, (cue.start_s + cue.end_s) / 2 - at_s)
    window.flow.show_moment()


def every_phase(window: SessionWindow) -> Iterator[Phase]:
    """Put the window in the middle of every kind of cue: each phase of each side, and each stretch."""
    player, seen = window.player, set[object]()
    for cue in player.playback.plan.cues:
        kind = cue.phase, cue.side, cue.exercise and cue.start_s, cue.rep == player.playback.plan.units
        if kind in seen:
            continue
        seen.add(kind)
        middle_s = (cue.start_s + cue.end_s) / 2
        player._playback, _ = advance(player.playback, middle_s - player.playback.position_s)
        window.flow.show_moment()
        QApplication.processEvents()
        yield cue.phase


def clipped(window: SessionWindow) -> list[str]:
    """Every visible text that does not fit the place it has, and whatever lies over something else."""
    page, found = window.page, []
    texts = [text for text in window.findChildren(QLabel) if text.isVisible() and text.text()]
    keys = [key for key in window.findChildren(QPushButton) if key.isVisible()]
    for text in texts:
        if isinstance(text, Fit):
            fits = text.holds_its_words()
        else:
            wraps = int(Qt.TextFlag.TextWordWrap) if text.wordWrap() else 0
            room = QRect(0, 0, text.width(), 10_000)
            needed = text.fontMetrics().boundingRect(room, wraps, text.text())
            fits = needed.width() <= text.width() + 1 and needed.height() <= text.height() + 1
        if not fits:
            found.append(f"{text.text()!r} does not fit {text.size()}")
    found += [f"button {key.text()!r} of {key.size()}" for key in keys if not key.holds_its_words()]
    metrics, word = QFontMetricsF(page.word.word_font()), page.word.accessibleName()
    wide, high = metrics.horizontalAdvance(word), metrics.tightBoundingRect(word).height()
    if page.isVisible() and (wide > page.word.width() or high > page.word.height()):
        found.append(f"word {word!r}")
    if page.isVisible() and not page.dots.holds_its_rows():
        found.append(f"dots {page.dots.accessibleName()!r} in {page.dots.size()}")
    return found + out_of_place(window, [*texts, *keys, *_pictures(window)])


def _pictures(window: SessionWindow) -> list[QWidget]:
    page, end = window.page, window.end_page
    return [one for one in (page.figure, page.dial, page.dots, page.word, end.ring) if one.isVisible()]


def out_of_place(window: SessionWindow, parts: Sequence[QWidget]) -> list[str]:
    """Whatever hangs out of the window or lies over something else."""
    boxes = {part: QRect(part.mapTo(window, QPoint(0, 0)), part.size()) for part in parts}
    found = [f"{_name(part)} at {box}" for part, box in boxes.items() if not window.rect().contains(box)]
    for one, other in combinations(parts, 2):
        if boxes[one].intersects(boxes[other]):
            found.append(f"{_name(one)} at {boxes[one]} over {_name(other)} at {boxes[other]}")
    return found


def _name(part: QWidget) -> str:
    text = part.text() if isinstance(part, QLabel | QPushButton) else part.accessibleName()
    return f"{type(part).__name__} {text!r}"
