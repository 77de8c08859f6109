"""Whether backbreak starts at login, as the system has it."""

from __future__ import annotations

from collections.abc import Iterator

from backbreak.cli.doctor.checks import Check
from backbreak.cli.doctor.distribution import typed
from backbreak.core.autostart import Because, Standing, State
from backbreak.storage.autostart import standing
from backbreak.storage.failures import StorageError
from backbreak.storage.places import Places
from backbreak.words import _
from backbreak.words.autostart import doubled, remedy, told
from backbreak.words.refusals import told as refused


def check(places: Places) -> Iterator[Check]:
    """Off is fine, if that is what somebody wants; on and not working is not, nor is twice."""
    try:
        found = standing(places)
    except StorageError as error:
        public = _("cannot be read")
        yield Check("autostart", "degraded", refused(error), _("make it readable for you"), public=public)
        return
    text, public = told(found), _public(found)
    if found.state is State.IMPOSSIBLE:
        yield Check("autostart", "missing", text, remedy(found), public=public)
    elif found.state in (State.GONE, State.DISABLED):
        yield Check("autostart", "degraded", text, remedy(found), _command(found), public)
    elif found.state is State.OFF:
        text = _("%(text)s; backbreak autostart on changes that") % {"text": text}
        yield Check("autostart", "ok", text, public=public)
    elif found.also:
        text = _("%(text)s; %(more)s") % {"text": text, "more": doubled(found)}
        yield Check("autostart", "degraded", text, remedy(found), typed("rm", *found.also), public)
    else:
        yield Check("autostart", "ok", text, public=public)


def _command(found: Standing) -> str:
    if found.because in (Because.NO_MANAGER, Because.NO_TARGET):
        return "backbreak autostart on --xdg"
    return "" if found.because is Because.REFUSED else "backbreak autostart on"


def _public(found: Standing) -> str:
    """The same without paths; words as `autostart --json` has them."""
    words = [found.state.value, found.kind and found.kind.value, found.because and found.because.value]
    twice = _("and started by something else, too") if found.also else ""
    return " ".join(word for word in (*words, twice) if word)
