"""Starting at login: switched by the command, read back as the system has it, and a login that starts it."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from cli.autostart_desk import Desk
from cli.program import PATIENCE_S, environment, one_line, run, valid, wait_until

from backbreak import __version__


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_it_is_switched_on_and_off_by_one_file_of_our_own(desk: Desk) -> None:
    assert desk.state() == ("off", None)
    assert not list(desk.base.iterdir())
    on = desk.run("on")
    file = desk.own / "backbreak.desktop"
    assert (on.code, on.err) == (0, "")
    assert on.out.startswith(f"on: {file} starts /")
    assert desk.state() == ("on", str(file))
    assert desk.doctor()["state"] == "ok"
    before = file.stat()
    assert desk.run("on").out == on.out
    assert file.stat().st_mtime_ns == before.st_mtime_ns
    assert [path.name for path in desk.own.iterdir()] == ["backbreak.desktop"]
    for _ in range(2):
        off = desk.run("off", "--json")
        valid("autostart", off.json)
        assert (off.code, off.json["state"]) == (0, "off")
        assert not list(desk.own.iterdir())


def test_a_home_whose_name_is_no_text_is_named_with_what_to_do(desk: Desk) -> None:
    home = desk.base / os.fsdecode(b"J\xf6rg")
    for words in (["on"], ["on", "--json"]):
        refused = desk.run(*words, "--home", str(home))
        assert (refused.code, refused.out) == (1, "")
        assert one_line(refused.err)
        assert r"J\udcf6rg is not written in UTF-8" in refused.err and "the folder" in refused.err
        assert "install" not in refused.err
    assert not desk.own.exists()


def test_an_edited_file_keeps_what_was_written_into_it(desk: Desk) -> None:
    file = desk.entry(desk.own, "# later, please", "X-My-Delay=20", "Exec=/old/backbreak")
    assert desk.state() == ("gone", file)
    assert desk.doctor()["state"] == "degraded"
    assert "/old/backbreak" in desk.doctor()["text"]
    assert desk.run("on").code == 0
    assert desk.state() == ("on", file)
    assert desk.run("off").code == 0
    assert desk.state() == ("off", file)
    assert desk.run("on").code == 0
    kept = Path(file).read_text().splitlines()
    assert kept[:4] == ["[Desktop Entry]", "Type=Application", "# later, please", "X-My-Delay=20"]
    assert "Hidden=false" in kept


def test_the_systems_entry_counts_and_is_hidden_by_one_of_the_users(desk: Desk) -> None:
    file = desk.entry(desk.system, f"Exec={desk.program()}")
    assert desk.state() == ("on", file)
    assert desk.run("on").out == f"on: {file} starts {desk.program()}\n"
    assert not desk.own.exists()
    assert desk.run("off").code == 0
    assert desk.state() == ("off", str(desk.own / "backbreak.desktop"))
    assert desk.run("on").code == 0
    assert desk.state()[0] == "on"


def test_what_the_desktop_switched_off_is_not_on_until_it_is_switched_on_again(desk: Desk) -> None:
    assert desk.run("on").code == 0
    file = desk.own / "backbreak.desktop"
    text = file.read_text()
    file.write_text(text.replace("enabled=true", "enabled=false"))
    assert desk.state() == ("disabled", str(file))
    assert "backbreak autostart on" in desk.run().out
    assert desk.run("on").code == 0
    assert file.read_text() == text
    file.write_text(text + "OnlyShowIn=KDE;\n")
    assert desk.state(XDG_CURRENT_DESKTOP="KDE")[0] == "on"
    assert desk.state(XDG_CURRENT_DESKTOP="X-Cinnamon")[0] == "disabled"
    assert desk.run("on", XDG_CURRENT_DESKTOP="X-Cinnamon").code == 0
    assert desk.state(XDG_CURRENT_DESKTOP="X-Cinnamon")[0] == "on"


def test_a_program_that_cannot_run_any_more_is_seen(desk: Desk) -> None:
    desk.entry(desk.own, f"Exec={desk.program()}")
    assert desk.state()[0] == "on"
    desk.program("#!/nowhere/venv/bin/python\n")
    assert desk.state()[0] == "gone"
    desk.program().chmod(0o644)
    assert desk.state()[0] == "gone"
    desk.entry(desk.own, "Exec=backbreak")
    assert desk.state(PATH="/usr/bin:/bin")[0] == "gone"
    desk.program()
    assert desk.state(PATH=f"{desk.base}/bin:/usr/bin:/bin")[0] == "on"


def test_a_file_of_another_name_that_starts_it_is_seen_and_left_to_its_owner(desk: Desk) -> None:
    file = desk.entry(desk.own, f"Exec={desk.program()}", name="mine.desktop")
    desk.entry(desk.own, "Exec=/bin/true", name="other.desktop")
    (desk.own / "broken.desktop").write_bytes(b"\xff\x00[")
    os.mkfifo(desk.own / "pipe.desktop")  # is not waited for
    assert desk.state() == ("on", file)
    assert desk.run("on").code == 0
    refused = desk.run("off")
    assert (refused.code, refused.out) == (1, "")
    assert one_line(refused.err)
    assert file in refused.err
    assert sorted(path.name for path in desk.own.iterdir()) == [
        "broken.desktop",
        "mine.desktop",
        "other.desktop",
        "pipe.desktop",
    ]


def test_what_is_not_possible_is_said_and_nothing_is_written(desk: Desk) -> None:
    for refused in (desk.run("on", SNAP="/snap/backbreak/1"), desk.run("on", "--json", SNAP="/snap/x/1")):
        assert (refused.code, refused.out) == (1, "")
        assert one_line(refused.err)
        assert "not possible" in refused.err
    assert desk.state(SNAP="/snap/backbreak/1")[0] == "impossible"
    assert not list(desk.base.iterdir())
    (desk.base / "config").write_text("in the way")
    refused = desk.run("on")
    assert (refused.code, refused.out) == (1, "")
    assert one_line(refused.err)
    assert str(desk.own) in refused.err
    mistaken = desk.run("maybe")
    assert mistaken.code == 2
    assert one_line(mistaken.err)


def test_a_portable_home_has_an_entry_of_its_own(desk: Desk) -> None:
    home = desk.base / "stick"
    assert desk.run("on", "--home", str(home)).code == 0
    assert desk.state() == ("off", None)
    (file,) = desk.own.iterdir()
    told = desk.run("status", "--home", str(home), "--json").json
    assert (told["state"], told["file"], told["command"][1:]) == ("on", str(file), ["--home", str(home)])
    assert not home.exists()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert desk.run("off", "--home", str(home)).code == 0
    assert not list(desk.own.iterdir())


def read_by_the_specification(file: Path) -> str:
    """The Exec line as a shell may have it: the string's escapes undone, then the percent signs."""
    (line,) = re.findall(r"^Exec=(.*)$", file.read_text(), re.MULTILINE)
    meant = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
    return re.sub(r"\\([sntr\\])", lambda found: meant[found[1]], line).replace("%%", "%")


