"""Do-not-disturb of the real xfce4-notifyd, dunst and dconf, and of servers that are played."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from dbus_fast import Variant
from desktop.harness import xfce
from desktop.harness.dnd import Session, add_object, quiet
from desktop.harness.mocks import MOCK, until

from backbreak.resident.quiet.dnd import SERVER, SERVER_PATH
from backbreak.resident.quiet.sources import QuietError

XFCE, GNOME, DUNST, MAKO, SWAYNC, INHIBITED = range(6)
SWAYNC_PATH = "/org/erikreider/swaync/cc"
SWAYNC_NAME = "org.erikreider.swaync.cc"
HOMES = ("HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR")
BANNERS = ("org.gnome.desktop.notifications", "show-banners")


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    bus = Session(tmp_path)
    for name in ("DBUS_SESSION_BUS_ADDRESS", *HOMES, "GSETTINGS_BACKEND"):
        monkeypatch.setenv(name, bus.env[name])  # gsettings is started with our own environment
    yield bus
    bus.close()


def test_the_switch_of_xfce4_notifyd_is_read_and_followed(session: Session) -> None:
    async def story() -> None:
        session.open_screen()
        session.processes.spawn([xfce.notification_server()])
        async with quiet(session) as one:
            await one.hand.wait_for(SERVER)
            source = await one.used()
            assert source.name == "xfce4-notifyd" and source.reason == "do_not_disturb"
            assert await source.read() is False  # never touched
            await one.watch(source)
            switch = ("xfconf-query", "-c", "xfce4-notifyd", "-p", "/do-not-disturb")
            session.run_tool(*switch, "-n", "-t", "bool", "-s", "true")
            await one.becomes(source, True)
            session.run_tool(*switch, "-s", "false")
            await one.becomes(source, False)
            session.run_tool(*switch, "-s", "true")
            await one.becomes(source, True)
            session.run_tool(*switch, "-r")
            await one.becomes(source, False)
            session.run_tool(*switch[:-1], "/theme", "-n", "-t", "string", "-s", "Bright")
            await asyncio.sleep(0.05)
            assert one.news == 0  # other settings do not wake us
            await source.unwatch()
            session.run_tool(*switch, "-n", "-t", "bool", "-s", "true")
            await asyncio.sleep(0.05)
            assert one.news == 0

    asyncio.run(story())


def test_dunst_that_is_paused_is_quiet(session: Session) -> None:
    async def story() -> None:
        session.open_screen()
        dunst = session.processes.spawn(["dunst", "-config", "/dev/null"])
        async with quiet(session) as one:
            await one.hand.wait_for(SERVER)
            source = await one.used()
            assert source.name == "dunst" and await source.read() is False
            await one.watch(source)
            session.run_tool("dunstctl", "set-paused", "true")
            await one.becomes(source, True)
            dunst.terminate()
            await one.hand.wait_for(SERVER, there=False)
            await until(lambda: one.news > 0, "news of the end of dunst")
            assert await one.trouble(source) == "no notification server is running"
            with pytest.raises(QuietError, match="no notification server"):
                await source.read()

    asyncio.run(story())


def test_gnomes_switch_is_read_from_the_real_dconf_and_followed(session: Session) -> None:
    async def story() -> None:
        async with quiet(session) as one:
            await one.play(session, "gnome-shell")
            source = await one.used()
            assert source.name == "gnome-shell" and await source.read() is False
            await one.watch(source)
            session.run_tool("gsettings", "set", *BANNERS, "false")
            await one.becomes(source, True)
            session.run_tool("gsettings", "set", BANNERS[0], "show-in-lock-screen", "false")
            await asyncio.sleep(0.05)
            assert one.news == 0  # other settings do not wake us
            session.run_tool("gsettings", "reset-recursively", BANNERS[0])
            await one.becomes(source, False)

    asyncio.run(story())


def test_a_gsettings_that_hangs_is_killed_and_one_that_is_missing_is_said(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story() -> None:
        async with quiet(session) as one:
            await one.play(session, "gnome-shell")
            source = one.sources[GNOME]
            folder = session.folder / "bin"
            folder.mkdir()
            monkeypatch.setenv("PATH", str(folder))
            with pytest.raises(QuietError, match="gsettings cannot be started"):
                await source.read()
            tool = folder / "gsettings"
            tool.write_text(f"#!/bin/sh\necho $$ > {folder}/pid\nexec /bin/sleep 60\n")
            tool.chmod(0o755)
            reading = asyncio.create_task(source.read())
            told = folder / "pid"
            await until(lambda: told.exists() and told.read_text().strip(), "it hangs")
            reading.cancel()  # as a time limit does
            with pytest.raises(asyncio.CancelledError):
                await reading
            pid = told.read_text().strip()
            await until(lambda: not Path("/proc", pid).exists(), "killed and buried")
            tool.write_text("#!/bin/sh\nexit 3\n")
            with pytest.raises(QuietError, match="exit status 3"):
                await source.read()

    asyncio.run(story())


def test_kdes_property_counts_whatever_the_server_is_called(session: Session) -> None:
    async def story() -> None:
        async with quiet(session) as one:
            await one.play(session, "Plasma")
            assert None not in [await one.trouble(source) for source in one.sources]
            await one.hand.call(
                SERVER, SERVER_PATH, f"{MOCK}.AddProperty", "ssv", SERVER, "Inhibited", Variant("b", False)
            )
            source = await one.used()
            assert source.name == "Inhibited" and await source.read() is False
            await one.watch(source)
            for inhibited in (True, False):
                await one.teach(SERVER, "Toggle", "", "", f"self.UpdateProperties('{SERVER}', "
                                f"{{'Inhibited': dbus.Boolean({inhibited})}})")  # fmt: skip
                await one.hand.call(SERVER, SERVER_PATH, f"{SERVER}.Toggle")
                await one.becomes(source, inhibited)

    asyncio.run(story())


def test_the_modes_of_mako_and_the_switch_of_swaync_as_their_interfaces_are_documented(
    session: Session,
) -> None:
    async def story() -> None:
        async with quiet(session) as one:
            await one.play(session, "mako")
            await add_object(one, "/fr/emersion/Mako", "fr.emersion.Mako")
            for modes, applies in (("['default']", False), ("['default', 'do-not-disturb']", True)):
                await one.teach(
                    "fr.emersion.Mako", "ListModes", "", "as", f"ret = {modes}", "/fr/emersion/Mako"
                )
                assert (await one.used()).name == "mako"
                assert await one.sources[MAKO].read() is applies
            await one.teach(SERVER, "GetServerInformation", "", "ssss",
                            "ret = ('SwayNotificationCenter', 'v', '1', '1.2')")  # fmt: skip
            await add_object(one, SWAYNC_PATH, SWAYNC_NAME)
            await one.teach(SWAYNC_NAME, "GetDnd", "", "b", "ret = True", SWAYNC_PATH)
            source = await one.used()
            assert source.name == "swaync" and await source.read() is True
            await one.watch(source)
            await one.hand.emit(SERVER, SWAYNC_PATH, SWAYNC_NAME, "SubscribeV2", True)
            await one.becomes(source, True)

    asyncio.run(story())


def test_a_server_that_hangs_is_not_waited_for_and_nothing_is_started_to_be_asked(session: Session) -> None:
    async def story() -> None:
        async with quiet(session) as one:
            for source in one.sources:
                assert await one.trouble(source) == "no notification server is running"
            mock = session.spawn_mock(SERVER, SERVER_PATH, SERVER)
            await one.hand.wait_for(SERVER)
            mock.send_signal(signal.SIGSTOP)
            answers = await asyncio.gather(*(source.unavailable() for source in one.sources))
            assert set(answers) == {"it does not answer"}
            mock.send_signal(signal.SIGCONT)
            names = await one.hand.call(
                "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.ListNames"
            )
            assert not {"org.xfce.Xfconf", "ca.desrt.dconf"} & set(names)

    asyncio.run(story())
