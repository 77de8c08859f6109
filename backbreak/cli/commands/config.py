"""`config`: the settings from the shell; a running resident follows by the file."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from backbreak.cli.home import Home
from backbreak.cli.output import Exit, UsageError, complain, document, say
from backbreak.cli.tables import aligned
from backbreak.core.fields import Field, Kind, Value
from backbreak.core.settings import FIELDS, Settings, value_of
from backbreak.storage.settings import known_field, load, locks, origins, set_value
from backbreak.words import _, use
from backbreak.words.refusals import told as refused

if TYPE_CHECKING:
    from backbreak.cli.options import Options
    from backbreak.storage.places import Places

LISTS = (Kind.NAMES, Kind.HOURS)
NUMBERS = (Kind.NUMBER, Kind.INTEGER)
LANGUAGE = "look.language"


def run(options: Options) -> int:
    """Print settings, or change one."""
    own, home = options.own, Home(options)
    _check_count(own.action, own.key, own.value)
    match own.action:
        case None:
            raise UsageError(_("config: get, set, list or path? See backbreak config --help"))
        case "get":
            return _get(home.places, known_field(own.key), own.json)
        case "set":
            return _set(home, known_field(own.key), own.value, own.json)
        case "list":
            return _list(home, own.json)
    return _path(home.places, own.json)


def _check_count(action: str | None, key: str | None, words: Sequence[str]) -> None:
    """See that each action has what it needs and no more; what is missing is a mistake of use."""
    if action in ("list", "path"):
        if key is not None:
            raise UsageError(_("config %(action)s takes no setting: leave it out") % {"action": action})
    elif action is not None and key is None:
        hint = _("config %(action)s: which setting? See backbreak config list")
        raise UsageError(hint % {"action": action})
    elif action == "get" and words:
        raise UsageError(_("config get takes one setting; to change it, use backbreak config set"))


def _get(places: Places, field: Field, as_json: bool) -> int:
    settings = _settings(places, field)
    if field.name == LANGUAGE and (why := _no_language(settings.look.language)) is not None:
        complain(why)
    value, origin = value_of(settings, field), origins(places).get(field.name)
    if as_json:
        document(_told(places, field, value, origin))
        return Exit.DONE
    say(typed_as(value))
    told = {"setting": field.name, "file": places.site_settings_file}
    if field.name in locks(places):
        complain(_("%(setting)s is locked by the system-wide %(file)s") % told)
    elif origin is not None and origin == places.site_settings_file:
        complain(_("%(setting)s comes from the system-wide %(file)s") % told)
    return Exit.DONE


def _set(home: Home, field: Field, words: Sequence[str], as_json: bool) -> int:
    if not words:
        told = {"setting": field.name, "allowed": _allowed(field)}
        raise UsageError(_("config set %(setting)s: the value is missing; use %(allowed)s") % told)
    typed = read_typed(field, words)
    if field.name == "session.exclude" and isinstance(typed, list):
        _check_exercises(home, typed)
    if field.name == LANGUAGE and (why := _no_language(str(typed).strip())) is not None:
        raise UsageError(why)
    before = home.places.journal_dir(load(home.places)[0].journal.folder)
    value = set_value(home.places, field.name, typed)
    use(load(home.places)[0].look.language)
    if as_json:
        document(_told(home.places, field, value, home.places.settings_file))
        return Exit.DONE
    say(f"{field.name} = {typed_as(value)}")
    if field.name == "journal.folder" and home.places.journal_dir(str(value)) != before:
        _tell_of_the_old_journal(home, before)
    return Exit.DONE


def _tell_of_the_old_journal(home: Home, before: Path) -> None:
    """The setting says where to write and read from now on; nothing is moved by it."""
    from backbreak.storage.journal_folder import folder_now, former_folders, remember

    remember(home.places, before)
    if before not in former_folders(home.places, folder_now(home.places)):
        return
    words = [before, *(["--home", home.named] if home.named is not None else [])]
    say(
        _("What was logged so far stays in %(folder)s. To have it here too: backbreak journal add %(quoted)s")
        % {"folder": before, "quoted": shlex.join(map(str, words))}
    )


def _check_exercises(home: Home, names: Sequence[str]) -> None:
    """Raise UsageError for an exercise that does not exist: nothing would be left out by it."""
    from backbreak.cli.planning import known_exercise

    for name in names:
        known_exercise(home, name)


def _no_language(wanted: str) -> str | None:
    """What to say of a language that is not there: English is spoken instead, which nobody has chosen."""
    from backbreak.words.languages import is_there

    if is_there(wanted):
        return None
    hint = _("look.language: there is no translation for %(wanted)s; use one of %(languages)s")
    return hint % {"wanted": repr(wanted), "languages": _languages()}


def _languages() -> str:
    from backbreak.words.languages import SYSTEM, languages

    return ", ".join((SYSTEM, *languages()))


def _allowed(field: Field) -> str:
    """What may be typed for it, as far as its description can tell."""
    return _languages() if field.name == LANGUAGE else refused(field.allowed)


def _list(home: Home, as_json: bool) -> int:
    settings, places = home.settings, home.places
    found, locked = origins(places), locks(places)
    if as_json:
        document([_told(places, one, value_of(settings, one), found.get(one.name)) for one in FIELDS])
        return Exit.DONE
    for line in aligned(
        [
            (
                one.name,
                typed_as(value_of(settings, one)),
                _marked(_from(places, found.get(one.name)), one.name in locked),
            )
            for one in FIELDS
        ]
    ):
        say(line)
    return Exit.DONE


def _marked(origin: str, locked: bool) -> str:
    """Where a value comes from, for those of the user's own nothing."""
    if locked:
        return _("system-wide, locked") if origin == "system" else _("default, locked")
    return {"user": "", "system": _("system-wide"), "default": _("default")}[origin]


