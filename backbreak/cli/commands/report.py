"""`report`: the round per exercise, this week, streak and adherence; without a resident."""

from __future__ import annotations

from backbreak.cli.home import Home
from backbreak.cli.options import Options
from backbreak.cli.output import Exit, document
from backbreak.core.report import report


def run(options: Options) -> int:
    """Print the report."""
    home = Home(options)
    told = report(home.entries, home.catalogue, home.settings, home.today)
    if options.own.json:
        document(told)
    return Exit.DONE
