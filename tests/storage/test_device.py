"""The name of a device is known by one description, in its own file and at the head of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from backbreak.storage.device import device_in, is_device
from backbreak.storage.identity import identity
from backbreak.storage.places import places_for


@pytest.mark.parametrize(
    ("file", "device"),
    [
        ("desk-3fa1.jsonl", "desk-3fa1"),
        ("desk-3fa1.sync-conflict-20261128-101010-ABCDEFG.jsonl", "desk-3fa1"),
        ("kims-desk-3fa1 (copy).jsonl", "kims-desk-3fa1"),
        ("desk-3fa12.jsonl", None),
        ("Desk-3fa1.jsonl", None),
        ("-3fa1.jsonl", None),
        ("notes.jsonl", None),
        ("", None),
    ],
)
def test_a_file_is_of_the_device_its_name_begins_with(file: str, device: str | None) -> None:
    assert device_in(file) == device
    assert device is None or is_device(device)


@pytest.mark.parametrize("host", ["desk", "X" * 64, "Élodie's laptop", "", "127.0.0.1", "-"])
def test_the_name_this_device_gives_itself_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: host)
    name = identity(places_for(tmp_path)).device
    assert is_device(name) and device_in(f"{name}.jsonl") == name
    assert name.upper() == name or not is_device(name.upper())  # one of figures alone has no capitals
    assert not is_device(name + "\n")
