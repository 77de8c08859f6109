"""Whether backbreak starts at login, as the system has it."""

from __future__ import annotations

from backbreak.cli.doctor.checks import Check
from backbreak.core.autostart import State
from backbreak.storage.autostart import standing
from backbreak.storage.failures import StorageError
from backbreak.storage.places import Places
from backbreak.words import _
from backbreak.words.autostart import remedy, told
from backbreak.words.refusals import told as refused


def check(places: Places) -> Check:
    """Off is fine, if that is what somebody wants; on and not working is not."""
    try:
        found = standing(places)
    except StorageError as error:
        return Check("autostart", "degraded", refused(error), _("make it readable for you"))
    match found.state:
        case State.GONE | State.DISABLED:
            return Check("autostart", "degraded", told(found), remedy(found))
        case State.IMPOSSIBLE:
            return Check("autostart", "missing", told(found), remedy(found))
        case State.OFF:
            text = _("%(text)s; backbreak autostart on changes that") % {"text": told(found)}
            return Check("autostart", "ok", text)
    return Check("autostart", "ok", told(found))
