"""The zone: every TZ there is starts the program, and what the C library reckons agrees with it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backbreak.storage import zone as zone_module
from backbreak.storage.zone import LibcZone, local_zone

needs_zones = pytest.mark.skipif(not Path("/usr/share/zoneinfo/Europe/Berlin").exists(),
                                 reason="this system has no time zones (Debian's package tzdata)")
SUMMER = "print(datetime(2026, 7, 1, 12, tzinfo=UTC).astimezone(local_zone()).isoformat())"


@needs_zones
@pytest.mark.parametrize(("tz", "shown"), [
    ("Europe/Berlin", "2026-07-01T14:00:00+02:00"),
    (":Europe/Berlin", "2026-07-01T14:00:00+02:00"),
    (":/usr/share/zoneinfo/Europe/Berlin", "2026-07-01T14:00:00+02:00"),
    ("CET-1CEST", "2026-07-01T14:00:00+02:00"),
    ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2026-07-01T22:30:00+10:30"),
    ("Foo/Bar", "2026-07-01T12:00:00+00:00"),
    ("Europe", "2026-07-01T12:00:00+00:00"),
    ("../../etc/passwd", "2026-07-01T12:00:00+00:00"),
    ("/etc/passwd", "2026-07-01T12:00:00+00:00"),
    (":/no/such/file", "2026-07-01T12:00:00+00:00"),
    ("", "2026-07-01T12:00:00+00:00"),
    (b"\xff\xfe", "2026-07-01T12:00:00+00:00"),
])
def test_t14_every_tz_gives_a_zone(tz: str | bytes, shown: str) -> None:
    code = f"from datetime import *; from backbreak.storage.zone import local_zone; {SUMMER}"
    env = {**os.environb, b"TZ": os.fsencode(tz)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True, text=True)
    assert done.stdout.strip() == shown


@pytest.mark.parametrize("content", [None, b"", b"TZif2", b"TZif2" + bytes(30), b"not a zone at all" * 9])
def test_t14_a_missing_or_damaged_system_zone_is_left_to_the_c_library(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None) -> None:
    monkeypatch.delenv("TZ", raising=False)
    monkeypatch.setattr(zone_module, "_LOCALTIME", tmp_path / "localtime")
    if content is not None:
        (tmp_path / "localtime").write_bytes(content)
    assert isinstance(local_zone(), LibcZone)


@needs_zones
def test_t14_the_systems_zone_is_followed_through_its_link(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TZ", raising=False)
    link = tmp_path / "localtime"
    monkeypatch.setattr(zone_module, "_LOCALTIME", link)
    for name in ("Australia/Lord_Howe", "America/Los_Angeles"):  # the user travels
        link.unlink(missing_ok=True)
        link.symlink_to(f"/usr/share/zoneinfo/{name}")
        assert str(local_zone()) == name


@pytest.fixture(params=["Europe/Berlin", "America/Los_Angeles", "Australia/Lord_Howe"])
def libc_and_true(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[ZoneInfo]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield ZoneInfo(request.param)
    monkeypatch.undo()
    time.tzset()


@needs_zones
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.datetimes(datetime(2000, 1, 1), datetime(2037, 1, 1)), st.booleans())  # noqa: DTZ001
def test_the_c_librarys_zone_agrees_with_zoneinfo(
        libc_and_true: ZoneInfo, moment: datetime, fold: bool) -> None:
    agrees(libc_and_true, moment, fold)


@needs_zones
def test_it_agrees_on_every_minute_of_both_bad_nights(libc_and_true: ZoneInfo) -> None:
    for month, day in ((3, 8), (3, 29), (4, 5), (10, 4), (10, 25), (11, 1)):
        for minute in range(0, 1500, 10):
            for fold in (False, True):
                agrees(libc_and_true, datetime(2026, month, day) + timedelta(minutes=minute), fold)  # noqa: DTZ001


def agrees(true: ZoneInfo, moment: datetime, fold: bool) -> None:
    libc = LibcZone()
    wall = moment.replace(fold=fold)
    assert wall.replace(tzinfo=libc).utcoffset() == wall.replace(tzinfo=true).utcoffset()
    exists = wall.replace(tzinfo=true).astimezone(UTC).astimezone(true).replace(tzinfo=None) == moment
    if exists:  # in the gap of a spring night a name means nothing
        assert wall.replace(tzinfo=libc).tzname() == wall.replace(tzinfo=true).tzname()
    ours, theirs = (moment.replace(tzinfo=UTC).astimezone(one) for one in (libc, true))
    assert (ours.replace(tzinfo=None), ours.fold) == (theirs.replace(tzinfo=None), theirs.fold)
    assert ours.astimezone(UTC) == moment.replace(tzinfo=UTC)
