"""Every way out of an invitation takes it off the screen within a second; and it finds a way onto it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from desktop.harness import Desktop, wait_until
from desktop.harness.desktop import NOTIFICATIONS
from desktop.harness.mocks import MOCK

from backbreak.core.settings import DAYS

DEMO = ("--demo", "3600")
NOTICE, CARD = "Time to stand up", "Time for a break"
WITHDRAWN_WITHIN_S = 1.0
INTERFACE = NOTIFICATIONS[0]


def notices(desktop: Desktop) -> list[str]:
    return [one.name for one in desktop.eyes.everything("xfce4-notifyd") if one.name == NOTICE]


def prompted(desktop: Desktop) -> None:
    desktop.start(*DEMO)
    desktop.wait_for_phase("prompting")
    wait_until(lambda: notices(desktop), "the invitation shows")


def settings(desktop: Desktop, text: str) -> None:
    folder = desktop.home / "config"
    folder.mkdir(parents=True, exist_ok=True)
    new = Path(folder, "settings.new")
    new.write_text(text)
    new.rename(folder / "settings.toml")


def command(*words: str) -> Callable[[Desktop], None]:
    def act(desktop: Desktop) -> None:
        assert desktop.cli(*words).returncode == 0

    return act


@pytest.mark.parametrize(
    "way_out",
    [
        pytest.param(command("skip"), id="skip"),
        pytest.param(command("pause"), id="pause"),
        pytest.param(command("meeting", "60"), id="meeting"),
        pytest.param(command("quit"), id="quit"),
        pytest.param(lambda desktop: settings(desktop, NEVER), id="outside hours"),
    ],
)
def test_t22_the_invitation_is_gone_within_a_second(
    desktop: Desktop, way_out: Callable[[Desktop], None]
) -> None:
    prompted(desktop)
    way_out(desktop)
    promise = desktop.promise(WITHDRAWN_WITHIN_S)
    promise.kept(lambda: not notices(desktop), "it is off the screen")


NEVER = f'[hours]\n{DAYS[(datetime.now(UTC).weekday() + 3) % 7]} = ["03:00-03:01"]\n'
"""One minute of work a week, days from now."""


def plain_server(desktop: Desktop) -> None:
    """A notification server that shows no buttons, by python-dbusmock."""
    name, path = NOTIFICATIONS
    desktop.processes.spawn(["/usr/bin/python3", "-m", "dbusmock", "--session", name, path, INTERFACE])
    wait_until(lambda: desktop.bus.has(name), "the server is there")
    methods = (
        ("GetCapabilities", "", "as", "ret = ['body']"),
        ("GetServerInformation", "", "ssss", "ret = ('plain', 'a test', '1', '1.2')"),
        ("Notify", "susssasa{sv}i", "u", "ret = 7"),
        ("CloseNotification", "u", "", ""),
    )
    for method, takes, gives, code in methods:
        desktop.bus.call(name, path, f"{MOCK}.AddMethod", "sssss", [INTERFACE, method, takes, gives, code])


def notified(desktop: Desktop) -> list[str]:
    """The texts that the plain server was given."""
    calls = desktop.bus.call(NOTIFICATIONS[0], NOTIFICATIONS[1], f"{MOCK}.GetMethodCalls", "s", ["Notify"])
    return [str(arguments[4]) for _at, arguments in calls]


def test_t23_without_a_notification_server_the_card_comes_at_once(bare_desktop: Desktop) -> None:
    bare_desktop.open(notifications=False)
    bare_desktop.start(*DEMO)
    bare_desktop.hand.wait_for_window(CARD)
    assert bare_desktop.status()["phase"] == "prompting"


def test_t23_a_server_without_buttons_has_the_card_come_at_once(bare_desktop: Desktop) -> None:
    bare_desktop.open(notifications=False)
    plain_server(bare_desktop)
    bare_desktop.start(*DEMO)
    bare_desktop.hand.wait_for_window(CARD)
    assert notified(bare_desktop) == [], "the card says it, and once is enough"


def test_t23_with_neither_buttons_nor_a_card_it_is_said_where_the_answer_can_be_given(
    bare_desktop: Desktop,
) -> None:
    bare_desktop.open(notifications=False)
    plain_server(bare_desktop)
    settings(bare_desktop, "[prompt]\nwindow = false\n")
    bare_desktop.start(*DEMO)
    texts = wait_until(lambda: notified(bare_desktop), "the notice shows")
    assert len(texts) == 1
    assert "Answer in the tray" in texts[0]
    assert bare_desktop.status()["phase"] == "prompting"
    assert bare_desktop.cli("snooze").returncode == 0
