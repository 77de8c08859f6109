"""Completion for fish: a line for every word and option, with what it does beside it."""

from __future__ import annotations

from collections.abc import Iterator

from backbreak.cli.manual.grammar import Flag, Kind, Place, Usage
from backbreak.cli.manual.told import Told, completable, needs_value, positions

_BEGIN = r"""# fish completion for backbreak, printed by: backbreak completion fish

function __backbreak_words # what was typed and is no option: the command, then its words
    set -l option
    set -l found
    for word in (commandline -opc)[2..]
        if set -q option[1]
            set -e option
        else
            switch $word
                case {asking}
                    set option $word
                case '-*'
                case '*' # a number before the command is the speed of --demo
                    if set -q found[1]; or not string match -qr '^[0-9]' -- $word
                        set -a found $word
                    end
            end
        end
    end
    echo "$found"
end

function __backbreak_at # whether these are all the words so far
    string match -q -- "$argv" (__backbreak_words)
end

function __backbreak_in # whether this is the command
    string match -q -- "$argv" (__backbreak_words | string split ' ')[1]
end

function __backbreak_known # words that the program knows now
    set -l words (commandline -opc)
    set -l home
    if set -l at (contains -i -- --home $words)
        set home --home $words[(math $at + 1)]
    end
    $words[1] known $argv $home 2>/dev/null
end

function __backbreak_values # what the setting may be that was named last
    __backbreak_known values (__backbreak_words | string split ' ')[3]
end

complete -c backbreak -f
"""
_LIVE = {
    Kind.FILE: "",
    Kind.FOLDER: "(__fish_complete_directories)",
    Kind.EXERCISE: "(__backbreak_known exercises)",
    Kind.SETTING: "(__backbreak_known settings)",
    Kind.SETTING_VALUE: "(__backbreak_values)",
}


def script(told: Told) -> str:
    """The whole script."""
    asking = " ".join(sorted({name for _command, flag in told.asking for name in flag.names}))
    lines = [_flag("", flag) for flag in told.program.common]
    lines += [
        f"complete -c backbreak -n __backbreak_at -a {one.name} -d {_quoted(one.summary)}"
        for one in told.commands
    ]
    for one in told.commands:
        lines += _command(one)
    return _BEGIN.replace("{asking}", asking) + "\n".join(lines) + "\n"


def _command(one: Usage) -> Iterator[str]:
    for flag in one.flags:
        yield _flag(f"__backbreak_in {one.name}", flag)
    for word, (does, _places) in one.forms.items():
        yield f"complete -c backbreak -n '__backbreak_at {one.name}' -a {word} -d {_quoted(does)}"
    for path, place in positions(one):
        if completable(place):
            where = " ".join([one.name, *path]).replace("*", "\\*")
            yield f"complete -c backbreak -n '__backbreak_at {where}' {_values(place)}"


def _flag(condition: str, flag: Flag) -> str:
    parts = ["complete -c backbreak"]
    if condition:
        parts.append(f"-n '{condition}'")
    parts += [f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in flag.names]
    if needs_value(flag):
        parts.append("-r " + (_values(flag.place) if flag.place and completable(flag.place) else "-f"))
    return " ".join([*parts, f"-d {_quoted(flag.does)}"])


def _values(place: Place) -> str:
    if place.kind is Kind.FILE:
        return "-F"
    words = " ".join(place.choices) if place.kind is Kind.FIXED else _LIVE[place.kind]
    return f"-f -a {_quoted(words)}"


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
