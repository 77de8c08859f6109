"""Starting at login from inside a Flatpak: the desktop is asked through its Background portal.

The portal answers what it has done, and cannot be asked again later. So its last answer is kept in the state
folder; where the sandbox may look at the desktop's own autostart folder, that is what counts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from backbreak.core.autostart import Because, Kind, Standing, State, standing_of
from backbreak.storage.durable import replace_file
from backbreak.storage.places import Places

from .program import own_command

APP_ID: Final = "io.github.backbreak.Backbreak"
ANSWER_WITHIN_S: Final = 90.0
"""The portal may have to ask a person."""


def standing(places: Places, environ: Mapping[str, str] = os.environ) -> Standing:
    """What the desktop's folder says, where it can be seen; else what the portal has answered last."""
    entry = _entry(environ)
    if entry.parent.is_dir() and "HOST_XDG_CONFIG_HOME" in environ:
        try:
            text = entry.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return Standing(State.OFF, kind=Kind.PORTAL)
        found = standing_of(str(entry), text, (), lambda program: True)
        return Standing(found.state, found.because, found.file, found.command, Kind.PORTAL)
    return _judged(_kept(places))


def switch_on(places: Places, program: Sequence[str], environ: Mapping[str, str] = os.environ) -> Standing:
    """Ask for it, and give what the portal answered."""
    return _switch(places, own_command(places, program), environ, on=True)


def switch_off(places: Places, environ: Mapping[str, str] = os.environ) -> Standing:
    """Ask that it ends, and give what the portal answered."""
    return _switch(places, (), environ, on=False)


def _switch(places: Places, command: Sequence[str], environ: Mapping[str, str], *, on: bool) -> Standing:
    answer = _ask(command, environ, on=on)
    if "error" in answer:
        return Standing(State.IMPOSSIBLE, Because.NO_PORTAL, kind=Kind.PORTAL, says=str(answer["error"]))
    kept = {"wanted": on, "autostart": answer.get("autostart") is True, "command": list(command)}
    replace_file(_memory(places), json.dumps(kept).encode())
    return standing(places, environ)


def _judged(kept: Mapping[str, object]) -> Standing:
    """What an answer means; none means off."""
    words = kept.get("command")
    command = tuple(str(word) for word in words) if isinstance(words, list) else ()
    if kept.get("autostart") is True:
        return Standing(State.ON, None, None, command, Kind.PORTAL, "granted")
    if kept.get("wanted") is True:
        return Standing(State.DISABLED, Because.REFUSED, None, command, Kind.PORTAL, "refused")
    return Standing(State.OFF, kind=Kind.PORTAL)


def _ask(command: Sequence[str], environ: Mapping[str, str], *, on: bool) -> Mapping[str, object]:
    """Have a program of its own speak D-Bus, which most who ask here cannot."""
    asking = [sys.executable, "-m", "backbreak.resident.portal", "on" if on else "off", *command]
    try:
        done = subprocess.run(
            asking, env=dict(environ), capture_output=True, text=True, timeout=ANSWER_WITHIN_S, check=False
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return {"error": "the portal does not answer"}
    except (OSError, ValueError) as error:
        return {"error": str(error)}
    return answer if isinstance(answer, dict) else {"error": "the portal's answer makes no sense"}


def _kept(places: Places) -> Mapping[str, object]:
    try:
        kept = json.loads(_memory(places).read_bytes())
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _memory(places: Places) -> Path:
    return places.state / "portal.json"


def _entry(environ: Mapping[str, str]) -> Path:
    """The file the portal writes, by the desktop's own folder."""
    folder = environ.get("HOST_XDG_CONFIG_HOME") or os.path.expanduser("~/.config")  # noqa: PTH111
    return Path(folder, "autostart", f"{environ.get('FLATPAK_ID') or APP_ID}.desktop")
