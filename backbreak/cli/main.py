"""Where the program begins: arguments to command, errors to one line and an exit code.

Importing this module costs next to nothing: the argument parser is loaded when there is a command, and the
command's own module when it is known.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from backbreak import __version__
from backbreak.cli.options import Options, bare_start
from backbreak.cli.output import Exit, UsageError, complain, say
from backbreak.core.errors import BackbreakError
from backbreak.words import _
from backbreak.words.refusals import told, why


def main(argv: Sequence[str]) -> int:
    """Run the program with these arguments; writes to stdout and stderr and never raises for a mistake."""
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace" if stream is sys.stdout else "backslashreplace")
    try:
        if "--verbose" in argv:
            from backbreak.cli.unforeseen import tell_all

            argv = tell_all(argv)
        code = _run(argv)
        sys.stdout.flush()
    except BackbreakError as error:
        complain(told(error))
        code = _exit_code(error)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whoever read has enough; let the last flush be quiet
        code = Exit.FAILED
    except KeyboardInterrupt:
        complain(_("stopped"))
        code = Exit.STOPPED
    except OSError as error:
        file = error.filename or _("the system")
        complain(_("%(file)s: %(why)s: check it and try again") % {"file": file, "why": why(error)})
        code = Exit.FAILED
    except Exception as error:  # noqa: BLE001 - it is logged there
        from backbreak.cli.unforeseen import ended_by

        ended_by(error, argv)
        code = Exit.FAILED
    return int(code)


def _open_what_is_closed() -> None:
    """Have all three streams, whatever a caller has closed: what is opened next would be taken for one."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = open(os.devnull, mode, encoding="utf-8")  # noqa: PTH123, SIM115 - it stays open
            os.set_inheritable(stream.fileno(), True)
            setattr(sys, name, stream)


def _run(argv: Sequence[str]) -> int:
    try:
        return _dispatch(bare_start(argv) or _parsed(argv))
    except SystemExit as ended:  # argparse after --help
        return Exit.DONE if not ended.code else Exit.USAGE


def _parsed(argv: Sequence[str]) -> Options:
    from backbreak.cli.arguments import parse
    from backbreak.cli.language import home_of, speak
    from backbreak.cli.table import commands

    if not {"-h", "--help"}.isdisjoint(argv):
        speak(home_of(argv))
    try:
        options = parse(argv, commands())
    except UsageError:
        speak(home_of(argv))
        return parse(argv, commands())  # to be told in that language
    speak(options.home)
    return options


def _dispatch(options: Options) -> int:
    if options.command == "version":
        say(f"backbreak {__version__}")
        return Exit.DONE
    module = import_module(f"backbreak.cli.commands.{options.module}")
    code: int = module.run(options)
    return code


def _exit_code(error: BackbreakError) -> Exit:
    """The exit code of an error; the door's are only looked at when the door was opened."""
    if isinstance(error, UsageError):
        return Exit.USAGE
    client = sys.modules.get("backbreak.door.client")
    if client is not None and isinstance(error, client.NotRunningError):
        return Exit.NOT_RUNNING
    return Exit.USAGE if getattr(error, "code", None) == "usage" else Exit.FAILED
