"""Puts what is known onto the page: values, where they come from, what is locked, and what is wrong."""

from __future__ import annotations

from backbreak.core.autostart import Standing
from backbreak.core.settings import value_of
from backbreak.storage.settings import known_field
from backbreak.windows.settings import login, saying
from backbreak.windows.settings.book import State
from backbreak.windows.settings.groups import By, Row, choice
from backbreak.windows.settings.row import RowView
from backbreak.windows.settings.window import SettingsWindow
from backbreak.words.refusals import told
from backbreak.words.sentences import sentence


def show_state(window: SettingsWindow, state: State) -> None:
    """Show the files as they are."""
    for view in window.page.rows.values():
        if view.row.keys:
            _show_row(window, view, state)
    wrong = [*([state.damaged] if state.damaged else []), *state.others]
    window.complain(" ".join(sentence(told(one)) for one in wrong))


def show_login(window: SettingsWindow, found: Standing | None, words: str) -> None:
    """Show what happens at login."""
    view, control = window.page.rows["autostart"], window.page.control("autostart")
    control.show_value(login.is_on(found))
    control.allow(login.can_be_switched(found))
    view.say(words)


def _show_row(window: SettingsWindow, view: RowView, state: State) -> None:
    row = view.row
    values = {name: state.value(name) for name in row.keys}
    unread = row.by is By.EXERCISES and row.name in state.problems  # what was meant by it would be lost
    allowed = [name not in state.locked and not state.damaged and not unread for name in row.keys]
    window.page.show_value(row, values, allowed)
    locked = next((state.locked[name] for name in row.keys if name in state.locked), None)
    foreign = [state.origins[name] for name in row.keys if name in state.origins and name not in state.said]
    if locked is not None:
        view.say(saying.locked(locked))
    else:
        view.say(saying.from_system(foreign[0]) if foreign else "")
    view.complain(
        " ".join(sentence(told(state.problems[name])) for name in row.keys if name in state.problems)
    )
    own = any(name in state.said and name not in state.locked for name in row.keys)
    view.offer_default(_offer(row, state) if own and not state.damaged and not unread else "")


def _offer(row: Row, state: State) -> str:
    """The way back, with the value it leads to where a few words are enough."""
    if row.by is By.WEEK or row.name == "look.language":
        return saying.restore(row.label, "")
    value = value_of(state.beneath, known_field(row.name))
    return saying.restore(row.label, saying.value_of(row.name, value, choice(row.name, str(value))))
