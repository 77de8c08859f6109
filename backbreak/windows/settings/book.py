"""The settings as the window knows them: values, where they come from, and the changes made here.

Whatever is changed is in the file before it shows. No Qt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from backbreak.core.fields import Value
from backbreak.core.settings import DEFAULT, FIELDS, Problem, Settings, value_of
from backbreak.storage.places import Places
from backbreak.storage.settings import known_field, load, locks, origins, set_value
from backbreak.storage.unset import said, unset


@dataclass(frozen=True, slots=True)
class State:
    """The files as they are now. `damaged` says why the user's file cannot be used at all, "" when it can."""

    settings: Settings
    locked: Mapping[str, Path]
    origins: Mapping[str, Path]
    said: frozenset[str]
    """What the user's file says, whether it can be used or not."""
    problems: Mapping[str, str]
    """What is wrong with single settings, by name."""
    others: tuple[str, ...]
    """What is wrong besides, in the fleet's file too."""
    damaged: str = ""
    beneath: Settings = DEFAULT
    """What would be without the user's file: everybody's settings, or the defaults."""

    def value(self, name: str) -> Value:
        """What a setting is now."""
        return value_of(self.settings, known_field(name))


@dataclass(frozen=True, slots=True)
class Step:
    """A change: what the user's file said of these settings before, None where it said nothing usable."""

    before: Mapping[str, Value | None]


class Book:
    """Reads and writes one home's settings; errors are BackbreakErrors and leave everything as it was."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._steps: list[Step] = []
        self.state = self._now()

    @property
    def steps(self) -> int:
        """How many steps can be taken back."""
        return len(self._steps)

    def read(self) -> State:
        """Look at the files anew."""
        self.state = self._now()
        return self.state

    def changed(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """Give those that are other values than now, or not written in a way that can be used."""
        self.read()
        state = self.state
        return {
            name: value
            for name, value in values.items()
            if state.value(name) != value or name in state.problems
        }

    def change(self, values: Mapping[str, Value]) -> None:
        """Write what is another value than now, as one step."""
        self._write(self.changed(values))

    def restore(self, names: Iterable[str]) -> tuple[str, ...]:
        """Have the user's file say nothing of these any more, as one step; which of them it had told."""
        self.read()
        told = tuple(name for name in names if name in self.state.said)
        if told:
            step = self._step(told)
            unset(self._places, told)
            self._steps.append(step)
            self.read()
        return told

    def undo(self) -> tuple[str, ...]:
        """Take back the last step; what it had changed. A step that cannot be taken back stays the last."""
        if not self._steps:
            return ()
        step = self._steps[-1]
        unset(self._places, [name for name, value in step.before.items() if value is None])
        for name, value in step.before.items():
            if value is not None:
                set_value(self._places, name, value)
        self._steps.pop()
        self.read()
        return tuple(step.before)

    def _write(self, values: Mapping[str, Value]) -> None:
        """Write one after the other; where one fails, those written so far are a step all the same."""
        step, done = self._step(values), list[str]()
        try:
            for name, value in values.items():
                set_value(self._places, name, value)
                done.append(name)
        finally:
            if done:
                self._steps.append(Step({name: step.before[name] for name in done}))
            self.read()

    def _step(self, names: Iterable[str]) -> Step:
        """What it would take to come back to the present state of these."""
        state, own = self.state, self._places.settings_file
        return Step({name: state.value(name) if state.origins.get(name) == own else None for name in names})

    def _now(self) -> State:
        settings, problems = load(self._places)
        single, others, damaged = _sorted(problems, str(self._places.settings_file))
        return State(
            settings,
            locks(self._places),
            origins(self._places),
            said(self._places),
            single,
            others,
            damaged,
            self._beneath(),
        )

    def _beneath(self) -> Settings:
        if self._places.site_settings_file is None:
            return DEFAULT
        return load(replace(self._places, config=self._places.config / "nobody's"))[0]


def _sorted(problems: Iterable[Problem], own: str) -> tuple[dict[str, str], tuple[str, ...], str]:
    """Problems of single settings, all others, and that of a user's file that cannot be used at all."""
    known = {field.name for field in FIELDS}
    single, others, damaged = dict[str, str](), list[str](), ""
    for problem in problems:
        name = f"{problem.section}.{problem.key}"
        if name in known:
            single[name] = problem.message
        elif not problem.section and problem.message.startswith(own):
            damaged = problem.message
        else:
            others.append(problem.message)
    return single, tuple(others), damaged
