"""What an SVG may hold to be drawn: shapes and words, and nothing that leads elsewhere, moves or multiplies.

A list of what is allowed, because the next version of the painter may know more than this one.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from backbreak.core.errors import Message

_SVG = "http://www.w3.org/2000/svg"
_DRAWN = frozenset(
    {
        *("svg", "g", "defs", "title", "desc", "metadata", "style", "use", "symbol", "linearGradient"),
        *("radialGradient", "stop", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("text", "tspan"),
    }
)
_HARMFUL = frozenset(
    {
        *("script", "foreignObject", "image", "feImage", "filter", "pattern", "mask", "marker", "clipPath"),
        *("a", "switch", "animate", "animateColor", "animateMotion", "animateTransform", "set", "video"),
        *("audio", "font", "font-face", "font-face-uri", "handler", "listener", "textArea", "tbreak"),
    }
)
MOST_ELEMENTS = 4_000
MOST_USES = 64
DEEPEST = 40
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(px)?\s*")
_ELSEWHERE = re.compile(r"@|\\|url\(\s*(?!['\"]?\s*#)", re.IGNORECASE)
"""In a style: an import, an escape that could spell anything, and an address that is not in this file."""


class _RefusedError(Exception):
    def __init__(self, why: Message) -> None:
        super().__init__(why)
        self.why = why


def check_svg(content: bytes) -> Message | None:
    """Say why a content is no SVG that is drawn, None for one that is."""
    reader = _Reader()
    try:
        reader.parser.Parse(content, True)
    except expat.ExpatError as error:
        if not reader.begun:
            return Message("is neither an SVG nor a PNG")
        said = expat.ErrorString(error.code)
        return Message("is a broken SVG: line %(line)d: %(why)s", line=error.lineno, why=said)
    except _RefusedError as refused:
        return refused.why
    return reader.size_problem()


class _Reader:
    """Follows the parser through the file and stops it at the first thing that is not drawn."""

    def __init__(self) -> None:
        self.parser = parser = expat.ParserCreate(namespace_separator="|")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._document_type
        parser.ProcessingInstructionHandler = self._instruction
        self.begun = False
        self._open: list[str] = []
        self._whole = ""
        self._elements = self._uses = 0
        self._named = 0  # how deep we are in something that may be used elsewhere
        self._size: tuple[float, float] | None = None

    def size_problem(self) -> Message | None:
        """Say what is wrong with the whole picture's size."""
        from backbreak.storage.pictures import MOST_PX

        if self._size is None:
            return Message('has no size; give the svg a viewBox="0 0 WIDTH HEIGHT"')
        width, height = self._size
        if not (0 < width <= 10 * MOST_PX and 0 < height <= 10 * MOST_PX and 1 / 8 <= width / height <= 8):
            return Message(
                "is %(width)g x %(height)g; no side may be over %(most)d, or over 8 times the other",
                width=width,
                height=height,
                most=10 * MOST_PX,
            )
        return None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _bar, local = name.rpartition("|")
        ours = space in ("", _SVG)
        if not self.begun and (not ours or local != "svg"):
            raise _RefusedError(Message("is neither an SVG nor a PNG"))
        if local in _HARMFUL or (ours and local not in _DRAWN):
            why = Message(
                "line %(line)d: an SVG is drawn without <%(element)s>; it may hold %(allowed)s",
                line=self._line,
                element=local[:40],
                allowed=", ".join(sorted(_DRAWN)),
            )
            raise _RefusedError(why)
        self._count(local)
        for key, value in attributes.items():
            self._check(local, key.rpartition("|")[2], value)
        if not self.begun:
            self._size, self._whole = _size_of(attributes), "#" + attributes.get("id", "")
        elif self._named or ("id" in attributes and local != "use"):
            self._named += 1
        self.begun = True
        self._open.append(local)

    def _count(self, local: str) -> None:
        self._elements += 1
        self._uses += local == "use"
        if self._elements > MOST_ELEMENTS or self._uses > MOST_USES or len(self._open) >= DEEPEST:
            why = Message(
                "is too much to draw: at most %(elements)d elements, %(uses)d <use>, %(deep)d deep",
                elements=MOST_ELEMENTS,
                uses=MOST_USES,
                deep=DEEPEST,
            )
            raise _RefusedError(why)
        if local == "use" and self._named:
            why = Message("line %(line)d: <use> may not stand in what has an id", line=self._line)
            raise _RefusedError(why)

    def _check(self, local: str, key: str, value: str) -> None:
        leads = key == "href" and (not value.startswith("#") or value == self._whole)
        if leads or key.lower().startswith("on") or key in ("src", "base") or _ELSEWHERE.search(value):
            why = Message(
                "line %(line)d: %(key)s of <%(element)s> leads elsewhere; a picture holds all it needs",
                line=self._line,
                key=key[:40],
                element=local[:40],
            )
            raise _RefusedError(why)

    def _end(self, name: str) -> None:
        self._open.pop()
        self._named = max(0, self._named - 1)

    def _text(self, text: str) -> None:
        if "style" in self._open and _ELSEWHERE.search(text):
            raise _RefusedError(Message("line %(line)d: a style may not lead elsewhere", line=self._line))

    def _document_type(self, *_rest: object) -> None:
        raise _RefusedError(Message("line %(line)d: leave the <!DOCTYPE> out", line=self._line))

    def _instruction(self, *_rest: object) -> None:
        raise _RefusedError(Message("line %(line)d: leave the <?…?> out", line=self._line))

    @property
    def _line(self) -> int:
        return self.parser.CurrentLineNumber


def _size_of(attributes: dict[str, str]) -> tuple[float, float] | None:
    """The size by which an SVG is drawn: its view box's, or else its own in pixels."""
    box = attributes.get("viewBox", "").replace(",", " ").split()
    try:
        if len(box) == 4:
            return float(box[2]), float(box[3])
        found = [_LENGTH.fullmatch(attributes.get(key, "")) for key in ("width", "height")]
        return (float(found[0][1]), float(found[1][1])) if found[0] and found[1] else None
    except ValueError:
        return None
