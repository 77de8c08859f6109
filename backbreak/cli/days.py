"""Days as people type them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from backbreak.cli.output import UsageError
from backbreak.words import _


def parse_day(option: str, text: str, today: date) -> date:
    """Read YYYY-MM-DD, today or yesterday; raises UsageError naming the option."""
    named = {"today": today, "yesterday": today - timedelta(days=1)}.get(text.lower())
    if named is not None:
        return named
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return date.fromisoformat(text)
    except ValueError:
        pass  # a 30th of February
    raise UsageError(
        _("%(option)s %(text)r is not a day: say YYYY-MM-DD, today or yesterday")
        % {"option": option, "text": text}
    )
