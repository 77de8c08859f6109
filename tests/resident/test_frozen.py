"""The waker in a process that stands still across its deadline."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the alarms are timerfds")

FROZEN = """
import asyncio
from datetime import UTC, datetime, timedelta
from backbreak.resident.waker import Waker

class Clock:
    def now(self): return datetime.now(UTC)
    def real_instant(self, virtual): return virtual

async def main():
    due = asyncio.Event()
    def come():
        print("due", flush=True)
        due.set()
    one = Waker(asyncio.get_running_loop(), Clock(), come, lambda: print("jump", flush=True))
    one.start()
    one.arm(datetime.now(UTC) + timedelta(milliseconds=300))
    print("armed", flush=True)
    await due.wait()
    await asyncio.sleep(0.3)
    one.stop()

asyncio.run(main())
"""


def test_t07_frozen_across_the_deadline_it_calls_exactly_once_when_it_thaws():
    with subprocess.Popen([sys.executable, "-c", FROZEN], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "armed\n"
        child.send_signal(signal.SIGSTOP)
        threading.Event().wait(0.6)
        child.send_signal(signal.SIGCONT)
        lines = child.stdout.read().split()
    assert lines.count("due") == 1, json.dumps(lines)
