"""What each control does with the session that is played."""

from __future__ import annotations

from collections.abc import Callable

from backbreak.windows.session.controls import Control
from backbreak.windows.session.flow import Flow


def acts_of(flow: Flow) -> dict[Control, Callable[[], object]]:
    """Give what is done for every control."""
    return {
        Control.PAUSE: flow.toggle_pause,
        Control.BACK: flow.back,
        Control.SKIP: flow.skip,
        Control.EASIER: flow.toggle_easier,
        Control.SWAP: flow.swap,
        Control.MUTE: flow.toggle_mute,
        Control.HURTS: flow.hurts,
        Control.STOP: flow.stop,
    }
