"""The tray by a program of its own, a window program of ours, for desktops whose tray we cannot speak to.

Nothing of it is there, and nothing waits or listens, while a StatusNotifier host shows the icon.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from asyncio import AbstractEventLoop, Task, TimerHandle
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from backbreak.door.protocol import DoorError
from backbreak.door.server import Peer
from backbreak.resident import surroundings
from backbreak.resident.arguments import text
from backbreak.resident.children import Children, broke_off
from backbreak.resident.tray.need import PATIENCE_S, Need
from backbreak.resident.tray.tray import OPEN_PANEL
from backbreak.resident.tray.view import TrayView
from backbreak.words import _

NAME = "tray"

WATCH_PAUSES_S = (30.0, 300.0)
"""When to look for a manager again where the X server could not be asked."""

Answer = Mapping[str, object]
Table = dict[str, Callable[[Answer, Peer], Answer]]

log = logging.getLogger(__name__)


class Managers(Protocol):
    """Who takes icons by the old protocol: the window of the tray's manager, 0 where there is none.

    `watching` ends with the X server.
    """

    @property
    def watching(self) -> bool: ...
    async def watch(self, changed: Callable[[int], None]) -> None: ...
    def unwatch(self) -> None: ...


class Door(Protocol):
    """How the program is told."""

    def push_tray(self, view: Mapping[str, object]) -> None: ...


def has_no_other(platform: str = sys.platform) -> bool:
    """Whether this system has no tray that we speak to ourselves."""
    return platform in ("win32", "darwin")


def may_have_manager(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether it makes sense to ask the X server: not under Wayland, where asking would only start one."""
    wayland = environ.get("WAYLAND_DISPLAY") or environ.get("XDG_SESSION_TYPE") == "wayland"
    return bool(environ.get("DISPLAY")) and not wayland


def tray_environment(environ: Mapping[str, str], *, alone: bool) -> dict[str, str]:
    """What the program inherits.

    For the old protocol Qt must not see the session bus: it would offer the icon there to a watcher that has
    no host. A desktop's theme would cost some megabytes for one menu.
    """
    kept = surroundings.window_environment("", environ)
    if alone:
        return kept
    bus, theme = "DBUS_SESSION_BUS_ADDRESS", "QT_QPA_PLATFORMTHEME"
    return {**kept, "QT_QPA_PLATFORM": "xcb", theme: "generic", bus: "disabled:"}


