"""What the journal says about a person's breaks: the round, the week, the streak, and what asking came to.

Every figure is a fold of merged entries; the date is an argument, so yesterday's report can be asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from .catalogue import Catalogue
from .dose import Ledger, limits_of, round_state
from .exercise import Exercise
from .journal import Entry, Outcome
from .settings import Settings

_ENDS_A_SPELL = frozenset((Outcome.COMPLETED, Outcome.PARTIAL, Outcome.NATURAL))


def streak(entries: Iterable[Entry], today: date) -> int:
    """Count the days up to today that had a prompt and a completed break, back to the first that had none.

    A day without a prompt neither breaks nor extends it, and today has still time.
    """
    prompted: set[date] = set()
    completed: set[date] = set()
    for entry in entries:
        day = entry.day
        if entry.prompted is not None:
            prompted.add(day)
        if entry.outcome is Outcome.COMPLETED:
            completed.add(day)
    count = 0
    for day in sorted((day for day in prompted if day <= today), reverse=True):
        if day in completed:
            count += 1
        elif day != today:
            break
    return count


def adherence(entries: Iterable[Entry]) -> float | None:
    """Give the part of prompts that led to a completed break, 0 to 1; None where there was none.

    A prompt that ended because the user had stood up anyway counts neither way.
    """
    answers = [entry.outcome for entry in entries
               if entry.prompted is not None and entry.outcome is not Outcome.NATURAL]
    return answers.count(Outcome.COMPLETED) / len(answers) if answers else None


def week(entries: Iterable[Entry], today: date) -> dict[date, dict[Outcome, int]]:
    """Count the outcomes of each day of today's week, Monday to Sunday."""
    monday = today - timedelta(days=today.weekday())
    days = {monday + timedelta(days=number): dict.fromkeys(Outcome, 0) for number in range(7)}
    for entry in entries:
        if (counts := days.get(entry.day)) is not None:
            counts[entry.outcome] += 1
    return days


def longest_spell_s(entries: Iterable[Entry]) -> int | None:
    """Give the longest sitting on record, in seconds."""
    return max((entry.sat_s for entry in entries), default=None)


def median_spell_s(entries: Iterable[Entry]) -> int | None:
    """Give the middle one of the spells that a break or a natural break ended, in seconds."""
    spells = sorted(entry.sat_s for entry in entries if entry.outcome in _ENDS_A_SPELL)
    if not spells:
        return None
    upper = len(spells) // 2
    return (spells[upper] + spells[~upper]) // 2


def report(entries: Sequence[Entry], catalogue: Catalogue, settings: Settings,
           today: date) -> dict[str, object]:
    """Give the document of `report --json`; `entries` are merged."""
    return {
        "today": today.isoformat(),
        **_progress(entries, catalogue, settings),
        "week": {day.isoformat(): {outcome.value: count for outcome, count in counts.items()}
                 for day, counts in week(entries, today).items()},
        "streak": streak(entries, today),
        "adherence": adherence(entries),
        "longest_spell_s": longest_spell_s(entries),
        "median_spell_s": median_spell_s(entries),
    }


def _progress(entries: Iterable[Entry], catalogue: Catalogue, settings: Settings) -> dict[str, object]:
    """The round by exercise, the article's, and apart from it those of packs, where there are any.

    `done` and `total` of the whole are those of `status`: of the allowed parts.
    """
    ledger = Ledger.of(entries)
    state = round_state(ledger, catalogue, limits_of(settings))
    begun = ledger.round == state.number  # else every part is done, and the next round starts empty

    def told(part: Exercise) -> dict[str, object]:
        total = part.total_units
        done = min(total, ledger.done(part.id)) if begun else 0
        return {"id": part.id, "number": part.number, "name": part.name, "done": done, "total": total}

    packs: dict[str, dict[str, object]] = {}
    for part in catalogue.parts:
        if part.pack and part.pack not in packs:
            own = [told(one) for one in catalogue.parts if one.pack == part.pack]
            packs[part.pack] = {"pack": part.pack, "title": part.source.article, "exercises": own}
    article = [told(part) for part in catalogue.parts if not part.pack]
    whole = {"number": state.number, "done": state.done, "total": state.total, "exercises": article}
    return {"round": whole} | ({"packs": list(packs.values())} if packs else {})
