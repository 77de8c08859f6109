"""Every command of the command line: where it lives, what it does, what it takes.

What else is told of it, in help, man page and completion, is its page in `cli/manual/`. A word in capitals
tells every shell what to complete there: FILE, DIR, ID (an exercise), KEY (a setting).
"""

from __future__ import annotations

from argparse import ArgumentParser

from backbreak.cli.arguments import Command, count, positive, whole
from backbreak.words import _


def _json(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("one JSON document"))


def _exercise(parser: ArgumentParser) -> None:
    parser.add_argument("--exercise", metavar="ID", help=_("this exercise, see backbreak exercises"))


def _seconds(parser: ArgumentParser) -> None:
    parser.add_argument("--seconds", type=positive, metavar="N", help=_("how long it may take, 30 to 900"))


def _snooze(parser: ArgumentParser) -> None:
    parser.add_argument("minutes", nargs="?", type=positive, metavar="MIN", help=_("minutes from now"))


def _pause(parser: ArgumentParser) -> None:
    parser.add_argument(
        "until",
        nargs="?",
        metavar="UNTIL",
        help=_("90m, 1h30m, 2h, minutes, 14:30 or tomorrow; else until resumed"),
    )


def _meeting(parser: ArgumentParser) -> None:
    parser.add_argument(
        "minutes", nargs="?", type=positive, default=60.0, metavar="MIN", help=_("minutes (60)")
    )


def _plan(parser: ArgumentParser) -> None:
    _exercise(parser)
    _seconds(parser)
    parser.add_argument(
        "--units", type=count, metavar="N", help=_("this many repetitions, or pairs of sides")
    )
    _json(parser)


def _exercises(parser: ArgumentParser) -> None:
    parser.add_argument(
        "action",
        nargs="?",
        choices=("list", "check", "add"),
        help=_("list packs, check one, or add it; without a word: print the exercises"),
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help=_("the pack, see docs/exercise-packs.md"))
    parser.add_argument("--replace", action="store_true", help=_("add in the place of one of that name"))
    _json(parser)


def _session(parser: ArgumentParser) -> None:
    _exercise(parser)
    _seconds(parser)
    parser.add_argument("--terminal", action="store_true", help=_("here, not in a window"))
    parser.add_argument("--speed", type=positive, metavar="X", help=_("play X times faster"))
    parser.add_argument(
        "--plan", metavar="FILE", help=_("play a plan as plan --json prints it; - reads stdin")
    )
    parser.add_argument("--script", action="store_true", help=_("print what will be heard; play nothing"))
    parser.add_argument("--render", metavar="FILE", help=_("write that as a WAV file; play nothing"))
    parser.add_argument("--replace", action="store_true", help=_("render: even if the file is there"))
    _json(parser)


def _log(parser: ArgumentParser) -> None:
    parser.add_argument("--since", metavar="DAY", help=_("from this day on: YYYY-MM-DD, today or yesterday"))
    parser.add_argument("--until", metavar="DAY", help=_("up to and with this day"))
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help=_("one JSON array, oldest first"))
    forms.add_argument("--csv", action="store_true", help=_("a table for a spreadsheet"))
    forms.add_argument("--ical", action="store_true", help=_("a calendar"))


def _journal(parser: ArgumentParser) -> None:
    actions = ("where", "path", "move", "add", "export", "delete")
    parser.add_argument("action", nargs="?", default="where", choices=actions, help=_("what to do (where)"))
    parser.add_argument("file", nargs="?", metavar="FILE", help=_("the folder, or the file to export to"))
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--everything", action="store_true", help=_("export: an archive of all that is yours"))
    forms.add_argument("--csv", action="store_true", help=_("export: a table for a spreadsheet"))
    forms.add_argument("--ical", action="store_true", help=_("export: a calendar"))
    forms.add_argument("--json", action="store_true", help=_("export: for programs; else one JSON document"))
    parser.add_argument("--replace", action="store_true", help=_("export: even if the file is there"))
    parser.add_argument("--device", metavar="DEVICE", help=_("delete: the breaks of this device alone"))
    parser.add_argument("--yes", action="store_true", help=_("delete: without asking"))


