"""What the desk's tests share: ledgers, outlooks, and pages that are on the screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QSize, Qt
from pytestqt.qtbot import QtBot

from backbreak.core.catalogue import Catalogue
from backbreak.core.dose import Ledger, Limits
from backbreak.core.figure import Poses, parse
from backbreak.storage.catalogue import load_catalogue, load_document
from backbreak.windows.desk.outlook import Outlook
from backbreak.windows.desk.page import DeskPage
from backbreak.windows.look import load_fonts, palette_of
from backbreak.windows.palettes import Theme
from backbreak.windows.session.scaled import unit_for

TODAY = date(2026, 11, 23)
HALF_WAY = {"opposite-arm-leg": 5, "pelvis-lift": 10, "hip-flex": 4, "leg-lifts": 1}


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def poses() -> Poses:
    return parse(load_document("poses.toml"))


@pytest.fixture
def ledger() -> Ledger:
    last = {name: at for at, name in enumerate(HALF_WAY)}
    return Ledger(round=3, _done=dict(HALF_WAY), _last=last)


@pytest.fixture
def outlook(ledger: Ledger, catalogue: Catalogue) -> Outlook:
    return Outlook.of(ledger, catalogue, Limits(), TODAY)


MakePage = Callable[..., DeskPage]


@pytest.fixture
def make_page(qtbot: QtBot, poses: Poses, outlook: Outlook) -> MakePage:
    def make(
        size: tuple[int, int] = (960, 700), seen: Outlook | None = None, theme: Theme = Theme.LIGHT
    ) -> DeskPage:
        page = DeskPage(poses, load_fonts(), palette_of(theme), "full")
        qtbot.addWidget(page)
        page.resize(*size)
        page.set_unit(unit_for(QSize(*size)))
        page.setFocus(Qt.FocusReason.OtherFocusReason)  # as the session's window gives it the keys
        with qtbot.waitExposed(page):
            page.show()
        page.show_outlook(seen or outlook)
        return page

    return make