class Fallback:
    """Runs the program while it is needed, tells it the view, and hears its choices.

    `managers()` makes what watches for a tray's manager, at first need; `act(row, activation)` carries out a
    choice as one made in our own menu; `changed()` is called when `shown` may have changed. `table` has the
    commands of the program at the door.
    """

    def __init__(
        self,
        loop: AbstractEventLoop,
        door: Door,
        command: Sequence[str],
        log_file: Path,
        managers: Callable[[], Managers],
        act: Callable[[str, str], None],
        changed: Callable[[], None],
        environ: Mapping[str, str] = os.environ,
        *,
        alone: bool | None = None,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._loop = loop
        self._door = door
        self._command = command
        self._log_file = log_file
        self._make_managers = managers
        self._act = act
        self._changed = changed
        self._environ = environ
        self._alone = has_no_other() if alone is None else alone
        self._possible = self._alone or may_have_manager(environ)
        self._patience_s = patience_s
        self._need = self._new_need()
        self._children = Children(loop, self._ended)
        self._told_to_end = self._running = self._watched = False
        self._managers: Managers | None = None
        self._watching: Task[None] | None = None
        self._again: TimerHandle | None = None
        self._view: TrayView | None = None
        self._peers: set[Peer] = set()
        self.table: Table = {
            "tray-attach": lambda args, peer: self._attach(peer),
            "tray-choose": lambda args, peer: self._choose(args),
        }

    @property
    def shown(self) -> bool:
        """Whether a program shows the icon, and there is somebody who shows what it shows."""
        return bool(self._peers) and self._need.managed

    def start(self, *, hosted: bool) -> None:
        """Begin to look after the tray; `hosted` says whether a host has the icon by now."""
        self._running = self._possible
        self._need = self._new_need()
        self.hosted(hosted)

    def hosted(self, hosted: bool) -> None:
        """A StatusNotifier host shows the icon, or no longer does."""
        self._need.hosted(self._loop.time(), hosted)
        self._look()

    def show(self, view: TrayView) -> None:
        """Have the program show this; what is the same already is not told again."""
        if view != self._view:
            self._view = view
            if self._peers:
                self._door.push_tray(view.as_json())

    def gone(self, peer: Peer) -> None:
        """Somebody has left the door."""
        if peer in self._peers:
            self._peers.remove(peer)
            self._loop.call_soon(self._changed)

    def stop(self) -> None:
        """End the program, and look no longer."""
        self._running = False
        self._unwatch()
        if self._again is not None:
            self._again.cancel()
        self._children.terminate(NAME)
        self._children.leave()

    def _new_need(self) -> Need:
        return Need(self._loop.time(), alone=self._alone, patience_s=self._patience_s)

    def _look(self) -> None:
        if not self._running:
            return
        if self._again is not None:
            self._again.cancel()
        verdict = self._need.verdict(self._loop.time())
        if verdict.watch and not self._watched:
            self._watched = True
            self._watching = self._loop.create_task(self._watch())
        elif not verdict.watch:
            self._unwatch()
        if verdict.run and not self._children.running(NAME):
            self._run()
        elif not verdict.run and self._children.running(NAME):
            self._told_to_end = True
            self._children.terminate(NAME)
        if verdict.again_at is not None:
            self._again = self._loop.call_at(verdict.again_at, self._look)

    def _run(self) -> None:
        self._told_to_end = False
        env = tray_environment(self._environ, alone=self._alone)
        self._need.started(self._loop.time())
        try:
            self._children.start(NAME, self._command, log_file=self._log_file, env=env)
        except OSError as error:
            log.error("the program that shows the tray could not be started: %s", error)
            self._is_over(told=False)

    def _ended(self, name: str, code: int) -> None:
        if not self._told_to_end:
            extra = {"window": "tray"} if broke_off(code) else None
            log.warning("the program that shows the tray ended with code %d", code, extra=extra)
        self._is_over(told=self._told_to_end)

    def _is_over(self, *, told: bool) -> None:
        self._need.ended(self._loop.time(), told=told)
        if self._need.given_up:
            log.error("the program that shows the tray has ended too often: there is no tray for now")
        self._loop.call_soon(self._look)

    async def _watch(self) -> None:
        from backbreak.resident.x11.address import X11Error

        for pause_s in (*WATCH_PAUSES_S, None):
            try:
                self._managers = self._managers or self._make_managers()
                await self._managers.watch(self._managed_by)
                return
            except X11Error as error:
                log.info("whether there is a tray of the old kind cannot be told: %s", error)
            if pause_s is not None:
                await asyncio.sleep(pause_s)

    def _unwatch(self) -> None:
        if self._watching is not None:
            self._watching.cancel()
        if self._watched and self._managers is not None:
            self._managers.unwatch()
        if self._watched:
            self._need.managed_by(self._loop.time(), 0)
        self._watched = False

    def _managed_by(self, window: int) -> None:
        self._need.managed_by(self._loop.time(), window)
        self._watched = self._managers is not None and self._managers.watching
        self._look()
        self._loop.call_soon(self._changed)

    def _attach(self, peer: Peer) -> Answer:
        if self._view is None:
            raise DoorError("failed", _("there is nothing to show in the tray yet: try again"))
        peer.tray = True
        self._peers.add(peer)
        self._loop.call_soon(self._changed)
        return self._view.as_json()

    def _choose(self, args: Mapping[str, object]) -> Answer:
        row = text(args, "row") or ""
        if row != OPEN_PANEL and (self._view is None or not self._view.offers(row)):
            named = " ".join(row.split()) or "-"
            raise DoorError("nonsense", _("%(row)s cannot be chosen in the tray now") % {"row": named})
        self._loop.call_soon(self._act, row, text(args, "activation") or "")
        return {}