def _simulate(parser: ArgumentParser) -> None:
    parser.add_argument("--days", type=count, default=250, metavar="N", help=_("days to play (250)"))
    parser.add_argument("--persona", default="willing", metavar="PERSONA", help=_("who sits there (willing)"))
    parser.add_argument("--seed", type=whole, default=0, metavar="N", help=_("another N, another life (0)"))
    parser.add_argument("--start", metavar="DAY", help=_("the first day (2026-01-05)"))
    _json(parser)


def _config(parser: ArgumentParser) -> None:
    parser.add_argument("action", nargs="?", choices=("get", "set", "list", "path"), help=_("what to do"))
    parser.add_argument("key", nargs="?", metavar="KEY", help=_("a setting, as config list names it"))
    parser.add_argument(
        "value", nargs="*", metavar="VALUE", help=_("what it becomes; a list has commas in it")
    )
    _json(parser)


def _autostart(parser: ArgumentParser) -> None:
    parser.add_argument(
        "action", nargs="?", default="status", choices=("on", "off", "status"), help=_("what to do (status)")
    )
    kinds = parser.add_mutually_exclusive_group()
    for kind, told in (
        ("systemd", _("on: by a unit of your systemd, which starts it again after a crash")),
        ("xdg", _("on: by a file in the autostart folder, as every desktop reads it")),
    ):
        kinds.add_argument(f"--{kind}", dest="kind", action="store_const", const=kind, help=told)
    _json(parser)


def _doctor(parser: ArgumentParser) -> None:
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help=_("one JSON document"))
    forms.add_argument(
        "--report", action="store_true", help=_("to copy for a bug report: nothing personal is in it")
    )


def _window(parser: ArgumentParser) -> None:
    names = _("session, desk, panel, history, settings, welcome, prompt, tray or care")
    parser.add_argument("window", metavar="NAME", help=names)
    parser.add_argument("--session", metavar="ID", help=_("the session to attach to"))
    parser.add_argument("--quietly", action="store_true", help=_("leave the keyboard where it is"))


def _completion(parser: ArgumentParser) -> None:
    shells = ("bash", "zsh", "fish", "powershell")
    parser.add_argument("shell", choices=shells, metavar="SHELL", help=_("bash, zsh, fish or powershell"))


def _known(parser: ArgumentParser) -> None:
    parser.add_argument("kind", choices=("exercises", "settings", "values"))
    parser.add_argument("key", nargs="?")


def commands() -> dict[str, Command]:
    """Every command by its word, in the order of the help."""
    return {
        "status": Command("ask", _("what the break reminder is doing"), _json),
        "start": Command("tell", _("begin a guided break now"), _exercise),
        "snooze": Command("tell", _("put the break off"), _snooze),
        "skip": Command("tell", _("decline this break")),
        "pause": Command("tell", _("stop reminding for a while"), _pause),
        "resume": Command("tell", _("end a pause or a meeting")),
        "meeting": Command("tell", _("hold reminders back during a meeting"), _meeting),
        "quit": Command("tell", _("end the break reminder")),
        "why": Command("ask", _("what happens next, when, and because of what"), _json),
        "exercises": Command("exercises", _("the exercises, and packs that add to them"), _exercises),
        "plan": Command("plan", _("the next session, second by second"), _plan),
        "session": Command("session", _("a guided break now, in a window or the terminal"), _session),
        "log": Command("log", _("the journal of breaks"), _log),
        "report": Command("report", _("the round, this week, streak and adherence"), _json),
        "journal": Command("journal", _("where your data lies; move, export or delete it"), _journal),
        "simulate": Command("simulate", _("what the settings would do, day after day"), _simulate),
        "config": Command("config", _("read and change settings"), _config),
        "autostart": Command("autostart", _("whether backbreak starts when you log in"), _autostart),
        "doctor": Command("doctor", _("what works here, what does not, and what to do"), _doctor),
        "completion": Command("completion", _("have your shell complete all this"), _completion),
        "panel": Command("panel", _("the window with everything the tray does")),
        "history": Command("history", _("the window with the week, the year and every break")),
        "settings": Command("settings", _("the window with every setting")),
        "welcome": Command("welcome", _("the window of the first start, once more")),
        "window": Command("window", _("one window of the resident"), _window, listed=False),
        "known": Command("known", _("words a shell may complete with"), _known, listed=False),
        "man": Command("man", _("the manual page, in troff"), listed=False),
    }
