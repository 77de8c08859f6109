"""What a screen reader is to say although it reads elsewhere."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Have it say a text, where there is one; what is urgent goes before what it is saying."""
    if text and QAccessible.isActive():
        event, politeness = QAccessibleAnnouncementEvent(widget, text), QAccessible.AnnouncementPoliteness
        event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
        QAccessible.updateAccessibility(event)
