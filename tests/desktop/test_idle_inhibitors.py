"""A film that plays keeps the screen on: what becomes of idle time where the protocol has one kind of timer.

Debian 12 has no compositor with version 2 of ext-idle-notify-v1, whose timers do not care for films.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from desktop.compositors import Stage, sway
from desktop.harness.waiting import PATIENCE_S, wait_until
from desktop.test_idle_sources import AFTER_S, Ear

WINDOW = """
from PySide6.QtGui import QGuiApplication, QRasterWindow
app = QGuiApplication([])
window = QRasterWindow()
window.show()
app.exec()
"""


@pytest.mark.refuses_root
def test_t19_a_film_counts_as_presence_where_the_protocol_knows_no_timers_for_input_alone(
    tmp_path: Path,
) -> None:
    async def story(stage: Stage, tell: Callable[[str], str]) -> None:
        async with stage.listen(pytest.fail) as source:
            ear = Ear(source)
            await ear.hears("idle")
            async with stage.typing():
                await ear.hears("idle", "input")
                tell("inhibit_idle open")
            await asyncio.sleep(2 * AFTER_S)
            assert ear.told == ["idle", "input"]
            tell("inhibit_idle none")
            await ear.hears("idle", "input", "idle")

    with sway(tmp_path) as stage:

        def tell(words: str) -> str:
            command = ["swaymsg", "-s", next(stage.run.glob("sway-ipc.*")), *words.split(" ")]
            return subprocess.run(
                command, env=stage.env, check=True, stdout=subprocess.PIPE, text=True
            ).stdout

        stage.env["QT_QPA_PLATFORM"] = "wayland"
        stage.processes.spawn([sys.executable, "-c", WINDOW], log="window")
        wait_until(lambda: '"shell": "xdg_shell"' in tell("-t get_tree"), "a window shows")
        asyncio.run(asyncio.wait_for(story(stage, tell), 2 * PATIENCE_S))
