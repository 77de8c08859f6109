"""`autostart`: whether backbreak starts at login, as the system really has it; switched on and off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backbreak.cli.output import Exit, UsageError, document, say
from backbreak.core.autostart import Kind, Standing, State
from backbreak.core.errors import BackbreakError
from backbreak.storage.autostart import own_program, standing, switch_off, switch_on
from backbreak.storage.places import Places, places_for
from backbreak.storage.settings import load
from backbreak.words import _, use
from backbreak.words.autostart import doubled, remedy, told

if TYPE_CHECKING:
    from backbreak.cli.options import Options


def run(options: Options) -> int:
    """Switch if asked to, and say what the system says then: a file that was written is read back."""
    own, places = options.own, places_for(options.home)
    use(load(places)[0].look.language)
    if own.kind is not None and own.action != "on":
        raise UsageError(_("autostart: --%(kind)s says how to switch it on") % {"kind": own.kind})
    found = _switched(places, own.action, None if own.kind is None else Kind(own.kind))
    text = told(found)
    if own.json:
        document({**found.as_json(), "text": text})
    else:
        say(text)
        if doubled(found):
            say(doubled(found))
        if remedy(found):
            say(f"{_('to do')}: {remedy(found)}")
    return Exit.DONE


def _switched(places: Places, action: str, kind: Kind | None) -> Standing:
    """Do as asked; BackbreakError where the system says something else afterwards."""
    if action == "on":
        found = switch_on(places, own_program(), kind=kind)
        if found.state is not State.ON:
            raise BackbreakError(_("autostart on: %(text)s") % {"text": told(found)})
    elif action == "off":
        found = switch_off(places)
        if found.state is State.ON:
            hint = _("autostart off: %(file)s starts it too, and was not made by backbreak: remove it there")
            raise BackbreakError(hint % {"file": found.file})
    else:
        found = standing(places)
    return found
