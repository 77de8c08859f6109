"""The import diet, in a Python of its own each time: this process has long imported everything."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

PROGRAM = """
import json, sys
from backbreak.resident import lean
kept_out = lean.diet()
import asyncio
from datetime import datetime, timedelta, timezone
import dbus_fast.aio, dbus_fast.service
AsyncIOScheduler, DateTrigger = lean.scheduler_classes()
heavy = ("importlib.metadata", "multiprocessing", "concurrent.futures.process")
stubs = [name for name in heavy if name in sys.modules]

async def main():
    fired = asyncio.Event()
    async def job():
        fired.set()
    scheduler = AsyncIOScheduler(timezone=timezone.utc)
    due = datetime.now(timezone.utc) + timedelta(milliseconds=20)
    scheduler.add_job(job, DateTrigger(due), misfire_grace_time=None)
    scheduler.start()
    await asyncio.wait_for(fired.wait(), 30)
    scheduler.shutdown()
    await asyncio.sleep(0)

asyncio.run(main())
import hashlib, random, tempfile, uuid
with open("/proc/self/maps") as maps:
    libcrypto = "libcrypto" in maps.read()
lean.end_diet(kept_out)
import importlib.metadata, multiprocessing, concurrent.futures, ssl
print(json.dumps({
    "kept_out": kept_out, "left_over": stubs, "libcrypto": libcrypto,
    "random": random.Random(1).random(), "sha256": hashlib.sha256(b"").hexdigest()[:8],
    "version": importlib.metadata.version("apscheduler"),
    "pool": concurrent.futures.ProcessPoolExecutor.__name__,
    "cpus": multiprocessing.cpu_count() > 0,
}))
"""


def run(lean: str) -> dict[str, object]:
    env = {**os.environ, "BACKBREAK_LEAN": lean}
    out = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM],
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert out.returncode == 0, out.stderr
    return json.loads(out.stdout)


@pytest.mark.skipif(not os.path.exists("/proc/self/maps"), reason="no /proc")
def test_under_the_diet_openssl_is_not_mapped_and_jobs_hashes_and_random_work():
    found = run("1")
    assert found["kept_out"] == ["ssl", "_hashlib"]
    assert found["libcrypto"] is False
    assert found["sha256"] == "e3b0c442"
    assert found["random"] == pytest.approx(0.13436424411240122)


def test_after_the_scheduler_is_imported_the_real_modules_are_back():
    found = run("1")
    assert found["left_over"] == []
    assert str(found["version"]).startswith("3.11.")
    assert found["pool"] == "ProcessPoolExecutor"
    assert found["cpus"] is True


def test_with_the_switch_off_nothing_is_kept_out_and_all_works_the_same():
    found = run("0")
    assert found["kept_out"] == []
    assert found["sha256"] == "e3b0c442"
    assert str(found["version"]).startswith("3.11.")


WHOLE = """
import importlib, pkgutil, sys
from backbreak.resident import lean
lean.diet()
lean.scheduler_classes()
import backbreak.resident
for found in pkgutil.walk_packages(backbreak.resident.__path__, "backbreak.resident."):
    importlib.import_module(found.name)
print(*sorted({"shutil", "bz2", "lzma", "zlib", "tempfile", "zipfile"} & set(sys.modules)))
"""


def test_no_part_of_the_resident_brings_archives_along():
    command = [sys.executable, "-W", "error", "-c", WHOLE]
    out = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (out.stdout.strip(), out.stderr) == ("", "")
