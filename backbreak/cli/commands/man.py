"""`man`: the manual page, as `make man` writes it and packages install it."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from backbreak.cli.clock import now
from backbreak.cli.manual.told import told
from backbreak.cli.manual.troff import manual_page
from backbreak.cli.output import Exit, say
from backbreak.cli.table import commands

if TYPE_CHECKING:
    from backbreak.cli.options import Options


def run(_options: Options) -> int:
    """Print it."""
    say(manual_page(told(commands()), _day()).rstrip("\n"))
    return Exit.DONE


def _day() -> date:
    """Today, unless whoever builds a package says which day it is: the same source is the same page."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    instant = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else now()
    return instant.date()
