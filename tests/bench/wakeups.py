"""What wakes a running resident on a real desktop: `python tests/bench/wakeups.py [SECONDS]` (180).

Xvfb, openbox, xfce4-panel's tray and xfce4-notifyd, all its own. Prints context switches a minute, processor
time and memory (PSS), first while nothing happens at all, then while somebody types and points ten times a
second. The budget is one switch a minute in both; the stamp on disk every four minutes takes about all of it.
When the last input is a minute ago, and when there is input again, the X server says so once: three switches
each. So measuring begins when that, and the look a quarter of a minute after the start, are over.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this folder: it has names of its own
from desktop.harness import Desktop, wait_until  # noqa: E402

SETTLED_S = 70.0
KEYS_A_SECOND = 10


class Costs:
    """The costs of one process from now on."""

    def __init__(self, pid: int) -> None:
        self._proc = Path(f"/proc/{pid}")
        self._began, self._switches, self._cpu_s = time.perf_counter(), self.switches(), self.cpu_s()
        self._woken = self._both()[0]

    def switches(self) -> int:
        """Times it was woken or put aside, since its start."""
        return sum(self._both())

    def _both(self) -> tuple[int, int]:
        """Times it was woken, and times it was put aside for others: the second is the machine's doing."""
        lines = (self._proc / "status").read_text().splitlines()
        woken, aside = (int(line.split()[1]) for line in lines if "ctxt_switches" in line)
        return woken, aside

    def cpu_s(self) -> float:
        """Processor time since its start, in seconds."""
        return sum(map(int, (self._proc / "stat").read_text().split()[13:15])) / os.sysconf("SC_CLK_TCK")

    def pss_mib(self) -> float:
        """Its share of memory."""
        lines = (self._proc / "smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))

    def tell(self, what: str) -> None:
        """Print what it has cost."""
        minutes = (time.perf_counter() - self._began) / 60
        switches, cpu_s = self.switches() - self._switches, self.cpu_s() - self._cpu_s
        print(
            f"{what:8} {minutes * 60:5.0f} s: {switches / minutes:5.2f} switches a minute ({switches}, "
            f"of which woken {self._both()[0] - self._woken}), "
            f"{cpu_s:.2f} s of processor time, {self.pss_mib():.1f} MiB"
        )


def type_for(desktop: Desktop, seconds: float) -> None:
    """A robot at the keyboard and the mouse."""
    text = "typing on and on, "
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        keys = ["xdotool", "type", "--delay", str(1000 // KEYS_A_SECOND), text]
        subprocess.run(keys, env=desktop.env, check=True)
        subprocess.run(["xdotool", "mousemove_relative", "--", "3", "0"], env=desktop.env, check=True)


def main(seconds: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desktop = Desktop(Path(folder))
        try:
            desktop.open()
            process = desktop.start()
            wait_until(desktop.tray_items, "the icon is docked")
            wait_until(lambda: desktop.status().get("idle_source") == "x11-sync", "idle time is told")
            time.sleep(SETTLED_S)
            costs = Costs(process.pid)
            time.sleep(seconds)
            costs.tell("idle")
            subprocess.run(["xdotool", "key", "a"], env=desktop.env, check=True)
            time.sleep(1)  # the first input after the silence is news
            costs = Costs(process.pid)
            type_for(desktop, seconds)
            costs.tell("typing")
        finally:
            desktop.close()


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 180.0)