def test_a_login_starts_it_whatever_the_folder_is_called(desk: Desk) -> None:
    home = desk.base / "a \"home\" of $5 `x` 100% \\ it's"
    assert desk.run("on", "--home", str(home)).code == 0
    (file,) = desk.own.iterdir()
    line = read_by_the_specification(file)
    kept = {name: value for name, value in environment().items() if name != "PYTHONPATH"}
    started = subprocess.Popen(
        ["/bin/sh", "-c", f"exec {line}"], cwd="/", env=kept, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        wait_until(lambda: run("status", "--home", home).code == 0, "the login's resident")
        assert run("quit", "--home", home).code == 0
        assert started.wait(PATIENCE_S) == 0
    finally:
        started.kill()
        started.communicate()


def test_the_installation_that_was_asked_is_the_one_that_is_started(desk: Desk) -> None:
    link = desk.base / "my $links = 100%" / "backbreak"
    link.parent.mkdir()
    link.symlink_to(Path(sys.executable).with_name("backbreak"))
    env = environment(**desk.env)
    done = subprocess.run([os.fspath(link), "autostart", "on"], env=env, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    told = desk.run("status", "--json").json
    assert (told["state"], told["command"]) == ("on", [str(link)])
    line = read_by_the_specification(desk.own / "backbreak.desktop")
    done = subprocess.run(["/bin/sh", "-c", f"{line} --version"], env=env, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == (f"backbreak {__version__}\n", "")
