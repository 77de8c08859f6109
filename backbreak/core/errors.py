"""The one root of every error that is shown to a person."""

from __future__ import annotations


class BackbreakError(Exception):
    """What happened, where, and what to do, in one line meant for people."""
