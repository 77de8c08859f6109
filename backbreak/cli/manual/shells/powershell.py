"""Completion for PowerShell, by its completer for programs; where that says nothing, files are offered."""

from __future__ import annotations

from collections.abc import Iterator

from backbreak.cli.manual.grammar import Flag, Kind, Place
from backbreak.cli.manual.told import Told, completable, positions

_BEGIN = """# PowerShell completion for backbreak, printed by: backbreak completion powershell

Register-ArgumentCompleter -Native -CommandName backbreak -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    # What may be typed: "" for every command; words begin with "=", the places behind them have no sign.
    $does = @{
"""
_WANTS = """    }
    # What stands at a place or behind an option: words, or what backbreak is asked for, or files.
    $wants = @{
"""
_END = """    }

    $words = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { $_.Extent.Text.Trim("'", '"') })
    $program = $words[0]
    $command = ''
    $given = @()
    $places = @()
    $option = ''
    for ($i = 1; $i -lt $words.Count; $i++) {
        $word = $words[$i]
        if ($option -ne '') {
            if ($option -ceq '--home') { $places = @('--home', $word) }
            $option = ''
        } elseif ($word.StartsWith('-')) {
            if ($wants.ContainsKey("$command $word") -or $wants.ContainsKey(" $word")) { $option = $word }
        } elseif ($command -ne '') {
            $given += $word
        } elseif ($word -notmatch '^[0-9]') {
            $command = $word
        }
    }

    function Offer($text, $about) {
        if ($text.StartsWith($wordToComplete, [System.StringComparison]::Ordinal)) {
            if (-not $about) { $about = $text }
            [System.Management.Automation.CompletionResult]::new($text, $text, 'ParameterValue', $about)
        }
    }

    $what = $null
    if ($option -ne '') {
        $what = $wants["$command $option"]
        if ($null -eq $what) { $what = $wants[" $option"] }
    } elseif ($wordToComplete.StartsWith('-')) {
        foreach ($key in @("-$command", '-') | Select-Object -Unique) {
            $table = $does[$key]
            if ($null -ne $table) { foreach ($name in $table.Keys) { Offer $name $table[$name] } }
        }
        return
    } else {
        if ($given.Count -eq 0 -and $does.ContainsKey("=$command")) {
            $table = $does["=$command"]
            foreach ($name in $table.Keys) { Offer $name $table[$name] }
            return
        }
        $first = ''
        if ($given.Count -gt 0) { $first = $given[0] }
        $what = $wants["$command/$($given.Count)/$first"]
        if ($null -eq $what) { $what = $wants["$command/$($given.Count)/*"] }
    }
    if ($null -eq $what -or $what -eq 'file') { return }
    if ($what -eq 'exercises' -or $what -eq 'settings') {
        $what = & $program known $what @places 2>$null
    } elseif ($what -eq 'values') {
        $what = & $program known values $given[1] @places 2>$null
    }
    foreach ($name in $what) { Offer $name '' }
}
"""

_QUOTES = "'\u2018\u2019\u201a\u201b"


def script(told: Told) -> str:
    """The whole script."""
    return "".join([_BEGIN, *_tables(told), _WANTS, *_wants(told), _END])


def _tables(told: Told) -> Iterator[str]:
    yield from _table("=", [(one.name, one.summary) for one in told.commands])
    yield from _table("-", _named(told.program.common))
    for one in told.commands:
        if one.flags:
            yield from _table(f"-{one.name}", _named(one.flags))
        if one.forms:
            yield from _table(f"={one.name}", [(word, does) for word, (does, _places) in one.forms.items()])


def _table(key: str, rows: list[tuple[str, str]]) -> Iterator[str]:
    yield f"        {_quoted(key)} = [ordered]@{{\n"
    yield from (f"            {_quoted(name)} = {_quoted(does)}\n" for name, does in rows)
    yield "        }\n"


def _named(flags: tuple[Flag, ...]) -> list[tuple[str, str]]:
    return [(name, flag.does) for flag in flags for name in flag.names]


def _wants(told: Told) -> Iterator[str]:
    for command, flag in told.asking:
        for name in flag.names:
            yield f"        {_quoted(f'{command} {name}')} = {_value(flag.place)}\n"
    for one in told.commands:
        for path, place in positions(one):
            if completable(place):
                first = path[0] if one.forms else "*"
                yield f"        {_quoted(f'{one.name}/{len(path)}/{first}')} = {_value(place)}\n"


def _value(place: Place | None) -> str:
    if place is not None and place.kind is Kind.FIXED:
        return "@(" + ", ".join(map(_quoted, place.choices)) + ")"
    if place is None or place.kind is Kind.FREE:
        return "@()"
    return _quoted("file" if place.kind is Kind.FOLDER else place.kind.value)


def _quoted(text: str) -> str:
    """A string as it is; PowerShell takes printed quotes for plain ones, and all of them are doubled."""
    return "'" + "".join(sign * 2 if sign in _QUOTES else sign for sign in text) + "'"
