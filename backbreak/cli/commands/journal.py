"""`journal`: what is kept of you, where it lies, and how to move, export or delete it; without a resident."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from backbreak.cli.home import Home
from backbreak.cli.options import Options, folder
from backbreak.cli.output import Exit, UsageError, document, say
from backbreak.cli.part import Part
from backbreak.cli.patience import patience
from backbreak.core.errors import BackbreakError
from backbreak.words import _, ngettext

if TYPE_CHECKING:
    from backbreak.core.entry import Entry

_NEED = ("move", "add")
_TAKE = (*_NEED, "export")


def run(options: Options) -> int:
    """Do what the first word says; without one, say where everything lies."""
    home, own = Home(options), options.own
    _check(options)
    match own.action:
        case "path":
            _path(_folder(home), own.json)
        case "move":
            return _move(home, folder(own.file), own.json)
        case "add":
            return _add(home, folder(own.file), own.json)
        case "export":
            from backbreak.cli.exporting import export

            return export(home, options)
        case "delete":
            return _delete(home, options)
        case _:
            return _where(home, own.json)
    return Exit.DONE


def _check(options: Options) -> None:
    """See that each action has what it needs and no more; what is missing is a mistake of use."""
    own = options.own
    if own.action in _NEED and not own.file:  # an empty name would be the folder one happens to be in
        raise UsageError(_("journal %(action)s: which folder?") % {"action": own.action})
    if own.action not in _TAKE and own.file is not None:
        raise UsageError(_("journal %(action)s takes no name: leave it out") % {"action": own.action})
    owners = {
        "export": {
            "--everything": own.everything,
            "--csv": own.csv,
            "--ical": own.ical,
            "--replace": own.replace,
        },
        "delete": {"--yes": own.yes, "--device": own.device},
    }
    for owner, given in owners.items():
        wrong = next((name for name, value in given.items() if value), None)
        if wrong is not None and owner != own.action:
            raise UsageError(
                _("%(option)s belongs to journal %(action)s") % {"option": wrong, "action": owner}
            )


def _folder(home: Home) -> Path:
    return home.places.journal_dir(home.settings.journal.folder)


def _path(where: Path, as_json: bool) -> None:
    """The folder alone, for `cp -r "$(backbreak journal path)" …`; it need not exist."""
    if as_json:
        document({"folder": str(where)})
    else:
        say(str(where))


def _entries(home: Home) -> list[Entry]:
    """The breaks as they are in the journal now, corrections applied."""
    from backbreak.storage.journal_folder import open_journal

    return open_journal(home.places, home.settings).load()


# --- where everything lies ---------------------------------------------------------------------------


def _where(home: Home, as_json: bool) -> int:
    from backbreak.storage.belongings import Keeping, belongings
    from backbreak.words.belongings import heading, if_deleted, what

    found = belongings(home.places, _folder(home))
    if as_json:
        document(
            [
                {
                    "kind": one.kind.value,
                    "path": str(one.path),
                    "there": one.there,
                    "what": what(one.kind.value),
                    "keeping": one.keeping.value,
                    "if_deleted": if_deleted(one.kind.value),
                }
                for one in found
            ]
        )
        return Exit.DONE
    for keeping in Keeping:
        here = [one for one in found if one.keeping is keeping]
        if here:
            say(heading(keeping.value))
        for one in here:
            path = one.path if one.there else _("%(path)s (not there)") % {"path": one.path}
            say(f"  {path}")
            told = {"what": what(one.kind.value), "then": if_deleted(one.kind.value)}
            say("      " + _("%(what)s. If deleted: %(then)s.") % told)
    return Exit.DONE


# --- move and add ------------------------------------------------------------------------------------


def _move(home: Home, target: Path, as_json: bool) -> int:
    from backbreak.storage.journal_moving import move_journal

    part = Part()
    with patience(_("moving the journal"), part.done):
        moved = move_journal(home.places, target, part.tell)
    if as_json:
        document({"before": str(moved.before), "folder": str(moved.now), "files": moved.files})
        return Exit.DONE
    say(_("The journal lies in %(folder)s now, with all of its history.") % {"folder": moved.now})
    if moved.files:
        say(
            _("The old one is still in %(folder)s, and is not read any more; delete it when you like.")
            % {"folder": moved.before}
        )
    return Exit.DONE


def _add(home: Home, source: Path, as_json: bool) -> int:
    from backbreak.storage.journal_moving import add_journal

    part = Part()
    with patience(_("adding to the journal"), part.done):
        before = len(_entries(home))
        files = add_journal(home.places, source, part.tell)
        new = len(_entries(home)) - before
    if as_json:
        document({"source": str(source), "folder": str(_folder(home)), "files": files, "entries": new})
        return Exit.DONE
    told = ngettext("%(n)d break came to the journal", "%(n)d breaks came to the journal", new)
    say(told % {"n": new})
    return Exit.DONE


# --- delete ------------------------------------------------------------------------------------------


def _delete(home: Home, options: Options) -> int:
    from backbreak.storage.journal_deleting import delete_journal, device_of, files_of

    own, where = options.own, _folder(home)
    files = files_of(home.places, where, own.device)
    if not files and own.device is not None:
        known = ", ".join(sorted({device_of(path) for path in files_of(home.places, where)})) or _("none")
        told = {"device": own.device or "''", "known": known}
        raise BackbreakError(_("%(device)s has no file in the journal; known: %(known)s") % told)
    if files and not own.yes:
        _ask(home, files, own.device)
    gone = delete_journal(home.places, own.device)
    if own.json:
        document({"folder": str(where), "deleted": [path.name for path in gone]})
    elif gone:
        say(_("Deleted. backbreak goes on with what is left."))
    else:
        say(_("There is no journal in %(folder)s: nothing to delete.") % {"folder": where})
    return Exit.DONE


def _ask(home: Home, files: Sequence[Path], device: str | None) -> None:
    """Have the word typed that says it; UsageError where nobody can type, BackbreakError for another word."""
    if not sys.stdin.isatty():
        raise UsageError(_("journal delete: add --yes, as there is nobody to ask"))
    for line in _warning(home, files, device):
        print(line, file=sys.stderr)
    word = _("delete")
    print(_("Type %(word)s to do it: ") % {"word": word}, end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().casefold() != word.casefold():
        raise BackbreakError(_("nothing was deleted"))


def _warning(home: Home, files: Sequence[Path], device: str | None) -> list[str]:
    """What is going to be deleted, what is not, and where copies may be."""
    from backbreak.storage.journal_folder import former_folders

    entries = _entries(home)
    count = len([one for one in entries if device is None or one.device == device])
    told = ngettext(
        "This deletes %(n)d break for good, in these files:",
        "This deletes %(n)d breaks for good, in these files:",
        count,
    )
    former = former_folders(home.places, _folder(home))
    return [
        told % {"n": count},
        *(f"  {path}" for path in files),
        _("Your settings, exercises and hooks stay. To keep a copy first: backbreak journal export"),
        *(_("An earlier journal stays in %(folder)s.") % {"folder": path} for path in former),
        _(
            "Copies elsewhere are not reached: backups, exports, other devices. A program that syncs this "
            "folder may delete the files on other devices too, or bring them back from there."
        ),
    ]
