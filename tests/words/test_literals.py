"""Nothing a person sees or hears is a literal: wherever the program shows a text, it is translated.

The test walks the program's own source. It knows the places where texts become visible (labels, windows,
menus, notifications, what is printed, what errors say) and finds every literal with letters in it that ends
up there as it stands.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "backbreak"
MODULES = sorted(PACKAGE.rglob("*.py"))
TRANSLATED = {"_", "ngettext", "pgettext"}

SINKS = {
    # windows
    "setText", "setTitle", "setWindowTitle", "setToolTip", "setStatusTip", "setWhatsThis",
    "setPlaceholderText", "setAccessibleName", "setAccessibleDescription", "setInformativeText",
    "setDetailedText", "setPrefix", "setSuffix", "setSpecialValueText", "setHeaderLabels", "setTabText",
    "setItemText", "setPlainText", "setHtml", "addItem", "addItems", "addTab", "addAction", "addRow",
    "insertItem", "addButton", "addMenu", "showMessage", "set_text", "set_words", "complain", "say",
    "tell", "_say", "_fail", "announce", "describe", "QLabel", "QPushButton", "QCheckBox", "QRadioButton",
    "QGroupBox",
    "QAction", "QToolButton", "QMenu", "QCommandLinkButton", "QMessageBox",
    "QAccessibleAnnouncementEvent", "KeyButton", "TextButton", "Choice", "Point", "drawText",
    "getSaveFileName", "getOpenFileName", "getExistingDirectory",
    # terminal
    "print", "input", "write_line", "Check", "Lines", "Row",
    # tray and notifications
    "MenuItem", "Item", "Notice", "Invitation", "Hint", "Tooltip",
}  # fmt: skip
NAMED = {
    "help", "description", "epilog", "usage", "title", "label", "text", "tooltip", "fix", "hint",
    "summary", "body", "heading", "caption", "message", "name_for_people",
}  # fmt: skip
"""Arguments that are shown, whatever they are given to."""
TOLD_ERRORS = {
    "BackbreakError", "UsageError", "DoorError", "RefusedError", "QuietError", "X11Error",
    "NoCompositorError", "CallError",
}  # fmt: skip
"""Errors whose texts people read: on a page, in the terminal, or as a line of doctor."""
INNER_ERRORS = {"ProtocolError", "WireError", "WaveError", "_NoPoolError", "DBusError"}
"""Errors outside core, storage and door that are caught nearby, and told in other words."""
UNTOLD_ERRORS = {"OSError", "ValueError", "StateError"}
"""Errors of core and storage that end in the log, whose language is English."""
AFTER_KEYS = {"DoorError": 1, "RefusedError": 1, "Check": 2, "Row": 1}
"""So many arguments are keys for programs, before those people read."""
BEFORE_COMMANDS = {"Check": 4}
"""From this argument on there are commands, which are typed as they stand."""
KEEPS_WORDS = {"why", "trouble", "_trouble", "reason", "told", "text", "fix", "note", "hint", "words", "line"}
WITHOUT_WORDS = ("core", "storage", "door")
NAMES = re.compile(r"backbreak|Python")
"""Names of programs, which are the same in every language."""
EXCEPTIONS = {
    ("windows/history/filters.py", "day"): "the key of an item without words",
}
"""A literal that is shown as it stands, by file and text, with why that is right in every language."""


@cache
def tree_of(path: Path) -> list[ast.AST]:
    """Everything in a module."""
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def shown_literals(path: Path) -> Iterator[tuple[int, str]]:
    """Each literal of a module that is shown as it stands, with its line."""
    tree = tree_of(path)
    errors = {node.name for node in tree if isinstance(node, ast.ClassDef) and node.name.endswith("Error")}
    for node in tree:
        if not isinstance(node, ast.Call):
            continue
        name = called(node)
        if name in TRANSLATED:
            continue
        given = [one.value for one in node.keywords if one.arg in NAMED]
        if name in SINKS or name in TOLD_ERRORS or name in errors - INNER_ERRORS:
            given += node.args[AFTER_KEYS.get(name, 0) : BEFORE_COMMANDS.get(name)]
        for one in given:
            yield from literals(one)


def sentences(path: Path) -> Iterator[tuple[int, str]]:
    """Each literal of three words or more that is returned, or kept under a name for what is told."""
    for node in tree_of(path):
        match node:
            case ast.Return(value=ast.expr() as value):
                pass
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in KEEPS_WORDS:
                pass
            case ast.Assign(targets=[ast.Attribute(attr=name)], value=value) if name in KEEPS_WORDS:
                pass
            case ast.AnnAssign(target=ast.Attribute(attr=name), value=ast.expr() as value) if (
                name in KEEPS_WORDS
            ):
                pass
            case ast.Dict(keys=[ast.Constant(value="error")], values=[value]):
                pass
            case _:
                continue
        for line, text in literals(value):
            if re.search(r"[^\W\d_]+ [^\W\d_]+ [^\W\d_]+", NAMES.sub("", text)):
                yield line, text


def called(node: ast.Call) -> str:
    """The last name of what is called."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def literals(node: ast.expr) -> Iterator[tuple[int, str]]:
    """The literals with letters that an expression shows as they stand."""
    match node:
        case ast.Constant(value=str(text)):
            if re.search(r"[^\W\d_]{2}", NAMES.sub("", text)):
                yield node.lineno, text
        case ast.JoinedStr(values=parts):
            for part in parts:
                yield from literals(part)
        case ast.BinOp(left=left, op=ast.Mod()):
            yield from literals(left)
        case ast.BinOp(left=left, right=right):
            yield from literals(left)
            yield from literals(right)
        case ast.IfExp(body=body, orelse=orelse):
            yield from literals(body)
            yield from literals(orelse)
        case ast.BoolOp(values=values):
            for one in values:
                yield from literals(one)
        case ast.List(elts=items) | ast.Tuple(elts=items):
            for one in items:
                yield from literals(one)


