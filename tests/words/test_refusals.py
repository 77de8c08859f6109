"""What cannot be done is said in the language in use, and the English text is what it always was."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from errno import ENOSPC, ENOTBLK
from gettext import NullTranslations
from pathlib import Path

import pytest

from backbreak import words
from backbreak.core.catalogue import CatalogueError
from backbreak.core.catalogue_reader import exercise_at
from backbreak.core.dose import Ledger, Limits, RoundState, choose_explicit
from backbreak.core.errors import BackbreakError
from backbreak.core.instead import choose_instead
from backbreak.core.located import Table
from backbreak.core.session import plan
from backbreak.core.settings import find_field
from backbreak.core.system_errors import _USUAL
from backbreak.storage.catalogue import load_catalogue
from backbreak.storage.failures import failure
from backbreak.words.refusals import told, why

CATALOGUE = load_catalogue()
TODAY = date(2026, 11, 23)
STRETCH = "stand-and-stretch"
EVERYTHING = frozenset(CATALOGUE.ids)


def explicit(exercise: str, seconds: float, units: int | None = None) -> object:
    return choose_explicit(Ledger(), CATALOGUE, Limits(seconds=seconds), exercise, units)


def laid_out(exercise: str, seconds: float) -> object:
    return plan(CATALOGUE.get(exercise), 3, 0, Limits(seconds=seconds), RoundState(1, 0, 145))


REFUSALS: dict[str, Callable[[], object]] = {
    "there is no exercise 'plank'; ": lambda: CATALOGUE.get("plank"),
    f"{STRETCH} has no units to count; leave the number out": lambda: explicit(STRETCH, 120, 3),
    "leg-lifts does not fit 60 s; give it 92 s or more": lambda: explicit("leg-lifts", 60),
    "99 units of hip-flex do not fit 120 s; 1 to 8 do": lambda: explicit("hip-flex", 120, 99),
    "3 units of pelvis-lift do not fit 30 s; one needs ": lambda: laid_out("pelvis-lift", 30),
    f"{STRETCH} does not fit 10.5 s; give it ": lambda: laid_out(STRETCH, 10.5),
    "there is nothing to do instead: ": lambda: choose_instead(
        Ledger(), CATALOGUE, Limits(), TODAY, STRETCH, EVERYTHING
    ),
}


class Marked(NullTranslations):
    """A language that is like English, with a mark before each message it knows; it knows all of ours."""

    def gettext(self, message: str) -> str:
        return f"~{message}"


@pytest.fixture
def marked() -> Iterator[None]:
    words.speak(Marked(), "xx")
    yield
    words.speak(None)


def refusal(act: Callable[[], object]) -> BackbreakError:
    with pytest.raises(BackbreakError) as refused:
        act()
    return refused.value


@pytest.mark.parametrize("begins", REFUSALS)
def test_a_refusal_is_plain_english_by_itself(begins: str) -> None:
    error = refusal(REFUSALS[begins])
    assert str(error).startswith(begins) and told(error) == str(error)


@pytest.mark.parametrize("begins", REFUSALS)
def test_a_refusal_is_said_in_the_language_in_use(begins: str, marked: None) -> None:
    error = refusal(REFUSALS[begins])
    assert told(error).startswith("~") and told(error).replace("~", "") == str(error)
    assert "%(" not in told(error)
    # A catalogue holds sentences, not sentences with somebody's numbers in them.
    assert not any(character.isdigit() for character in error.message.replace("1 to", ""))


def test_what_a_message_is_made_of_is_said_in_the_language_in_use_too(marked: None) -> None:
    error = refusal(REFUSALS["there is no exercise 'plank'; "])
    assert "; ~choose one of opposite-arm-leg, " in told(error)
    field = find_field("look.theme")
    assert field is not None
    assert told(field.complaint("blue", "dark")) == (
        '~look.theme is "blue"; use ~"system" or ~"light" or ~"dark" or ~"contrast". Using "dark".'
    )
    row = Table({}, exercise_at("x.toml", "row"), CatalogueError).within("words", {"lift": 4})
    assert told(refusal(lambda: row.text("lift"))) == (
        "~~~x.toml: exercise 'row': words: ~lift must be a text, not 4"
    )
    full = failure("write", Path("/x"), OSError(ENOSPC, "No space left on device"))
    assert told(full) == "~cannot write /x: ~No space left on device; ~make some room"


@pytest.mark.parametrize("number", sorted(_USUAL))
def test_a_usual_reason_is_said_in_our_words_and_named_in_no_others(marked: None, number: int) -> None:
    said = why(OSError(number, "Ne marche pas", "/secret"))
    assert said == f"~{os.strerror(number)}"


def test_other_reasons_stay_as_they_are(marked: None) -> None:
    assert why(OSError(ENOTBLK, "Block device required", "/x")) == "Block device required"
    assert why(OSError("the library says so")) == "the library says so"
    assert why(TimeoutError()) == why(TimeoutError("timed out")) == "~Connection timed out"
    assert why(ValueError()) == "ValueError"
    assert why(BackbreakError("no %(what)s", what="exercise")) == "~no exercise"


def test_a_message_made_in_place_may_hold_anything() -> None:
    assert told(BackbreakError("100%s: cannot be read")) == "100%s: cannot be read"
