"""What a short program prints, read without a thread and without keeping the loop waiting."""

from __future__ import annotations

import asyncio
import os
import subprocess
from asyncio import AbstractEventLoop, Future
from collections.abc import Sequence

from backbreak.resident.quiet.sources import QuietError
from backbreak.words import _
from backbreak.words.refusals import why


async def output_of(command: Sequence[str]) -> str:
    """The standard output of a program that prints little: less than a pipe holds, 64 KiB.

    Raises QuietError when it cannot be started or fails. Whoever does not want to wait any longer cancels;
    the program is killed then.
    """
    loop = asyncio.get_running_loop()
    try:
        process = subprocess.Popen(
            list(command), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError as error:
        what = {"program": command[0], "why": why(error)}
        raise QuietError(_("%(program)s cannot be started: %(why)s") % what) from error
    ended: Future[bytes] = loop.create_future()
    try:
        pidfd = os.pidfd_open(process.pid)
    except (AttributeError, OSError) as error:
        process.kill()
        process.communicate()
        unwatched = _("%(program)s cannot be watched by this kernel")
        raise QuietError(unwatched % {"program": command[0]}) from error
    loop.add_reader(pidfd, _reap, loop, process, pidfd, ended)
    try:
        printed = await ended
    finally:
        if not ended.done() or ended.cancelled():
            process.kill()  # and reaped by the loop
    if process.returncode != 0:
        told = {"program": command[0], "status": process.returncode}
        raise QuietError(_("%(program)s fails: exit status %(status)d") % told)
    return printed.decode(errors="replace")


def _reap(
    loop: AbstractEventLoop, process: subprocess.Popen[bytes], pidfd: int, ended: Future[bytes]
) -> None:
    """It has ended, so nothing here waits: only what is in the pipe is read, whoever else holds it open."""
    loop.remove_reader(pidfd)
    os.close(pidfd)
    process.wait()
    assert process.stdout is not None
    with process.stdout as pipe:
        os.set_blocking(pipe.fileno(), False)
        printed = pipe.read() or b""
    if not ended.done():
        ended.set_result(printed)