def rooms() -> list[Path]:
    """Where texts become visible; the rooms without words are asked for their errors by another test."""
    return [path for path in MODULES if path.relative_to(PACKAGE).parts[0] not in WITHOUT_WORDS]


def test_whatever_is_shown_goes_through_a_translation() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{line}: {text!r}"
        for path in rooms()
        for line, text in (*shown_literals(path), *sentences(path))
        if (str(path.relative_to(PACKAGE)), text) not in EXCEPTIONS
    ]
    assert not found, "\n".join(found)


def unsayable(path: Path) -> Iterator[tuple[int, str]]:
    """Where a room without words makes an error of a text that nobody can find a translation for."""
    for node in tree_of(path):
        if not isinstance(node, ast.Call):
            continue
        name = called(node)
        if (name not in {"Message", "fail"} and not name.endswith("Error")) or name in UNTOLD_ERRORS:
            continue
        for one in node.args[1:2] if name in {"fail", "DoorError"} else node.args[:1]:
            for part in ast.walk(one):
                if isinstance(part, ast.JoinedStr) and list(literals(part)):
                    yield node.lineno, ast.unparse(part)


def test_what_core_storage_and_door_refuse_can_be_said_in_any_language() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{line}: {text}"
        for room in WITHOUT_WORDS
        for path in sorted((PACKAGE / room).rglob("*.py"))
        for line, text in unsayable(path)
    ]
    assert not found, "\n".join(found)


def test_the_finder_finds(tmp_path: Path) -> None:
    file = tmp_path / "shown.py"
    file.write_text(
        'label.setText("Paused")\n'
        'label.setText(_("Paused"))\n'
        'QLabel(f"Round {number}")\n'
        'window.setWindowTitle("backbreak")\n'
        'raise UsageError("no such command")\n'
        'parser.add_argument("--json", help="one document")\n'
        'print("a" if done else "not done")\n'
    )
    assert sorted(shown_literals(file)) == [
        (1, "Paused"), (3, "Round "), (5, "no such command"), (6, "one document"), (7, "not done"),
    ]  # fmt: skip
