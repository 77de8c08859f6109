"""The settings as a value: every key with its default and its limits, and the reading of what a person wrote.

The files themselves are the business of `storage.settings`; here a nest of tables becomes `Settings`, and
what cannot be used becomes a `Problem` and the default. Reading never fails: a reminder that does not start
because of a typing mistake would be worse than the mistake.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace

from .errors import Message
from .fields import Field, Kind, Value

SHORTEST_SESSION_S, LONGEST_SESSION_S = 30, 900

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _number(default: float, minimum: float, maximum: float) -> float:
    return field(default=default, metadata={"rule": (Kind.NUMBER, minimum, maximum, ())})


def _integer(default: int, minimum: int, maximum: int) -> int:
    return field(default=default, metadata={"rule": (Kind.INTEGER, minimum, maximum, ())})


def _switch(default: bool) -> bool:
    return field(default=default, metadata={"rule": (Kind.SWITCH, None, None, ())})


def _choice(*choices: str) -> str:
    return field(default=choices[0], metadata={"rule": (Kind.CHOICE, None, None, choices)})


def _text(default: str) -> str:
    return field(default=default, metadata={"rule": (Kind.TEXT, None, None, ())})


def _names() -> tuple[str, ...]:
    return field(default=(), metadata={"rule": (Kind.NAMES, None, None, ())})


def _ranges() -> tuple[str, ...]:
    return field(default=(), metadata={"rule": (Kind.HOURS, None, None, ())})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """When to ask; minutes throughout. 120 is the article's longest sitting spell."""

    sitting_limit_min: float = _number(120.0, 1, 240)
    snooze_min: float = _number(10.0, 1, 120)
    natural_break_min: float = _number(5.0, 1, 60)
    return_grace_min: float = _number(3.0, 0, 30)
    hold_cap_min: float = _number(60.0, 1, 480)
    repeat_min: float = _number(10.0, 1, 120)
    snooze_limit: int = _integer(0, 0, 100)  # 0: no limit
    heads_up_min: float = _number(0.0, 0, 30)
    reading: bool = _switch(False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Working hours by weekday, each a tuple of "HH:MM-HH:MM"; no range on any day means always."""

    monday: tuple[str, ...] = _ranges()
    tuesday: tuple[str, ...] = _ranges()
    wednesday: tuple[str, ...] = _ranges()
    thursday: tuple[str, ...] = _ranges()
    friday: tuple[str, ...] = _ranges()
    saturday: tuple[str, ...] = _ranges()
    sunday: tuple[str, ...] = _ranges()

    def on(self, weekday: int) -> tuple[str, ...]:
        """Give the ranges of a weekday, Monday being 0 as in `date.weekday()`."""
        ranges: tuple[str, ...] = getattr(self, DAYS[weekday])
        return ranges


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSettings:
    """What a session may ask for: its length in seconds, the place, the kit, and the tempo of movements."""

    seconds: float = _number(120.0, SHORTEST_SESSION_S, LONGEST_SESSION_S)
    choice: str = _choice("variety", "one-at-a-time")
    place: str = _choice("floor", "standing")
    sofa: bool = _switch(True)
    tempo: float = _number(1.0, 0.5, 3)
    exclude: tuple[str, ...] = _names()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """Earcons and voice; volume from 0 to 1."""

    cues: bool = _switch(True)
    voice: bool = _switch(True)
    volume: float = _number(0.7, 0, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """Which steps of an invitation are taken; the tray always shows it."""

    notification: bool = _switch(True)
    window: bool = _switch(True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """Which reasons hold an invitation back."""

    do_not_disturb: bool = _switch(True)
    microphone: bool = _switch(True)
    fullscreen: bool = _switch(True)
    screen_share: bool = _switch(True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Theme, movement and language; "system" follows the desktop."""

    theme: str = _choice("system", "light", "dark", "contrast")
    motion: str = _choice("system", "full", "reduced")
    language: str = _text("system")


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalSettings:
    """Where the journal lives; an empty folder means the usual place."""

    folder: str = _text("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings; a value, replaced as a whole when the file changes."""

    rhythm: Rhythm = field(default_factory=Rhythm)
    hours: Hours = field(default_factory=Hours)
    session: SessionSettings = field(default_factory=SessionSettings)
    sound: Sound = field(default_factory=Sound)
    prompt: Prompt = field(default_factory=Prompt)
    quiet: Quiet = field(default_factory=Quiet)
    look: Look = field(default_factory=Look)
    journal: JournalSettings = field(default_factory=JournalSettings)


@dataclass(frozen=True, slots=True)
class Problem:
    """One value that could not be used. `key` is empty when a whole section is not a table."""

    section: str
    key: str
    message: str

    def __str__(self) -> str:
        return self.message


DEFAULT = Settings()


def _fields_of(section: str) -> Iterator[Field]:
    defaults = getattr(DEFAULT, section)
    for one in fields(defaults):
        kind, minimum, maximum, choices = one.metadata["rule"]
        yield Field(section, one.name, kind, getattr(defaults, one.name), minimum, maximum, choices)


SECTIONS = tuple(one.name for one in fields(Settings))
FIELDS: tuple[Field, ...] = tuple(one for section in SECTIONS for one in _fields_of(section))


def find_field(name: str) -> Field | None:
    """Give the field of a full name such as "rhythm.snooze_min", or None."""
    return next((one for one in FIELDS if one.name == name), None)


def parse(tables: Mapping[str, object], base: Settings = DEFAULT) -> tuple[Settings, tuple[Problem, ...]]:
    """Read tables as TOML gives them; every bad value falls back to that of `base`, with one problem.

    Unknown sections and keys are ignored: a newer version, or a person, may know them.
    """
    problems: list[Problem] = []
    written: dict[str, Mapping[object, object]] = {}
    for section in SECTIONS:
        table = tables.get(section, {})
        if isinstance(table, Mapping):
            written[section] = table
        else:
            told = "%(section)s is not a table; start it with a line [%(section)s]. Using its defaults."
            problems.append(Problem(section, "", Message(told, section=section)))
    usable: dict[str, dict[str, Value]] = {section: {} for section in SECTIONS}
    for one in FIELDS:
        table = written.get(one.section, {})
        if one.key not in table:
            continue
        value = one.read(table[one.key])
        if value is None:
            instead = value_of(base, one)
            problems.append(Problem(one.section, one.key, one.complaint(table[one.key], instead)))
        else:
            usable[one.section][one.key] = value
    parts = {section: replace(getattr(base, section), **usable[section]) for section in SECTIONS}
    return Settings(**parts), tuple(problems)


def value_of(settings: Settings, one: Field) -> Value:
    """Give the value settings have for a field."""
    value: Value = getattr(getattr(settings, one.section), one.key)
    return value
