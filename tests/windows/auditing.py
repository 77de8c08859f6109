"""Looking at a window as assistive technology and a keyboard do: names, roles, the way of Tab, the focus."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

ROLE = QAccessible.Role
ACTED_ON = (ROLE.Button, ROLE.CheckBox, ROLE.RadioButton, ROLE.List, ROLE.ListItem)
TOLD = (ROLE.StaticText, ROLE.Graphic, ROLE.Grouping, ROLE.ProgressBar, ROLE.Window)
AROUND_PX = 4
"""A ring may be drawn a little outside of what has the focus."""


def name_of(thing: QAccessibleInterface) -> str:
    """What a screen reader calls it."""
    return thing.text(QAccessible.Text.Name)


def described(thing: QAccessibleInterface) -> str:
    """What it adds to the name, such as a key."""
    return thing.text(QAccessible.Text.Description)


def everything(thing: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """All that is not hidden, parents before children."""
    yield thing
    for at in range(thing.childCount()):
        child = thing.child(at)
        if child is not None and child.isValid() and not child.state().invisible:
            yield from everything(child)


def tree_of(window: QWidget) -> list[QAccessibleInterface]:
    """All of a window that is not hidden."""
    top = QAccessible.queryAccessibleInterface(window)
    assert top is not None
    return list(everything(top))


def nameless(window: QWidget) -> list[str]:
    """Whatever is told or can be acted on and has no name."""
    return [
        f"a {thing.role().name} at {thing.rect()}"
        for thing in tree_of(window)
        if thing.role() in (*ACTED_ON, *TOLD) and not name_of(thing).strip()
    ]


def stops(window: QWidget) -> list[QWidget]:
    """What the keyboard may be given to."""
    return [
        one
        for one in window.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None  # the field inside a box of numbers
    ]


def press(window: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier) -> QWidget | None:
    """Press a key where the keyboard is; what has it then."""
    QTest.keyClick(window.focusWidget() or window, key, modifier)
    QApplication.processEvents()
    return window.focusWidget()


def way_of_tab(window: QWidget, *, back: bool = False) -> list[QWidget]:
    """All that Tab comes by until it comes round, from where the keyboard is."""
    key = Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab
    modifier = Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier
    way: list[QWidget] = []
    while (one := press(window, key, modifier)) is not None and one not in way:
        way.append(one)
    return way


def box_of(window: QWidget, part: QWidget) -> QRect:
    """Where a part is in its window."""
    return QRect(part.mapTo(window, QPoint(0, 0)), part.size())


def reading_order(window: QWidget, parts: list[QWidget]) -> list[QWidget]:
    """The parts as one reads: line by line, in the direction of reading."""
    mirrored = window.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def place(part: QWidget) -> tuple[int, int]:
        box = box_of(window, part)
        return round(box.center().y() / 30), -box.x() if mirrored else box.x()

    return sorted(parts, key=place)


def picture(window: QWidget, part: QWidget) -> QImage:
    """How a part and a little around it look now."""
    around = box_of(window, part).adjusted(-AROUND_PX, -AROUND_PX, AROUND_PX, AROUND_PX)
    return window.grab(around & window.rect()).toImage()


def ring(window: QWidget, part: QWidget, elsewhere: QWidget) -> list[float]:
    """How much every pixel that the focus changes stands out from what it was."""
    elsewhere.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    before = picture(window, part)
    part.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    after = picture(window, part)
    assert before.size() == after.size()
    places = ((x, y) for y in range(after.height()) for x in range(after.width()))
    return [
        contrast(after.pixelColor(x, y), before.pixelColor(x, y))
        for x, y in places
        if after.pixel(x, y) != before.pixel(x, y)
    ]


def luminance(colour: QColor) -> float:
    """Relative luminance, 0 to 1 (WCAG 2)."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def buttons(window: QWidget) -> list[QAbstractButton]:
    """The buttons that are seen."""
    return [one for one in window.findChildren(QAbstractButton) if one.isVisible()]


def block_order(window: QWidget, parts: list[QWidget]) -> list[QWidget]:
    """The parts as one reads a page of blocks: a block to its end before the one beside it, line by line."""
    mirrored = window.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def inside(block: QWidget) -> list[QWidget]:
        children = [one for one in block.children() if isinstance(one, QWidget) and one.isVisible()]
        holding = [one for one in children if any(one is part or one.isAncestorOf(part) for part in parts)]
        own = [block] if block in parts else []
        return own + [part for line in lines(holding) for child in line for part in inside(child)]

    def lines(blocks: list[QWidget]) -> list[list[QWidget]]:
        found: list[list[QWidget]] = []
        for block in sorted(blocks, key=lambda one: box_of(window, one).center().y()):
            box = box_of(window, block)
            line = found[-1] if found else []
            if any(_beside(box, box_of(window, one)) for one in line):
                line.append(block)
            else:
                found.append([block])
        return [sorted(line, key=lambda one: _along(box_of(window, one), mirrored)) for line in found]

    return inside(window)


def _beside(one: QRect, other: QRect) -> bool:
    """Whether two boxes stand in one line: they share more than half the height of the lower one."""
    shared = min(one.bottom(), other.bottom()) - max(one.top(), other.top())
    return shared > 0.5 * min(one.height(), other.height())


def _along(box: QRect, mirrored: bool) -> int:
    return -box.right() if mirrored else box.left()
