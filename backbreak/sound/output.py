"""The sound device: opened, watched, opened again when it was lost, and closed, all on a thread of its own.

A sound server that hangs holds up that thread and nothing else; it is a daemon, so the process ends when it
likes. Which device plays, or that none does, is for others to ask.
"""

from __future__ import annotations

import atexit
import ctypes
import sys
import threading
import time
from array import array
from collections.abc import Callable, Generator
from enum import Enum
from types import ModuleType
from typing import Protocol

from backbreak.sound.alsa import silence_alsa
from backbreak.sound.mixer import Mixer, Pace
from backbreak.sound.waves import RATE, Samples
from backbreak.words import _

PERIOD_MS, PERIODS = 50, 2
"""Short enough for a pause to be silent at once, long enough to cost little and to outlast a busy drawing."""
_HEARD_AFTER_S = {"PulseAudio": 0.024}
"""From asking to hearing, as measured with a null sink; elsewhere the whole buffer."""
_SILENT_S = 2.5
"""A device that asks for nothing so long is as good as lost."""
_AGAIN_S = 5.0
_ATTEMPTS = 20
_RING_OUT_S = 1.6
_LEAVE_S = 0.2
_BACKENDS = {
    "linux": ("PULSEAUDIO", "ALSA"),
    "win32": ("WASAPI", "DSOUND", "WINMM"),
    "darwin": ("COREAUDIO",),
}
"""Never miniaudio's silent one, nor a JACK server that would have to be started."""


class State(Enum):
    """How it stands with the device."""

    CLOSED = "closed"
    OPENING = "opening"
    PLAYING = "playing"
    MISSING = "missing"
    """None can be opened, or it was lost, or it does not answer."""


class Device(Protocol):
    """What we use of miniaudio's PlaybackDevice, which has no types of its own."""

    backend: str
    stop_callback: Callable[[], None] | None

    def start(self, callback_generator: Generator[Samples, int, None]) -> None:
        """Play what this gives, block by block."""

    def close(self) -> None:
        """Stop and give the device back."""


class Output:
    """Plays a mixer. Every method returns at once."""

    def __init__(self, mixer: Mixer, prepare: Callable[[], None]) -> None:
        """`prepare` is what has to be done before the first block, on our thread."""
        self._mixer = mixer
        self._prepare = prepare
        self._wake = threading.Event()
        self._ending = False
        self._lost = False
        self._device: Device | None = None
        self._asked_s = 0.0
        self._opening_since_s = 0.0
        self._state = State.CLOSED
        self._thread: threading.Thread | None = None
        self._answered = threading.Event()
        self.backend = ""
        """What plays: "PulseAudio", "ALSA"…; empty before it does."""
        self.trouble = ""
        """Why nothing plays, as the library says it."""

    @property
    def state(self) -> State:
        """How it stands now."""
        now_s = time.monotonic()
        if self._state is State.OPENING and now_s - self._opening_since_s > _SILENT_S:
            return State.MISSING
        if self._state is State.PLAYING and now_s - self._asked_s > _SILENT_S:
            return State.MISSING
        return self._state

    def open(self) -> None:
        """Begin to play; later calls change nothing."""
        if self._thread is None and not self._ending:
            self._state, self._opening_since_s = State.OPENING, time.monotonic()
            self._thread = threading.Thread(target=self._play, name="sound device", daemon=True)
            self._thread.start()

    def wait(self, at_most_s: float) -> None:
        """Wait until the device plays or is known to be missing; for who examines it, not who plays."""
        self._answered.wait(at_most_s)

    def end(self) -> None:
        """Let what sounds ring out, and close."""
        self._ending = True
        self._wake.set()

    def _play(self) -> None:
        """The thread's life: a device at a time, until the end."""
        self._prepare()
        try:
            import miniaudio  # type: ignore[import-untyped]

            silence_alsa()
        except ImportError as error:
            self._missing(str(error))
            return
        for _attempt in range(_ATTEMPTS):
            if self._ending:
                break
            try:
                self._use(_opened(miniaudio))
            except miniaudio.MiniaudioError as error:  # it may also go between opening and playing
                self._missing(_plain(error))
            if not self._ending:
                self._wake.wait(_AGAIN_S)
        self._state = State.CLOSED

    def _use(self, device: Device) -> None:
        """Play until the end, or until the device is lost. The device lives and dies on this thread."""
        self._wake.clear()
        self._lost = False
        device.stop_callback = self._stopped
        self._mixer.pace = Pace(_HEARD_AFTER_S.get(device.backend, PERIODS * PERIOD_MS / 1000))
        blocks = self._blocks(device)
        next(blocks)
        self._device = device
        self._asked_s = time.monotonic()
        device.start(blocks)
        self.backend, self.trouble, self._state = device.backend, "", State.PLAYING
        self._answered.set()
        atexit.register(self._leave)
        while not self._ending and not self._lost:
            self._wake.wait(_SILENT_S)
            self._wake.clear()
            self._lost = self._lost or time.monotonic() - self._asked_s > _SILENT_S
        if self._lost:
            self._missing(_("the device is gone"))
            self._device = None
            _abandon(device)
        else:
            self._wake.wait(_RING_OUT_S)
            device.close()
        atexit.unregister(self._leave)

    def _blocks(self, device: Device) -> Generator[Samples, int, None]:
        """What the library's own thread is given, block by block, until another device plays."""
        frames = yield array("h")
        while self._device is device:
            self._asked_s = time.monotonic()
            frames = yield self._mixer.block(frames, self._asked_s)

    def _missing(self, trouble: str) -> None:
        self.trouble, self._state = trouble, State.MISSING
        self._answered.set()

    def _stopped(self) -> None:
        self._lost = True
        self._wake.set()

    def _leave(self) -> None:
        """Close before the interpreter is taken down, if that takes no time."""
        self._ending = True
        self._wake.set()
        if self._thread is not None:
            # The second call is for the ringing out, which a process that ends does not wait for.
            self._thread.join(_LEAVE_S / 10)
            self._wake.set()
            self._thread.join(_LEAVE_S)


def _abandon(device: Device) -> None:
    """Keep a device for ever: to close one whose server is gone can take as long, and it may not be freed."""
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(device))


def _plain(error: Exception) -> str:
    """What the library says, in our words where it is something usual; it adds a number of its own."""
    said = str(error.args[0]) if error.args else type(error).__name__
    return {
        "no suitable audio backend found": _("there is no sound system on this computer"),
        "cannot init context": _("the sound system does not answer"),
        "failed to init device": _("no sound device can be opened"),
        "failed to start audio device": _("the sound device does not start"),
    }.get(said, said)


def _opened(library: ModuleType) -> Device:
    names = _BACKENDS.get(sys.platform, ())
    device: Device = library.PlaybackDevice(
        nchannels=1,
        sample_rate=RATE,
        buffersize_msec=PERIOD_MS,
        callback_periods=PERIODS,
        backends=[library.Backend[name] for name in names],
        app_name="backbreak",
    )
    return device
