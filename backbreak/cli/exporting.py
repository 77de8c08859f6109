"""`journal export`: the journal, or everything that is a person's, as a file to take away."""

from __future__ import annotations

import sys
from pathlib import Path

from backbreak.cli.home import Home
from backbreak.cli.options import Options, folder
from backbreak.cli.output import Exit, UsageError, say
from backbreak.cli.part import Part
from backbreak.cli.patience import patience
from backbreak.core.errors import BackbreakError
from backbreak.storage.durable import replace_file
from backbreak.words import _, ngettext

EVERYTHING = "zip"
_FORMS = {"everything": EVERYTHING, "csv": "csv", "json": "json", "ical": "ics"}
"""The ending of a file of each form."""


def export(home: Home, options: Options) -> int:
    """Write the file that was asked for, and say what is in it."""
    form = _form(options)
    if options.own.file == "-":
        if form == EVERYTHING:
            raise UsageError(_("journal export: everything goes into a file, give its name"))
        sys.stdout.flush()
        sys.stdout.buffer.write(_content(home, form))
        return Exit.DONE
    target = folder(options.own.file or f"backbreak-{home.today:%Y-%m-%d}.{form}")
    _check(target, options.own.replace)
    if form == EVERYTHING:
        said = _everything(home, target)
    else:
        count = len(home.entries)
        replace_file(target, _content(home, form))
        told = ngettext("%(n)d break is in %(file)s", "%(n)d breaks are in %(file)s", count)
        if not count:
            told = _("There is no break in the journal so far, and so none in %(file)s")
        said = told % {"n": count, "file": target}
    say(said)
    return Exit.DONE


def _form(options: Options) -> str:
    """What was asked for, or what the file's name says, or everything."""
    asked = [ending for form, ending in _FORMS.items() if getattr(options.own, form)]
    if asked:
        return asked[0]
    ending = Path(options.own.file or "").suffix.removeprefix(".").lower()
    if ending and ending not in _FORMS.values():
        hint = _("journal export: a file in .%(ending)s? Use .zip, .csv, .json or .ics, or say which: --csv")
        raise UsageError(hint % {"ending": ending})
    return ending or EVERYTHING


def _check(target: Path, replace: bool) -> None:
    if not target.parent.is_dir():
        raise BackbreakError(_("there is no folder %(folder)s: create it first") % {"folder": target.parent})
    if target.exists() and not target.is_file():  # nor is a device replaced by a file
        raise BackbreakError(_("%(file)s: is no file") % {"file": target})
    refuse_to_replace(target, replace)


def refuse_to_replace(target: Path, replace: bool) -> None:
    """Raise BackbreakError for a file that is there already, unless that is to be replaced."""
    if target.exists() and not replace:
        hint = _("%(file)s is there already: add --replace to put this in its place")
        raise BackbreakError(hint % {"file": target})


def _content(home: Home, form: str) -> bytes:
    """The journal as `log` prints it, corrections applied."""
    from backbreak.windows.history.exporting import content

    return content(form, home.entries, {one.id: one.name for one in home.catalogue})


def _everything(home: Home, target: Path) -> str:
    from backbreak.storage.archive import write_archive

    journal = home.places.journal_dir(home.settings.journal.folder)
    beside = {
        "README.txt": _read_me().encode(),
        "journal.csv": _content(home, "csv"),
        "journal.json": _content(home, "json"),
    }
    part = Part()
    with patience(_("exporting"), part.done):
        count = write_archive(home.places, journal, target, beside, part.tell)
    if not count:
        return _("You have kept nothing in backbreak so far: %(file)s has an empty journal in it") % {
            "file": target
        }
    told = ngettext(
        "%(n)d file of yours is in %(file)s, with the journal as a spreadsheet beside it",
        "%(n)d files of yours are in %(file)s, with the journal as a spreadsheet beside them",
        count,
    )
    return told % {"n": count, "file": target}


def _read_me() -> str:
    return (
        _(
            "This is a copy of what you have in backbreak, made by backbreak journal export.\n\n"
            "data/journal     the journal as it is: one file for each device, one line for each break\n"
            "data/exercises   exercises that were added\n"
            "config           your settings, and programs that are run when something happens\n"
            "journal.csv      the journal as a spreadsheet, with corrections applied\n"
            "journal.json     the same for programs\n\n"
            "To have the breaks in another backbreak, unpack it and type:\n"
            "backbreak journal add FOLDER/data/journal"
        )
        + "\n"
    )
