"""The examination as a text to copy for a bug report: nothing in it says whose desktop it is.

Each finding has a text for this where its own would tell something. What is left is looked through for the
names of this user, host and device and for paths, and they are replaced: twice is better than once.
"""

from __future__ import annotations

import json
import os
import re
import socket
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from backbreak.cli.doctor.checks import Check
from backbreak.storage.places import Places
from backbreak.words import _

_OF_THE_SYSTEM = ("/usr/", "/lib", "/bin/", "/sbin/", "/etc/os-release", "/dev/", "/proc/", "/sys/")
_PATH = re.compile(r"(?<![\w«»~:])~?/[^\s;,:'\"()]+")
_SHORTEST = 3
"""Letters a name must have to be looked for: shorter ones are in every other word."""


def text(head: Sequence[str], checks: Sequence[Check], places: Places) -> str:
    """The whole report."""
    discreet = Discreet(places)
    lines = [*head, ""]
    for check in checks:
        told = check.text if check.public is None else check.public
        lines.append(f"{check.state:<9} {check.name:<20} {told}".rstrip())
    return "\n".join(discreet.said(line) for line in lines)


class Discreet:
    """Replaces what tells who somebody is. `names` are further ones that must not be told."""

    def __init__(self, places: Places, names: Sequence[str] = ()) -> None:
        paths = {str(path): f"«{word}»" for word, path in _places(places)}
        paths |= {os.path.expanduser("~"): "~", sys.prefix: "«python»"}  # noqa: PTH111 - as it is written
        self._paths = sorted(paths.items(), key=lambda one: -len(one[0]))
        found = {*names, *_names(places)}
        usable = sorted((name for name in found if len(name) >= _SHORTEST), key=len, reverse=True)
        either = "|".join(map(re.escape, usable))
        self._names = re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])", re.IGNORECASE) if usable else None

    def said(self, line: str) -> str:
        """The line without them."""
        for path, word in self._paths:
            if len(path) > 1:
                line = line.replace(path, word)
        line = re.sub(r"(«\w+»|~)/[^\s;,:'\"()]*", r"\1/…", line)
        line = _PATH.sub(lambda found: _path(found[0]), line)
        return line if self._names is None else self._names.sub(_("«name»"), line)


def _path(path: str) -> str:
    return path if path.startswith(_OF_THE_SYSTEM) else _("«path»")


def _places(places: Places) -> Iterator[tuple[str, Path]]:
    if places.site is None:
        yield "home", places.config.parent
    yield from (("config", places.config), ("data", places.data))
    yield from (("state", places.state), ("run", places.run))


def _names(places: Places) -> Iterator[str]:
    """What this user, this host and this device are called."""
    yield from (os.environ.get(key, "") for key in ("USER", "LOGNAME", "USERNAME", "HOSTNAME", "NAME"))
    yield Path(os.path.expanduser("~")).name  # noqa: PTH111 - Path's raises where there is no home
    if sys.platform != "win32":
        import pwd

        try:
            entry = pwd.getpwuid(os.getuid())
        except KeyError:
            entry = None
        if entry is not None:
            yield entry.pw_name
            yield from (part for part in re.split(r"[\s,]+", entry.pw_gecos))
    host = socket.gethostname()
    yield from (host, host.partition(".")[0])
    try:
        kept = json.loads(places.identity_file.read_bytes())
    except (OSError, ValueError):
        return
    device = kept.get("device") if isinstance(kept, dict) else None
    if isinstance(device, str):
        yield from (device, device.rpartition("-")[0])
