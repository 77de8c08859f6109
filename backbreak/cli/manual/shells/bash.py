"""Completion for bash: one function; needs no other package, and bash 4 or newer."""

from __future__ import annotations

from collections.abc import Iterator

from backbreak.cli.manual.grammar import Kind, Place
from backbreak.cli.manual.told import Told, completable, positions

_BEGIN = r"""# bash completion for backbreak, printed by: backbreak completion bash

_backbreak_offer() { # these words, as far as they begin with what was typed
    local IFS=$' \n'
    COMPREPLY=($(compgen -W "$1" -- "$current"))
}

_backbreak_known() { # words that the program knows now
    _backbreak_offer "$("${COMP_WORDS[0]/#\~/$HOME}" known "$@" "${home[@]}" 2>/dev/null)"
}

_backbreak() {
    local current=${COMP_WORDS[COMP_CWORD]} command= wants= option= word i
    local -a home=() given=()
    COMPREPLY=()
    [[ $current == "=" ]] && current=
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ $word == "=" ]]; then
            continue # --home=DIR comes as three words
        elif [[ -n $wants ]]; then
            [[ $option == --home ]] && home=(--home "$word")
            wants=
        elif [[ $word == -* ]]; then
            option=$word
            case "$command $word" in
"""
_MIDDLE = r"""            esac
        elif [[ -n $command ]]; then
            given+=("$word")
        elif [[ $word != [0-9]* ]]; then # a number is the speed of --demo
            command=$word
        fi
    done
    if [[ -z $wants && $current == -* ]]; then
        case $command in
"""
_PLACES = r"""        esac
        return
    elif [[ -z $wants && -z $command ]]; then
        wants="{commands}"
    elif [[ -z $wants ]]; then
        case "$command ${{#given[@]}} ${{given[0]-}}" in
"""
_END = r"""        esac
    fi
    case $wants in
    FILE) compopt -o default ;;
    FOLDER) compopt -o dirnames ;;
    EXERCISE) _backbreak_known exercises ;;
    SETTING) _backbreak_known settings ;;
    SETTING_VALUE) _backbreak_known values "${given[1]-}" ;;
    NOTHING) ;;
    *) _backbreak_offer "$wants" ;;
    esac
}

complete -F _backbreak backbreak
"""


def script(told: Told) -> str:
    """The whole script."""
    names = " ".join(one.name for one in told.commands)
    return "".join(
        [
            _BEGIN,
            *_values(told),
            _MIDDLE,
            *_options(told),
            _PLACES.format(commands=names),
            *_words(told),
            _END,
        ]
    )


def _values(told: Told) -> Iterator[str]:
    for command, flag in told.asking:
        for name in flag.names:
            typed = f'"{command} {name}"' if command else f'*" {name}"'
            yield f'            {typed}) wants="{_wants(flag.place)}" ;;\n'


def _options(told: Told) -> Iterator[str]:
    common = [name for flag in told.program.common for name in flag.names]
    for one in told.commands:
        own = [name for flag in one.flags for name in flag.names]
        yield f'        {one.name}) _backbreak_offer "{" ".join([*own, *common])}" ;;\n'
    yield f'        "") _backbreak_offer "{" ".join(common)}" ;;\n'


def _words(told: Told) -> Iterator[str]:
    for one in told.commands:
        if one.forms:
            yield f'        "{one.name} 0 ") wants="{" ".join(one.forms)}" ;;\n'
        for path, place in positions(one):
            if completable(place):
                known = bool(path) and path[0] != "*"
                tail = f'{path[0]}"' if known else '"*'
                yield f'        "{one.name} {len(path)} {tail}) wants="{_wants(place)}" ;;\n'


def _wants(place: Place | None) -> str:
    if place is None or place.kind is Kind.FREE:
        return "NOTHING"
    return " ".join(place.choices) if place.kind is Kind.FIXED else place.kind.name
