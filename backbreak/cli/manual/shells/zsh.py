"""Completion for zsh, by its own `_arguments`: with what every word does beside it."""

from __future__ import annotations

from collections.abc import Iterator

from backbreak.cli.manual.grammar import Flag, Kind, Place, Usage
from backbreak.cli.manual.told import Told, completable, needs_value, positions

_BEGIN = r"""#compdef backbreak
# zsh completion for backbreak, printed by: backbreak completion zsh

_backbreak_offer() { # these words, as far as they fit
    local -a expl
    _wanted words expl word compadd -- "$@"
}

_backbreak_known() { # words that the program knows now
    _backbreak_offer ${(f)"$(_call_program known ${(q)program} known $@ ${(q)home} 2>/dev/null)"}
}

_backbreak() {
    local curcontext=$curcontext program=$words[1] state line ret=1
    local -A opt_args
    local -a common options commands home
    local -i at
"""
_FIRST = r"""    for ((at = 2; at < CURRENT; at++)); do
        case $words[at] in
        --home=*) home=(--home ${(Q)words[at]#*=}) ;;
        --home) home=(--home ${(Q)words[at + 1]}) ;;
        esac
    done
    for ((at = 2; at < CURRENT; at++)); do # the command, behind options that all commands have
        case $words[at] in
        {asking}) (( at++ )) ;;
        -* | [0-9]*) ;; # a number is the speed of --demo
        *) break ;;
        esac
    done
    if (( at >= CURRENT )); then
        _arguments -C $common '1: :->command' && ret=0
        [[ $state == command ]] && _describe -t commands command commands && ret=0
        return ret
    fi
    words=("${(@)words[at,-1]}")
    (( CURRENT -= at - 1 ))
    case $words[1] in
"""
_END = r"""    esac
    return ret
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _backbreak "$@"
else
    compdef _backbreak backbreak
fi
"""
_LIVE = {
    Kind.FILE: "_files",
    Kind.FOLDER: "_directories",
    Kind.EXERCISE: " _backbreak_known exercises",
    Kind.SETTING: " _backbreak_known settings",
    Kind.SETTING_VALUE: " _backbreak_known values $line[2]",
}


def script(told: Told) -> str:
    """The whole script."""
    asking = " | ".join(name for command, flag in told.asking if not command for name in flag.names)
    first = _FIRST.replace("{asking}", asking)
    return "".join([_BEGIN, *_common(told), first, *map(_command, told.commands), _END])


def _common(told: Told) -> Iterator[str]:
    yield "    common=(\n"
    yield from (f"        {_flag(flag)}\n" for flag in told.program.common)
    yield "    )\n    commands=(\n"
    for one in told.commands:
        yield f"        {_quoted(f'{one.name}:{_escaped(one.summary)}')}\n"
    yield "    )\n"


def _command(one: Usage) -> str:
    places = list(positions(one))
    specs = [_flag(flag) for flag in one.flags]
    if one.forms:
        choices = " ".join(f'{word}\\:"{_escaped(does)}"' for word, (does, _places) in one.forms.items())
        specs.append(_quoted(f"1:{one.name}:(({choices}))"))
    depths = sorted({len(path) + 1 for path, _place in places})
    specs += [_quoted(f"{number}: :->{number}") for number in depths]
    lines = [f"    {one.name})", "        options=("]
    lines += [f"            {spec}" for spec in specs]
    lines += ["        )", "        _arguments -C $common $options && ret=0"]
    ends = [
        f"        {_at(path, one)}) {_values(place)} && ret=0 ;;"
        for path, place in places
        if completable(place)
    ]
    if ends:
        lines += ['        case "$state $line[1]" in', *ends, "        esac"]
    return "\n".join([*lines, "        ;;", ""])


def _at(path: tuple[str, ...], one: Usage) -> str:
    first = f'{path[0]}"' if one.forms else '"*'
    return f'"{len(path) + 1} {first}'


def _values(place: Place) -> str:
    if place.kind is Kind.FIXED:
        return f"_backbreak_offer {' '.join(place.choices)}"
    return _LIVE[place.kind].strip()


def _flag(flag: Flag) -> str:
    value = ""
    if flag.place is not None:
        kind = flag.place.kind
        action = f"({' '.join(flag.place.choices)})" if kind is Kind.FIXED else _LIVE.get(kind, " ")
        colons = ":" if needs_value(flag) else "::"
        value = f"{colons}{_escaped(flag.place.name.strip('[]'))}:{action}"
    does = f"[{_escaped(flag.does)}]{value}"
    if len(flag.names) == 1:
        sign = "" if flag.place is None else "="
        return _quoted(f"{flag.names[0]}{sign}{does}")
    names = " ".join(flag.names)
    return f"{_quoted(f'({names})')}{{{','.join(flag.names)}}}{_quoted(does)}"


def _escaped(text: str) -> str:
    for sign in "\\[]:":
        text = text.replace(sign, f"\\{sign}")
    return text.replace('"', "'")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
