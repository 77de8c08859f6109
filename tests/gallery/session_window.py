"""Photographs the session window of the running program on a desktop of its own, for the README.

    PYTHONPATH=tests python tests/gallery/session_window.py FOLDER

Nothing is staged but the speed: a prompt, its Start, the medical note, some repetitions, and a picture.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from desktop.harness import Box, Desktop, wait_until
from desktop.harness.desktop import SCREEN

from backbreak.words import care


def window_at_the_peak(desktop: Desktop) -> Box | None:
    """The session's window while a hold has two seconds left, with some repetitions done."""
    things = list(desktop.eyes.everything("backbreak"))
    names = {thing.name for thing in things}
    if "Hold: 2 seconds" not in names or not any(name.startswith("Left: 2 of") for name in names):
        return None
    return next(desktop.eyes.box_of(thing) for thing in things if thing.name.endswith("· backbreak"))


def main(folder: Path) -> None:
    """Take the picture."""
    with tempfile.TemporaryDirectory() as own:
        desktop = Desktop(Path(own))
        try:
            desktop.open()
            config = desktop.home / "config"
            config.mkdir(parents=True)
            # Nobody listens here, and the picture should not tell of a missing loudspeaker.
            (config / "settings.toml").write_text("[sound]\ncues = false\nvoice = false\n")
            desktop.start("--demo", "3600", "--session-speed", "2")
            desktop.press("Start", "xfce4-notifyd")
            desktop.press(care.acknowledge())
            desktop.hand.move(SCREEN[0] - 1, SCREEN[1] - 1)
            box = wait_until(lambda: window_at_the_peak(desktop), "a repetition is at its peak", 90)
            folder.mkdir(parents=True, exist_ok=True)
            desktop.look().crop(box).save(folder / "session.png")
        finally:
            desktop.close()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("session_window.py: give the folder to write session.png into")
    main(Path(sys.argv[1]))
