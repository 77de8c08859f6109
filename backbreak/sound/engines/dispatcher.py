"""speech-dispatcher, spoken to over its socket (SSIP), because its own tools wait for it without limit.

Every wait has a limit. A server that hangs, refuses or goes away is asked once more, then given up; one that
does not run is started the way its own clients start it (`ssip`).
"""

from __future__ import annotations

import re
import socket
import time
from contextlib import suppress

from backbreak.sound.engines import ssip
from backbreak.sound.engines.ssip import NoVoiceError, RefusedError, SilentError
from backbreak.words import _
from backbreak.words.refusals import why

_ANSWER_S = 1.5
"""So long an answer may take; a server that works needs milliseconds."""
_LISTED_S = 20.0
"""So long it may take to list its voices, thousands of them: a quarter of a second, on a busy computer three.

One that hangs is found out before, by what it answers at once."""
_PATIENCE = 2
_SPEAKING_S = 15.0
"""A phrase whose end was never reported is over by then."""
_UNREAD = 1 << 16
"""No server has so much to say; one that never ends would take our time and memory."""
_BEGIN, _END, _CANCEL = "701", "702", "703"


class Dispatcher:
    """A connection, made when there is something to say. Used by one thread."""

    def __init__(self, language: str, volume: float = 1.0) -> None:
        self._language = language.replace("_", "-").partition("-")[0].lower()
        self._volume = volume
        self._voice: str | None = None
        self._socket: socket.socket | None = None
        self._read = b""
        self._failures = 0
        self._speaking_since_s: float | None = None

    @property
    def name(self) -> str:
        """What people know it by."""
        return "speech-dispatcher"

    @property
    def voice(self) -> str:
        """The first voice it has for the language; known when it was asked."""
        return self._voice or ""

    @property
    def given_up(self) -> bool:
        """Whether it failed so often that it is not asked again."""
        return self._failures >= _PATIENCE

    def prepare(self) -> None:
        """Connect, and start the server if nobody listens."""
        try:
            self._connect()
        except (OSError, SilentError) as error:
            self._failed(error)

    def speak(self, sentence: str) -> None:
        """Begin to say a sentence, unless another one is being said."""
        try:
            self._connect()
            self._hear_events()
            if self._busy():
                return
            self._ask("SPEAK")
            self._ask(ssip.quoted(sentence), whole=True)
            self._speaking_since_s = time.monotonic()
            self._failures = 0
        except (OSError, SilentError) as error:
            self._failed(error)

    def cancel(self) -> None:
        """End what is being said."""
        if self._socket is None:
            return
        try:
            self._ask("CANCEL SELF")
            self._speaking_since_s = None
        except (OSError, SilentError) as error:
            self._failed(error)

    def check(self) -> str | None:
        """Return None if it would speak, else why not; takes at most a few seconds."""
        try:
            self._connect()
            modules = self._ask("LIST OUTPUT_MODULES")
        except (OSError, SilentError) as error:
            return why(error)
        finally:
            self.close()
        return None if any(line[3:4] == "-" for line in modules) else _("it has no voice installed")

    def close(self) -> None:
        """Say goodbye without waiting for an answer."""
        if self._socket is not None:
            with suppress(OSError):  # it may be gone already
                self._socket.sendall(b"CANCEL SELF\r\nQUIT\r\n")
            self._socket.close()
        self._socket, self._read, self._speaking_since_s = None, b"", None

    def _failed(self, error: Exception) -> None:
        """It is asked once more, unless it has no voice: nothing is read in another language's accent."""
        self._failures += _PATIENCE if isinstance(error, NoVoiceError) else 1
        self.close()

    def _busy(self) -> bool:
        since_s = self._speaking_since_s
        return since_s is not None and time.monotonic() - since_s < _SPEAKING_S

    def _connect(self) -> None:
        if self._socket is not None:
            return
        self._socket = ssip.connected(_ANSWER_S)
        self._ask("SET SELF CLIENT_NAME user:backbreak:session")
        self._ask(f"SET SELF LANGUAGE {self._language}")
        self._ask(f"SET SELF VOLUME {round(200 * self._volume - 100)}")
        self._ask("SET SELF PRIORITY MESSAGE")
        self._find_voice()
        for event in ("END", "CANCEL"):
            self._ask(f"SET SELF NOTIFICATION {event} ON")

    def _find_voice(self) -> None:
        """Look for a voice of the language, once; a server that cannot list them is believed to have one.

        With espeak-ng behind it the list is half a megabyte long.
        """
        if self._voice is not None:
            return
        spoken = re.compile(rf"249-([^\t]*)\t{re.escape(self._language)}(?:[-_][^\t]*)?\t", re.IGNORECASE)
        try:
            found = self._ask("LIST SYNTHESIS_VOICES", _LISTED_S, wanted=spoken)
        except RefusedError:
            self._voice = ""
            return
        listed = next((match[1] for line in found if (match := spoken.match(line))), None)
        if listed is None:
            told = {"language": self._language}
            raise NoVoiceError(_("it has no voice for the language %(language)s") % told)
        self._voice = listed

    def _ask(
        self,
        request: str,
        within_s: float | None = None,
        *,
        whole: bool = False,
        wanted: re.Pattern[str] | None = None,
    ) -> list[str]:
        """Send a request and return the lines of its answer; raises OSError and SilentError.

        Of a long answer only the `wanted` lines are kept.
        """
        assert self._socket is not None
        until_s = time.monotonic() + (within_s or _ANSWER_S)
        self._socket.settimeout(_ANSWER_S)
        self._socket.sendall((request if whole else f"{request}\r\n").encode())
        answer: list[str] = []
        while True:
            line = self._line(until_s)
            if line[:1] == "7":
                self._event(line)
                continue
            if wanted is None or wanted.match(line):
                answer.append(line)
            if line[3:4] != "-":
                if line[:1] != "2":
                    raise RefusedError(_("it answers %(line)s") % {"line": line})
                return answer

    def _line(self, until_s: float) -> str:
        assert self._socket is not None
        while b"\r\n" not in self._read:
            left_s = until_s - time.monotonic()
            if left_s <= 0:
                raise SilentError(_("it does not answer"))
            self._socket.settimeout(left_s)
            try:
                more = self._socket.recv(4096)
            except TimeoutError:
                raise SilentError(_("it does not answer")) from None
            if not more:
                raise SilentError(_("it hung up"))
            self._take(more)
        line, _end, self._read = self._read.partition(b"\r\n")
        return line.decode(errors="replace")

    def _take(self, more: bytes) -> None:
        self._read += more
        if len(self._read) > _UNREAD:
            raise SilentError(_("it talks without end"))

    def _hear_events(self) -> None:
        """Read what it reported meanwhile."""
        assert self._socket is not None
        self._socket.setblocking(False)
        try:
            while more := self._socket.recv(4096):
                self._take(more)
        except BlockingIOError:
            pass
        while b"\r\n" in self._read:
            self._event(self._line(0.0))

    def _event(self, line: str) -> None:
        if line[:3] in (_END, _CANCEL) and line[3:4] == " ":
            self._speaking_since_s = None