def _path(places: Places, as_json: bool) -> int:
    """The user's file alone, for `$EDITOR "$(backbreak config path)"`; it need not exist."""
    site = places.site_settings_file
    if as_json:
        document({"file": str(places.settings_file), "system": None if site is None else str(site)})
    else:
        say(str(places.settings_file))
    return Exit.DONE


def _settings(places: Places, field: Field) -> Settings:
    """The settings; what is wrong with this one, or with a whole file, is told, the rest is not asked for."""
    settings, problems = load(places)
    use(settings.look.language)
    for problem in problems:
        if problem.section in ("", field.section) and problem.key in ("", field.key):
            complain(problem.message)
    return settings


def _told(places: Places, field: Field, value: Value, origin: Path | None) -> Mapping[str, object]:
    """One setting as `config get --json` prints it."""
    return {
        "key": field.name,
        "value": _plain(value),
        "default": _plain(field.default),
        "from": _from(places, origin),
        "file": None if origin is None else str(origin),
        "allowed": field.allowed,
        "locked": field.name in locks(places),
    }


def _from(places: Places, origin: Path | None) -> str:
    if origin is None:
        return "default"
    return "system" if origin == places.site_settings_file else "user"


def _plain(value: Value) -> object:
    """The value as JSON has it: whole numbers without a point."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return list(value) if isinstance(value, tuple) else value


def typed_as(value: Value) -> str:
    """The value as `config set` takes it: no quotes, lists separated by commas."""
    match value:
        case bool():
            return "true" if value else "false"
        case tuple():
            return ",".join(value)
    return str(_plain(value))


def read_typed(field: Field, words: Sequence[str]) -> object:
    """The value of what was typed, in one word or several; brackets and quotes as in the file do no harm."""
    if field.kind in NUMBERS:
        return _number(" ".join(words))
    if field.kind not in LISTS:
        return _unquoted(" ".join(words))
    parts = ",".join(words).strip().removeprefix("[").removesuffix("]").split(",")
    return [name for part in parts if (name := _unquoted(part))]


def _number(text: str) -> float | str:
    """The number, so that one beyond the limits is repeated as one; else the text."""
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _unquoted(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text
