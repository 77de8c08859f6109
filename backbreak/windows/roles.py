"""What our own widgets are to assistive technology: a picture, a piece of text, a window.

Qt knows its own kinds of widgets; one that paints itself would be a nameless filler. It says what it is by an
attribute `accessible_role` of its class, a `QAccessible.Role`, and its name by `setAccessibleName`.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget


def install() -> None:
    """Have widgets asked for their role from now on, in this process."""
    QAccessible.installFactory(_interface)


def _interface(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    """Speak for a widget that has a role of its own; None leaves it to Qt."""
    role = getattr(thing, "accessible_role", None)
    if isinstance(thing, QWidget) and isinstance(role, QAccessible.Role):
        return QAccessibleWidget(thing, role)
    return None
