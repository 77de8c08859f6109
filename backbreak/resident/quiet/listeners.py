"""Which recordings are somebody in a call, and which belong to programs that listen all day and mean nothing.

The rules are those of the desktops' own microphone symbols: GNOME's skips two programs by their application
id (gnome-shell, js/ui/status/volume.js), Plasma's skips virtual streams (plasma-pa, microphoneindicator.cpp).
Somebody muted is in the call all the same, so being muted says nothing here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from backbreak.resident.quiet.pulse_wire import NONE, Recording

METERS: Final = frozenset({"org.PulseAudio.pavucontrol", "org.gnome.VolumeControl", "org.kde.plasma-pa"})
"""Volume controls, by application id: they record to draw a level."""

FILTERS: Final = frozenset({"com.github.wwmm.easyeffects", "com.github.wwmm.pulseeffects"})
"""By application id: what they record they hand on, and whoever takes it records too."""

PROGRAMS: Final = frozenset({"cava", "noisetorch", "easyeffects", "pulseeffects"})
"""By the name of the program: a spectrum for the screen, and noise filters."""

PEAKS: Final = "peaks"
"""The resampler of PulseAudio for a stream that asked for nothing but levels (PA_STREAM_PEAK_DETECT)."""

# How PipeWire marks a stream that only measures levels, and one that another stream stands for.
_MARKS: Final = ("resample.peaks", "stream.monitor", "node.virtual")
_FILTER_MARK: Final = "node.link-group"
"""Both ends of a loopback or a filter chain in PipeWire carry the name of the pair."""


def in_call(recording: Recording) -> bool:
    """Whether this recording is a reason for quiet, if it records a microphone."""
    if recording.corked:
        return False
    if recording.client == NONE:  # a module of the server: a loopback, an echo canceller
        return False
    if recording.resampler == PEAKS or recording.name == "Peak detect":
        return False
    return not _harmless(recording.properties)


def _harmless(properties: Mapping[str, str]) -> bool:
    if properties.get("application.id") in METERS | FILTERS:
        return True
    if properties.get("application.process.binary") in PROGRAMS:
        return True
    return _FILTER_MARK in properties or any(properties.get(mark) == "true" for mark in _MARKS)
