"""The settings on a real desktop, used as a screen reader does: the file and the running resident follow."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime

from desktop.harness import Desktop, wait_until
from desktop.harness.access import COMPONENT, Thing
from desktop.harness.tray import TrayItem
from desktop.harness.waiting import PATIENCE_S
from desktop.test_desk import start_resident

from backbreak.core.settings import DAYS
from backbreak.storage.places import places_for

TITLE = "Settings - backbreak"
VALUE = "org.a11y.atspi.Value"
LAST = ("button", "Restore all defaults")


def said(desktop: Desktop, section: str, key: str) -> object:
    """What the user's file says."""
    file = places_for(desktop.home).settings_file
    return tomllib.loads(file.read_text()).get(section, {}).get(key) if file.exists() else None


class Window:
    """The window as a screen reader knows it: looked through once, for that takes its time."""

    def __init__(self, desktop: Desktop) -> None:
        self._hand, self._eyes = desktop.hand, desktop.eyes
        self._things = wait_until(self._look, "the window is filled")

    def _look(self) -> dict[tuple[str, str], Thing] | None:
        """Everything up to the last button, by role and name."""
        found = dict[tuple[str, str], Thing]()
        for one in self._eyes.everything("backbreak"):
            found[one.role, one.name] = one
            if (one.role, one.name) == LAST:
                return found
        return None

    def type_into(self, role: str, name: str, text: str) -> None:
        """Give a field the keyboard as a screen reader does, and write over what is in it."""
        field = self._things[role, name]
        self._eyes._call(field.program, field.path, f"{COMPONENT}.GrabFocus")
        wait_until(lambda: "focused" in self._eyes.states_of(field), f"{name} has the keyboard")
        self._hand.key("ctrl+a")
        self._hand.type(text)
        self._hand.key("Return")

    def press(self, role: str, name: str) -> None:
        """Press something."""
        self._eyes.act(self._things[role, name])

    def states(self, role: str, name: str) -> set[str]:
        """How something stands."""
        return self._eyes.states_of(self._things[role, name])

    def value(self, name: str) -> float:
        """What a number is, as a screen reader says it."""
        field = self._things["spin box", name]
        return float(self._eyes._bus.get(field.program, field.path, VALUE, "CurrentValue"))


def minutes_of_sitting(desktop: Desktop) -> float:
    """How long the running resident lets somebody sit, by its own deadline."""
    status = desktop.status()
    span = datetime.fromisoformat(str(status["due"])) - datetime.fromisoformat(str(status["sitting_since"]))
    return span.total_seconds() / 60


def test_what_is_set_is_in_the_file_and_in_the_running_resident_and_the_other_way_round(
    desktop: Desktop,
) -> None:
    start_resident(desktop)
    tray = TrayItem(desktop.bus, desktop.tray_items()[0])
    tray.choose("Settings")
    window = desktop.hand.wait_for_window(TITLE)
    shown = Window(desktop)
    shown.type_into("spin box", "Sit at most", "45")
    wait_until(lambda: said(desktop, "rhythm", "sitting_limit_min") == 45, "it is in the file")
    wait_until(lambda: 44 < minutes_of_sitting(desktop) < 46, "the resident's deadline follows")
    shown.type_into("spin box", "Snooze", "25")
    wait_until(lambda: said(desktop, "rhythm", "snooze_min") == 25, "it is in the file")
    labels = lambda: [row.label for row in tray.rows()]  # noqa: E731
    wait_until(lambda: "Snooze 25 min" in labels(), "the tray says so")
    shown.press("check box", "Voice")
    wait_until(lambda: said(desktop, "sound", "voice") is False, "it is in the file")
    assert "checked" not in shown.states("check box", "Voice")
    another_day = DAYS[(datetime.now(UTC).weekday() + 3) % 7]
    shown.type_into("text", another_day.capitalize(), "9 to 5")
    assert said(desktop, "hours", another_day) is None
    shown.type_into("text", another_day.capitalize(), "09:00-17:00")
    wait_until(lambda: desktop.status()["phase"] == "off", "today is free now, and the resident knows")
    assert said(desktop, "hours", another_day) == ["09:00-17:00"]
    file = places_for(desktop.home).settings_file
    edited = file.with_name("edited.toml")  # put in its place whole, as editors do
    edited.write_text(file.read_text().replace("snooze_min = 25", "snooze_min = 35"))
    edited.replace(file)
    wait_until(lambda: shown.value("Snooze") == 35, "the window follows an edit by hand")
    wait_until(lambda: "Snooze 35 min" in labels(), "and so does the resident")
    shown.press("button", "Undo")
    wait_until(lambda: desktop.status()["phase"] != "off", "the hours are gone again")
    second = desktop.start("settings")
    assert second.wait(PATIENCE_S) == 0
    assert desktop.hand.windows(TITLE) == [window]
    desktop.hand.close_window(window)
    desktop.hand.wait_for_no_window(TITLE)
