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
from backbreak.words.refusals import told


def run() -> int:
    """Run the program with the process's own arguments; the value is its exit code."""
    return main(sys.argv[1:])


def main(argv: Sequence[str]) -> int:
    """Run the program with these arguments; writes to stdout and stderr and never raises for a mistake."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace" if stream is sys.stdout else "backslashreplace")
    try:
        code = _dispatch(bare_start(argv) or _parsed(argv))
        sys.stdout.flush()
    except BackbreakError as error:
        complain(told(error))
        code = _exit_code(error)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whoever read has enough; let the last flush be quiet
        code = Exit.FAILED
    except KeyboardInterrupt:
        complain("stopped")
        code = Exit.FAILED
    except OSError as error:
        complain(f"{error.filename or 'the system'}: {error.strerror or error}: check it and try again")
        code = Exit.FAILED
    except SystemExit as ended:  # argparse after --help
        code = Exit.DONE if not ended.code else Exit.USAGE
    return int(code)


def _parsed(argv: Sequence[str]) -> Options:
    from backbreak.cli.arguments import parse
    from backbreak.cli.table import commands

    return parse(argv, commands())


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
