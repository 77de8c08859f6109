"""`completion SHELL`: a script that teaches a shell to complete this program's command line."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from backbreak.cli.manual.told import to_a_shell
from backbreak.cli.output import Exit, say
from backbreak.cli.table import commands

if TYPE_CHECKING:
    from backbreak.cli.options import Options


def run(options: Options) -> int:
    """Print it."""
    shell = import_module(f"backbreak.cli.manual.shells.{options.own.shell}")
    say(shell.script(to_a_shell(commands())).rstrip("\n"))
    return Exit.DONE
