"""ALSA's complaints: its library writes them to stderr, across whatever a terminal shows."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache

_HANDLER = ctypes.CFUNCTYPE(
    None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p
)


@cache
def silence_alsa() -> Callable[..., None] | None:
    """Have ALSA keep to itself what is wrong; the result must live on with it, as the cache makes it do."""
    if sys.platform != "linux":
        return None
    silent = _HANDLER(lambda *_told: None)
    with suppress(OSError, AttributeError):  # without the library there is nothing to silence
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(silent)
    return silent
