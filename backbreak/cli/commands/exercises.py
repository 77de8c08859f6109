"""`exercises`: the catalogue, and the packs that add to it, without a resident."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from backbreak.cli.options import Options
from backbreak.cli.output import Exit, UsageError, complain, document, say
from backbreak.cli.tables import aligned, seconds
from backbreak.core.catalogue import Exercise, exercise_json
from backbreak.core.errors import BackbreakError
from backbreak.core.packs import Pack
from backbreak.storage.catalogue import load_catalogue
from backbreak.storage.packs import SUFFIX, PackFile, add_pack, check_file, examine_packs, load_exercises
from backbreak.storage.places import Places, places_for
from backbreak.words import _, ngettext
from backbreak.words.kit import thing
from backbreak.words.refusals import told


def run(options: Options) -> int:
    """Print every exercise, those of packs after the article's; or list, check or add packs."""
    action, file, places = options.own.action, options.own.file, places_for(options.home)
    if options.own.replace and action != "add":
        raise UsageError(_("%(option)s belongs to exercises add") % {"option": "--replace"})
    if action in ("check", "add"):
        if not file:  # an empty name would be the folder one happens to be in
            raise UsageError(
                _("the name of a pack's file is missing: backbreak exercises %(action)s FILE")
                % {"action": action}
            )
        path = Path(file)
        if action == "check":
            return _check(path, places, as_json=options.own.json)
        return _add(path, places, as_json=options.own.json, replace=options.own.replace)
    if file is not None:
        raise UsageError(_("%(file)r is one word too many: see backbreak exercises --help") % {"file": file})
    return _list(places, as_json=options.own.json) if action else _catalogue(places, as_json=options.own.json)


def _catalogue(places: Places, *, as_json: bool) -> int:
    catalogue, problems = load_exercises(places)
    _complain(problems)
    if as_json:
        document([exercise_json(exercise) for exercise in catalogue])
    else:
        _table(catalogue)
    return Exit.DONE


def _list(places: Places, *, as_json: bool) -> int:
    """Tell of every file in the folder, those that are left out too: with exit code 0, for it was asked."""
    found = examine_packs(places.exercises_dir, load_catalogue())
    if as_json:
        document({"folder": str(places.exercises_dir), "packs": [_as_json(file) for file in found]})
        return Exit.DONE
    if not found:
        folder = {"folder": places.exercises_dir}
        say(_("no packs in %(folder)s: add one with backbreak exercises add FILE") % folder)
    for file in found:
        say(_pack_line(file.path, file.pack) if file.pack else _("%(file)s: left out") % {"file": file.path})
        for problem in file.problems:
            say(f"  {told(problem)}")
        for exercise in file.pack.exercises if file.pack else ():
            say(f"  {exercise.id}  {exercise.name}")
    return Exit.DONE


def _check(path: Path, places: Places, *, as_json: bool) -> int:
    file = check_file(path, places)
    if as_json:
        document(_as_json(file))
        return Exit.FAILED if file.pack is None else Exit.DONE
    if file.pack is None:
        _complain(file.problems)
        return Exit.FAILED
    say(_pack_line(path, file.pack))
    _table(file.pack.exercises)
    return Exit.DONE


def _add(path: Path, places: Places, *, as_json: bool, replace: bool) -> int:
    file = check_file(path, places)
    if file.pack is not None:
        try:
            file = add_pack(file, places, replace=replace)
        except BackbreakError as error:
            file = PackFile(path, None, (error.told,))
    if as_json:
        document(_as_json(file))
    elif file.pack is None:
        _complain(file.problems)
    else:
        say(_pack_line(file.path, file.pack))
    return Exit.FAILED if file.pack is None else Exit.DONE


def _as_json(file: PackFile) -> dict[str, object]:
    pack = file.pack
    return {
        "file": str(file.path),
        "pack": file.path.name.removesuffix(SUFFIX),
        "title": pack.title if pack else None,
        "exercises": [exercise.id for exercise in pack.exercises] if pack else [],
        "problems": list(file.problems),
    }


def _pack_line(path: Path, pack: Pack) -> str:
    number = len(pack.exercises)
    what = ngettext("%(n)d exercise", "%(n)d exercises", number) % {"n": number}
    return f"{path}: {pack.title}, {what}"


def _complain(problems: Iterable[str]) -> None:
    for problem in problems:
        complain(problem)


def _table(exercises: Iterable[Exercise]) -> None:
    head = (_("no."), _("id"), _("place"), _("kit"), _("hold"), _("a round"))
    for line in aligned([head, *(_row(exercise) for exercise in exercises)]):
        say(line)


def _row(exercise: Exercise) -> tuple[str, ...]:
    return (
        str(exercise.number or "-"),
        exercise.id,
        {"floor": _("floor"), "standing": _("standing")}[exercise.space],
        ", ".join(map(thing, exercise.equipment)) or "-",
        seconds(exercise.hold_s) if exercise.hold_s else "-",
        _dose(exercise),
    )


def _dose(exercise: Exercise) -> str:
    """The dose as people say it: "3 x 10 each side"."""
    if not exercise.total_units:
        return "-"
    dose = f"{exercise.series} x {exercise.reps}" if exercise.series > 1 else str(exercise.reps)
    return dose if exercise.sides == "none" else _("%(dose)s each side") % {"dose": dose}
