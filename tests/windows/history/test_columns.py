"""The list's columns: no day of any year is cut, in any language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtGui import QFontMetrics
from windows.history.conftest import FIVE

from backbreak import words
from backbreak.windows import locales
from backbreak.windows.history import dates
from backbreak.windows.history.entries import EntriesPage

FIRST = datetime(2026, 1, 1, 4, 44, tzinfo=UTC)
LEAST_MARGIN_EM = 1.0


@pytest.fixture(params=["en", "de", "es", "ar"])
def language(request: pytest.FixtureRequest, qapp) -> Iterator[str]:
    words.use(request.param)
    locales.follow(qapp)
    yield request.param
    words.use("en")
    locales.follow(qapp)


def test_every_day_of_a_year_has_room(language: str, qtbot) -> None:
    page = EntriesPage({"pelvis-lift": "Pelvis lift"})
    qtbot.addWidget(page)
    measure, em = QFontMetrics(page.view.font()), page.fontInfo().pixelSize()
    room = page.view.columnWidth(0) - LEAST_MARGIN_EM * em
    days = (FIRST + timedelta(days=day, hours=day % 20) for day in range(365))
    said = (dates.when(replace(FIVE[0], at=at)) for at in days)
    assert [text for text in said if measure.horizontalAdvance(text) > room] == []
