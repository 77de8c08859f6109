"""Sentences with a file in them: shown so that a long name goes on in the next line, read out as they are."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

_MAY_BREAK = "\u200b"


def tell(where: QLabel, text: str) -> None:
    """Say something, or with "" nothing."""
    where.setText(text.replace("/", f"/{_MAY_BREAK}"))
    where.setAccessibleName(text)
    where.setVisible(bool(text))
