"""The command line: arguments and commands; nothing heavy is imported until a command needs it."""

from __future__ import annotations

from backbreak.cli.later import put_off

put_off("inspect", "ipaddress")
