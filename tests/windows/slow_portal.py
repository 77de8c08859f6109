"""A Flatpak's portal that asks a person, who takes their time."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

SCRIPT = """#!/bin/sh
while [ ! -e {answer} ]; do sleep 0.02; done
cat {answer}
rm {answer}
"""


class SlowPortal:
    """Stands where the program that speaks to the portal is started; answers when the person has."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._answer = folder / "answer.json"
        script = folder / "installed" / "python"
        script.parent.mkdir()
        script.write_text(SCRIPT.format(answer=self._answer))
        script.chmod(0o700)
        script.with_name("backbreak").symlink_to(script)  # what is to be started at login
        monkeypatch.setenv("FLATPAK_ID", "io.github.backbreak.Backbreak")
        monkeypatch.delenv("HOST_XDG_CONFIG_HOME", raising=False)
        monkeypatch.setattr(sys, "executable", str(script))

    def answer(self, granted: bool) -> None:
        """Have the person allow it, or not."""
        made = self._answer.with_suffix(".new")
        made.write_text('{"autostart": true}' if granted else '{"autostart": false}')
        made.replace(self._answer)
