"""In which language backbreak speaks and why in that one, and whether the clock's zone is known."""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

from backbreak.cli.clock import now
from backbreak.cli.doctor.checks import Check
from backbreak.cli.doctor.distribution import install
from backbreak.storage.zone import LibcZone, local_zone
from backbreak.words import SOURCE_LANGUAGE, _, language, translations_folder
from backbreak.words.languages import languages

_CATALOGUE = "backbreak.mo"
_MAGIC = 0x950412DE


def check(
    setting: str, environ: Mapping[str, str] = os.environ, folder: Path | None = None
) -> Iterator[Check]:
    """The language, what asked for it, and how much of it there is."""
    folder = folder or translations_folder()
    whence = _("the setting look.language") if setting != "system" else _asked_by(environ)
    named = {"language": language(), "whence": whence}
    wanted = setting if setting != "system" else _wanted(environ)
    if language() == SOURCE_LANGUAGE:
        if wanted.partition("_")[0] in (SOURCE_LANGUAGE, "C", "POSIX", ""):
            yield Check("translation", "ok", _("%(language)s, by %(whence)s") % named)
            return
        text = _("no translation for %(wanted)s, which %(whence)s asks for") % {**named, "wanted": wanted}
        known = ", ".join(languages(folder))
        fix = _("there are: %(languages)s") % {"languages": known}
        yield Check("translation", "degraded", text, fix, "backbreak config set look.language en")
        return
    done, all_of_them = _sentences(folder / language() / "LC_MESSAGES" / _CATALOGUE), _template(folder)
    if all_of_them and done < all_of_them:
        text = _("%(language)s, by %(whence)s; %(missing)d of %(all)d sentences are in English") % {
            **named,
            "missing": all_of_them - done,
            "all": all_of_them,
        }
        fix = _("help is welcome: docs/translating.md says how")
        yield Check("translation", "degraded", text, fix)
        return
    yield Check("translation", "ok", _("%(language)s, by %(whence)s, complete") % named)


def zone(environ: Mapping[str, str] = os.environ) -> Iterator[Check]:
    """Whether working hours can be told: what zone it is, and by what it is known."""
    found = local_zone()
    offset = now().astimezone(found).strftime("%z")
    name = getattr(found, "key", None) or str(found)
    if not isinstance(found, LibcZone):
        yield Check("time-zone", "ok", _("%(name)s, now UTC%(offset)s") % {"name": name, "offset": offset},
                    public=_("known"))  # fmt: skip
        return
    if "TZ" in environ:
        if re.fullmatch(r"[A-Za-z]{3,}[-+]?\d.*", environ["TZ"]):  # a rule, which is as good as a name
            yield Check("time-zone", "ok", _("by the rule in TZ, now UTC%(offset)s") % {"offset": offset},
                        public=_("known"))  # fmt: skip
            return
        text = _("TZ names no time zone: the clock is taken for UTC%(offset)s") % {"offset": offset}
        yield Check("time-zone", "degraded", text, _("take it away, or set it right"), "unset TZ",
                    _("TZ names no time zone"))  # fmt: skip
        return
    text = _("the system does not say which: the clock is taken for UTC%(offset)s") % {"offset": offset}
    command = "timedatectl list-timezones"
    fix = _("set one: sudo timedatectl set-timezone, and one of those it lists")
    if not Path("/usr/share/zoneinfo").exists():
        command, fix = install("zones"), _("install the time zones")
    yield Check("time-zone", "degraded", text, fix, command, _("the system does not say which"))


def _asked_by(environ: Mapping[str, str]) -> str:
    """The variable that decides, as gettext has it."""
    locale = next((key for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(key)), "")
    if locale and environ.get("LANGUAGE") and environ[locale].partition(".")[0] not in ("C", "POSIX"):
        return "LANGUAGE"
    return locale or _("default")


def _wanted(environ: Mapping[str, str]) -> str:
    """What that variable says first."""
    value = environ.get(_asked_by(environ), "")
    return re.split(r"[:.@]", value)[0]


def _sentences(file: Path) -> int:
    """How many sentences a catalogue has, by its head; 0 for none that can be read."""
    try:
        with file.open("rb") as opened:
            head = opened.read(12)
        order = "<" if struct.unpack("<I", head[:4])[0] == _MAGIC else ">"
        return max(0, int(struct.unpack(order + "I", head[8:12])[0]) - 1)  # one is the catalogue's own head
    except (OSError, struct.error):
        return 0


def _template(folder: Path) -> int:
    """How many sentences there are to translate; 0 where the template is not installed."""
    try:
        lines = (folder / "backbreak.pot").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return 0
    return sum(line.startswith("msgid ") for line in lines) - 1
