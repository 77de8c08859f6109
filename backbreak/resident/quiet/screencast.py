"""A screen that is shown: a video stream of a desktop's portal in PipeWire that somebody takes, by pw-dump.

PipeWire's own protocol has no small client, so its program is asked: when one is due, and again whenever its
monitor tells of a change while one is due or held. Screens shown through X11 leave no trace to be seen.
"""

from __future__ import annotations

import asyncio
import json
import os
from asyncio import AbstractEventLoop
from collections.abc import Callable, Iterable, Mapping
from math import inf
from pathlib import Path
from typing import Any, Final

from backbreak.resident.quiet.asking import News, printed
from backbreak.resident.quiet.sources import PATIENCE_S, QuietError
from backbreak.words import _

PROGRAM: Final = "pw-dump"
ANSWERED_WITHIN_S = PATIENCE_S * 0.8
SETTLES_S = 0.5
"""How long changes are gathered: a stream that begins is a dozen of them."""
STAYS_S = 1.0
"""How long the program that listens runs at least, if it can listen at all."""

CLASSES: Final = frozenset({"Stream/Output/Video", "Video/Source"})

# How the producers of screen casts call their streams, as their sources say: mutter's
# meta-screen-cast-stream-src.c, kwin's screencastmanager.cpp, niri's pw_utils.rs, and the portals of wlroots
# and Hyprland, whose streams are a Video/Source as a camera is.
CAST_NAMES: Final = (
    "meta-screen-cast-src", "kwin-screencast-", "xdpw-stream-", "xdph-streaming-", "niri-screen-cast-src",
)  # fmt: skip
# PipeWire names a node after the program where the stream does not say otherwise.
PRODUCERS: Final = ("gnome-shell", "kwin_wayland", "kwin_x11", "xdg-desktop-portal-", "niri")

PREVIEW_NAME: Final = "plasma-screencast-"
"""What Plasma's library (KPipeWire) calls its end of a cast: the thumbnails of task bar and portal."""

_MOST_BYTES = 8 << 20
_KEPT: Final = (
    "id", "type", "info", "state", "props", "media.class", "media.name", "node.name", "media.role",
    "output-node-id", "input-node-id",
)  # fmt: skip

Object = Mapping[str, Any]


class ScreenCast:
    """The reason "screen_share", from PipeWire's graph. Satisfies QuietSource."""

    name = "pipewire"
    reason = "screen_share"

    def __init__(self, loop: AbstractEventLoop) -> None:
        self._loop = loop
        self._changed: Callable[[], None] | None = None
        self._news: News | None = None
        self._may_start_s = 0.0

    async def unavailable(self) -> str | None:
        """None where PipeWire listens and its program is installed."""
        if not _installed(PROGRAM):
            return _("%(program)s is not installed") % {"program": PROGRAM}
        return None if _socket().is_socket() else _("no PipeWire listens on this computer")

    async def read(self) -> bool:
        """Whether a screen is being shown now. Raises QuietError."""
        if self._changed is not None:
            self._listen()  # PipeWire may have gone and come back
        try:
            async with asyncio.timeout(ANSWERED_WITHIN_S):
                return await self._shown()
        except TimeoutError:
            late = {"program": PROGRAM, "seconds": ANSWERED_WITHIN_S}
            raise QuietError(_("%(program)s does not answer within %(seconds)g s") % late) from None

    async def watch(self, changed: Callable[[], None]) -> None:
        """Have pw-dump run on and tell of changes."""
        self._changed, self._may_start_s = changed, 0.0
        self._listen()

    async def unwatch(self) -> None:
        """End it."""
        self.close()

    def close(self) -> None:
        """End the program that listens."""
        self._changed = None
        news, self._news = self._news, None
        if news is not None:
            news.close()

    async def _shown(self) -> bool:
        nodes = await self._objects("Node")
        casts = running_casts(nodes)
        previews = preview_takers(nodes)
        if not casts or not previews:
            return bool(casts)
        return taken_by_others(casts, previews, await self._objects("Link"))

    async def _objects(self, kind: str) -> list[Object]:
        return objects(await printed(self._loop, [PROGRAM, "--no-colors", kind], _MOST_BYTES))

    def _listen(self) -> None:
        # One that ended as soon as it was started would do so again, for ever.
        now_s = self._loop.time()
        if self._news is None and now_s >= self._may_start_s:
            self._may_start_s = now_s + STAYS_S
            # A stream runs as long as a link goes on from it, and most other things change more often.
            command = [PROGRAM, "--no-colors", "--monitor", "Link"]
            self._news = News(self._loop, command, self._tell, self._ended, gather_s=SETTLES_S)

    def _ended(self) -> None:
        self._news = None
        if self._loop.time() < self._may_start_s:
            self._may_start_s = inf
        self._tell()

    def _tell(self) -> None:
        if self._changed is not None:
            self._changed()


def objects(dump: bytes) -> list[Object]:
    """The objects pw-dump printed, with the little of them that matters. Raises QuietError."""
    try:
        # A node says all it could do, at length; dropped while reading, it never takes memory.
        found = json.loads(dump, object_hook=lambda read: {key: read[key] for key in _KEPT if key in read})
    except (ValueError, RecursionError) as error:
        raise QuietError(_("%(program)s prints what is no JSON") % {"program": PROGRAM}) from error
    if not isinstance(found, list):
        raise QuietError(_("%(program)s prints no list") % {"program": PROGRAM})
    return [one for one in found if isinstance(one, dict) and isinstance(one.get("info"), dict)]


def running_casts(nodes: Iterable[Object]) -> frozenset[int]:
    """The nodes that are screen casts and send pictures to somebody."""
    return frozenset(
        node["id"] for node in nodes if node["info"].get("state") == "running" and _is_cast(_properties(node))
    )


def preview_takers(nodes: Iterable[Object]) -> frozenset[int]:
    """The nodes of Plasma that take a cast to draw a thumbnail of it."""
    return frozenset(
        node["id"] for node in nodes if _text(_properties(node), "media.name").startswith(PREVIEW_NAME)
    )


def taken_by_others(casts: frozenset[int], previews: frozenset[int], links: Iterable[Object]) -> bool:
    """Whether one of the casts goes to somebody who draws no thumbnail."""
    ends = ((link["info"].get("output-node-id"), link["info"].get("input-node-id")) for link in links)
    return any(giver in casts and taker not in previews for giver, taker in ends)


def _is_cast(properties: Mapping[str, Any]) -> bool:
    if _text(properties, "media.class") not in CLASSES or _text(properties, "media.role") == "Camera":
        return False
    return _text(properties, "media.name").startswith(CAST_NAMES) or _text(
        properties, "node.name"
    ).startswith(PRODUCERS)


def _properties(node: Object) -> Mapping[str, Any]:
    properties = node["info"].get("props")
    return properties if isinstance(properties, dict) else {}


def _text(properties: Mapping[str, Any], key: str) -> str:
    return str(properties.get(key, ""))


def _installed(program: str) -> bool:
    """Whether it can be started; `shutil`, which tells that too, brings archives and 300 kB with it."""
    return any(os.access(Path(folder, program), os.X_OK) for folder in os.get_exec_path())


def _socket() -> Path:
    """Where PipeWire listens, as its library finds it."""
    folder = os.environ.get("PIPEWIRE_RUNTIME_DIR") or os.environ.get("XDG_RUNTIME_DIR") or "/run/pipewire"
    return Path(folder, os.environ.get("PIPEWIRE_REMOTE") or "pipewire-0")
