"""What the doctor finds in a home full of mistakes, what mends it, and that nothing holds it up."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cli.program import entry, journal, resident, run, valid
from stopwatch import Stopwatch

from backbreak.cli.doctor import belongings, desktop, language, running
from backbreak.cli.doctor.bus import look
from backbreak.cli.doctor.checks import Check, Part, examined
from backbreak.cli.doctor.distribution import install, manager
from backbreak.storage.places import places_for
from backbreak.storage.settings import load

Checks = dict[str, dict[str, str]]
LOG = """2026-11-28 09:00:00,000 ERROR backbreak.x: failed
Traceback (most recent call last):
  File "/opt/backbreak/resident/tray/host.py", line 17, in start
    found = names["Dr. Lindqvist"]
KeyError: 'Dr. Lindqvist'
"""


def doctor(home: Path, **env: str) -> Checks:
    done = run("doctor", "--json", "--home", home, **env)
    assert (done.code, done.err) == (0, "")
    valid("doctor", done.json)
    return {check["name"]: check for check in done.json["checks"]}


@pytest.fixture
def troubled(tmp_path: Path) -> Path:
    """A home with a mistake of every kind."""
    home = tmp_path / "home of Anna"
    config = home / "config"
    (config / "hooks").mkdir(parents=True)
    settings = '[rhythm]\nsitting_limit_min = "soon"\n[session]\nexclude = ["anna"]\nlindqvist = 1\n'
    (config / "settings.toml").write_text(settings)
    for name in ("prompt", "anna-was-here"):
        (config / "hooks" / name).write_text("#!/bin/sh\n")
    (config / "hooks" / "anna-was-here").chmod(0o755)
    journal(home, entry("01", "2026-01-05T10:00:00Z"), device="annas-thinkpad-1a2b")
    with (home / "data" / "journal" / "annas-thinkpad-1a2b.jsonl").open("a") as file:
        file.write("Lindqvist\n")
    packs = home / "data" / "exercises"
    packs.mkdir()
    (packs / "lindqvist-hip.toml").write_text('anna = "Lindqvist"\n')
    (home / "state").mkdir()
    kept = {"v": 1, "device": "annas-thinkpad-1a2b", "salt": "abcdefghijkl"}
    (home / "state" / "identity.json").write_text(json.dumps(kept))
    (home / "state" / "backbreak.log").write_text(LOG)
    return home


def test_every_mistake_is_found_with_the_command_that_mends_it(troubled: Path) -> None:
    found = doctor(troubled, LANG="xx_XX.UTF-8", TZ="Mars/Olympus", FLATPAK_ID="")
    degraded = {"settings", "journal", "packs", "hooks", "log", "translation", "time-zone"}
    assert {name for name in degraded if found[name]["state"] == "degraded"} == degraded
    backbreak = f"backbreak --home '{troubled}'"  # or another home would be mended
    assert f"{backbreak} config set rhythm.sitting_limit_min 120" in found["settings"]["command"]
    assert f"&& {backbreak} config set session.exclude ''" in found["settings"]["command"]
    assert found["packs"]["command"].startswith(f"{backbreak} exercises check '")
    assert found["resident"]["command"] == f"{backbreak} &"
    assert found["hooks"]["command"].startswith("chmod u+x,go-w '")
    assert "anna-was-here is the name of no event" in found["hooks"]["text"]
    assert "KeyError in resident/tray/host.py:17 (1x)" in found["log"]["text"]
    assert "xx_XX, which LANG asks for" in found["translation"]["text"]
    assert found["time-zone"]["command"] == "unset TZ"
    assert found["versions"]["state"] == found["disk"]["state"] == found["instances"]["state"] == "ok"
    for check in found.values():
        assert check["state"] == "ok" or check["fix"], check


def test_a_mistake_in_a_fleets_file_is_to_be_corrected_there(tmp_path: Path) -> None:
    site = tmp_path / "etc"
    places = replace(places_for(tmp_path / "home"), site=site)
    site.mkdir()
    (site / "settings.toml").write_text('[locked]\nkeys = ["nonsense"]\n')
    (found,) = belongings.settings(places, load(places)[1])
    assert (found.fix, found.command) == (f"correct them in {site}/settings.toml", "")


def test_what_keeps_a_hook_from_being_run_is_taken_away_by_the_command_that_is_named(tmp_path: Path) -> None:
    places = places_for(tmp_path / "my home")
    places.hooks_dir.mkdir(parents=True)
    (places.hooks_dir / "missed").mkdir()
    (places.hooks_dir / "paused").symlink_to("nowhere")
    (found,) = belongings.hooks(places)
    assert (found.state, found.command) == ("degraded", "")
    (places.hooks_dir / "missed").rmdir()
    (places.hooks_dir / "paused").unlink()
    for name in ("prompt", "skipped"):
        (places.hooks_dir / name).write_text("#!/bin/sh\n")
    (places.hooks_dir / "prompt").chmod(0o755)
    places.hooks_dir.chmod(0o777)
    (found,) = belongings.hooks(places)
    assert found.state == "degraded"
    assert subprocess.run(["sh", "-c", found.command]).returncode == 0
    assert next(belongings.hooks(places)).state == "ok"


def test_a_report_for_a_bug_tells_nothing_of_whom_it_is_from(troubled: Path) -> None:
    user = troubled.parent / "anna.lindqvist"
    user.mkdir()
    env = {"HOME": str(user), "USER": "anna.lindqvist", "HOSTNAME": "annas-thinkpad"}
    env |= {"DISPLAY": "annas-thinkpad:10", "XDG_CONFIG_HOME": str(user / "Lindqvist"), "LANG": "C"}
    autostart = user / "Lindqvist" / "autostart"
    autostart.mkdir(parents=True)
    (autostart / "backbreak.desktop").write_text("[Desktop Entry]\nExec=/home/anna/bin/backbreak\n")
    moved = troubled.parent / "Dr Lindqvist Anna" / "breaks"
    moved.mkdir(parents=True)
    (moved / "lindqvist-0001.jsonl").write_text("{}\n")
    with (troubled / "config" / "settings.toml").open("a") as file:
        file.write(f"[journal]\nfolder = {json.dumps(str(moved))}\n# call Lindqvist\n")
    done = run("doctor", "--report", "--home", troubled, **env)
    assert (done.code, done.err) == (0, "")
    for telling in ("anna", "lindqvist", "thinkpad", "mars", str(troubled.parent).lower(), "/home"):
        assert telling not in done.out.lower(), done.out
    assert "rhythm.sitting_limit_min" in done.out and "1 line cannot be read" in done.out
    assert "KeyError in resident/tray/host.py:17" in done.out
    plain = run("doctor", "--report", **env).out.lower()
    assert "gone" in plain and "anna" not in plain and "lindqvist" not in plain


@pytest.fixture
def silent(tmp_path: Path) -> Iterator[str]:
    """A socket that lets everybody in and never says a word."""
    path = str(tmp_path / "silent")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path)
        listening.listen(50)
        yield path


def test_what_never_answers_is_named_and_waited_for_no_longer_than_need_be(
    tmp_path: Path, silent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={silent}")
    places = places_for(tmp_path / "home")
    places.run.mkdir(parents=True)
    (places.run / "door.sock").symlink_to(silent)
    parts = [
        Part("resident", lambda: [running.resident(places)[0]]),
        Part("session-bus", lambda: desktop.surroundings(look(), {})),
    ]
    watch = Stopwatch()
    found = {check.name: check for check in examined(parts, 60.0)}
    assert watch.seconds() < 4.0
    assert found["resident"].state == "degraded"
    assert "does not answer" in found["session-bus"].text
    assert found["tray"].state == "missing"


def test_a_part_that_hangs_or_breaks_is_a_finding_and_costs_the_others_nothing() -> None:
    over = threading.Event()

    def hangs() -> list[Check]:
        over.wait()
        return []

    def breaks() -> list[Check]:
        return [Check("c", "ok", str(1 // int("0")))]

    parts = [Part("a", hangs), Part("b", lambda: [Check("b", "ok", "fine")]), Part("c", breaks)]
    found = examined(parts, 1.5)
    over.set()
    assert [check.state for check in found] == ["degraded", "ok", "degraded"]
    assert "does not answer" in found[0].text and "ZeroDivisionError" in found[2].text


def test_a_run_that_was_killed_and_one_that_stands_still_are_told_apart(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with resident(home) as program:
        assert running.resident(places_for(home))[0].state == "ok"
        program.send_signal(signal.SIGSTOP)
        stands = running.resident(places_for(home))[0]
        assert (stands.state, stands.command) == ("degraded", f"kill {program.pid}")
        program.kill()
        program.wait()
        killed = running.resident(places_for(home))[0]
        assert killed.state == "missing" and "was killed" in killed.text


def test_residents_of_other_homes_and_users_are_counted(tmp_path: Path) -> None:
    def runs(pid: int, *words: str) -> None:
        folder = tmp_path / str(pid)
        folder.mkdir()
        (folder / "cmdline").write_bytes(b"".join(os.fsencode(word) + b"\0" for word in words))

    runs(10, "/usr/bin/python3", "-m", "backbreak", "--home", "/h")
    runs(11, "python3", "/usr/bin/backbreak")
    runs(12, "/usr/bin/python3", "-m", "backbreak", "window", "panel")
    runs(13, "/usr/bin/vim", "backbreak")
    runs(14, "backbreak", "--demo", "60")
    here = places_for(Path("/h"))
    (found,) = running.instances(here, tmp_path)
    assert (found.state, found.text) == ("ok", "1 of yours for another home; process 11 in ~")
    (found,) = running.instances(here, tmp_path, user=4711)
    assert found.text == "2 of other users"
    runs(15, "/opt/backbreak", "--home=/h")
    (found,) = running.instances(here, tmp_path)
    assert (found.state, found.command) == ("degraded", "kill 15")


@pytest.mark.parametrize(
    ("release", "name", "command"),
    [
        ({"ID": "debian"}, "apt", "sudo apt install espeak-ng"),
        ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, "apt", "sudo apt install espeak-ng"),
        ({"ID": "fedora"}, "dnf", "sudo dnf install espeak-ng"),
        ({"ID": "endeavouros", "ID_LIKE": "arch"}, "pacman", "sudo pacman -S espeak-ng"),
        ({"ID": "opensuse-leap", "ID_LIKE": "suse opensuse"}, "zypper", "sudo zypper install espeak-ng"),
        ({"ID": "nixos"}, "", ""),
    ],
)
def test_what_is_to_be_installed_is_named_as_the_distribution_calls_it(
    release: dict[str, str], name: str, command: str
) -> None:
    assert (manager(release), install("voice", release)) == (name, command)


def test_a_translation_says_how_much_of_it_there_is(repository: Path, tmp_path: Path) -> None:
    from backbreak import words

    catalogue = repository / "resources" / "translations" / "de" / "LC_MESSAGES" / "backbreak.mo"
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "backbreak.mo").write_bytes(catalogue.read_bytes())
    (tmp_path / "backbreak.pot").write_text('msgid ""\nmsgstr ""\n' + 'msgid "x"\nmsgstr ""\n' * 100_000)
    words.use("de", tmp_path)
    try:
        (found,) = language.check("de", {}, tmp_path)
        assert found.state == "degraded"
        (tmp_path / "backbreak.pot").unlink()
        (found,) = language.check("system", {"LANG": "de_DE.UTF-8", "LANGUAGE": "de:en"}, tmp_path)
        assert found.state == "ok" and "LANGUAGE" in found.text
    finally:
        words.use("en")
