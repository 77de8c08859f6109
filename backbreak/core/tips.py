"""The closing lines: one piece of the article's advice after each session, in turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from backbreak.core.errors import BackbreakError, Message
from backbreak.core.located import Table

SCHEMA = "backbreak-tips/1"
WHERE = ("anywhere", "home", "office")


class TipsError(BackbreakError):
    """Closing lines that cannot be used: file, tip and key are in the message."""


@dataclass(frozen=True, slots=True)
class Tip:
    """One closing line, the article's section it retells, and where it is of use."""

    id: str
    text: str
    section: str
    where: str


def parse_tips(document: Mapping[str, object], file: str = "tips.toml") -> tuple[Tip, ...]:
    """Return the tips of a parsed TOML document; raises TipsError, located."""
    top = Table(document, file, TipsError)
    top.only(("schema", "article", "tip"))
    top.one_of("schema", (SCHEMA,))
    tips = []
    for nth, values in enumerate(top.rows("tip"), start=1):
        row = Table(values, Message("%(file)s: tip number %(nth)d", file=file, nth=nth), TipsError)
        row.only(("id", "text", "section", "where"))
        where = row.one_of("where", WHERE)
        tips.append(Tip(row.text("id"), row.text("text"), row.text("section"), where))
    return tuple(tips)


def tip_for(tips: Sequence[Tip], day: date, nth: int) -> Tip:
    """Return the tip after the `nth` session (from 0) of a day.

    Neighbouring sessions of a day, and the same session on neighbouring days, never get the same one
    as long as there are two; all tips come round.
    """
    return tips[(day.toordinal() + nth) % len(tips)]
