"""What tells whether somebody is there and may be interrupted, and why the better sources do not."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator, Mapping
from typing import Any

from backbreak.cli.doctor.checks import Check
from backbreak.cli.doctor.distribution import install
from backbreak.core.errors import BackbreakError
from backbreak.core.settings import Settings
from backbreak.door.client import reach
from backbreak.storage.places import Places
from backbreak.words import _

_OF_THE_SOUND_SERVER = frozenset({"pulseaudio", "pipewire"})

Sources = Mapping[str, Any]
"""The answer of the resident's `sources`, or of a survey without one."""


def sources(places: Places, settings: Settings) -> Sources:
    """Ask the resident what it uses; without one, try everything here."""
    try:
        with reach(places, None) as door:
            return door.request("sources")
    except BackbreakError:  # none runs, or one that is too old to know
        from backbreak.resident.survey import survey

        return asyncio.run(survey(settings))


def check(found: Sources) -> Iterator[Check]:
    """Idle time, the lock, and every reason for quiet."""
    yield _idle(found["idle"])
    yield _lock(found["lock"])
    for told in _sensed(found["quiet"]):
        yield _quiet(told)


def _sensed(quiet: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """What tells of each reason, or once that nothing does: some have a source beside the usual ones."""
    by_reason: dict[str, list[Mapping[str, Any]]] = {}
    for told in quiet:
        by_reason.setdefault(told["reason"], []).append(told)
    for alike in by_reason.values():
        working = [told for told in alike if told["source"]]
        refused = [one for told in alike for one in told["refused"]]
        yield from working or [{**alike[0], "refused": refused}]


def _idle(told: Mapping[str, Any]) -> Check:
    """How absences are seen."""
    source, refused = told["source"], _not_used(told["refused"])
    if source != "absent":
        text = _("told by %(source)s") % {"source": source}
        return Check("idle", "ok", f"{text}; {refused}" if refused else text)
    text = _("nothing tells of it, so only locking, sleep and not running count as absence")
    return Check(
        "idle",
        "missing",
        f"{text}; {refused}" if refused else text,
        _("lock the screen when you leave, or press start when you are back"),
    )


def _lock(told: Mapping[str, str | None]) -> Check:
    """Whether a locked screen is seen."""
    working = [name for name, why in told.items() if why is None]
    refused = "; ".join(f"{name}: {why}" for name, why in told.items() if why is not None)
    if working:
        text = _("told by %(source)s") % {"source": ", ".join(working)}
        return Check("lock", "ok", f"{text}; {refused}" if refused else text)
    return Check(
        "lock",
        "missing",
        _("nothing tells of it, so a locked screen is an absence only when there is no input; %(refused)s")
        % {"refused": refused or _("there is no source for this system")},
        _("use a screen locker that tells logind or org.freedesktop.ScreenSaver"),
        install("locker") if "XFCE" in os.environ.get("XDG_CURRENT_DESKTOP", "") else "",
    )


def _quiet(told: Mapping[str, Any]) -> Check:
    """Whether one reason for quiet is seen."""
    name, refused = "quiet-" + told["reason"].replace("_", "-"), _not_used(told["refused"])
    if not told["enabled"]:
        return Check(name, "ok", _("switched off in the settings"))
    if not told["source"]:
        fix = _("nothing, unless you want it: say backbreak meeting instead")
        text = _("nothing tells of it; %(refused)s") % {"refused": refused}
        tried = {one["source"] for one in told["refused"]}
        command = install("sound") if tried & _OF_THE_SOUND_SERVER else "backbreak meeting"
        return Check(name, "missing", text, fix, command)
    if told["trouble"]:
        text = _("%(source)s cannot tell: %(why)s") % {"source": told["source"], "why": told["trouble"]}
        return Check(name, "degraded", text, _("until it can, this holds no prompt back"))
    text = _("told by %(source)s: %(now)s") % {
        "source": told["source"],
        "now": _("on now") if told["applies"] else _("off now"),
    }
    return Check(name, "ok", f"{text}; {refused}" if refused else text)


def _not_used(refused: list[Mapping[str, str]]) -> str:
    """The better ones in one line; empty when the best is used."""
    if not refused:
        return ""
    listed = "; ".join(f"{one['source']}: {one['why']}" for one in refused)
    return _("not used: %(listed)s") % {"listed": listed}
