"""In a right-to-left language the values in a sentence stay in order; nobody hears or copies how."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations

import pytest

from backbreak import words
from backbreak.cli.output import complain, say
from backbreak.words.bidi import in_order, plain, right_to_left
from backbreak.words.listing import listed

ISOLATE, END, MARK = "\u2068", "\u2069", "\u200f"
SENTENCES = {
    "off: %(file)s says Hidden=true": "معطّل: يقول %(file)s ذلك",
    "open backbreak": "backbreak مفتوح",
    "%(file)s: left out": "%(file)s: مستبعد",
    "%(n)d day": "%(n)d يوم",
    "JSON": "JSON",
}


class Arabic(NullTranslations):
    """As much Arabic as these tests need."""

    def gettext(self, message: str) -> str:
        return SENTENCES.get(message, message)

    def pgettext(self, context: str, message: str) -> str:
        return "، " if message == ", " else message

    def ngettext(self, one: str, many: str, n: int) -> str:
        return SENTENCES[one]


@pytest.fixture
def arabic() -> Iterator[None]:
    words.speak(Arabic(), "ar")
    yield
    words.speak(None)


def test_which_languages_are_written_from_right_to_left() -> None:
    assert all(map(right_to_left, ("ar", "ar_EG", "he", "fa-IR")))
    assert not any(map(right_to_left, ("en", "de", "es", "pt_BR", "arn")))


def test_a_value_is_isolated_and_a_number_needs_no_help(arabic: None) -> None:
    told = words._("off: %(file)s says Hidden=true") % {"file": "/home/me/x"}
    assert told == f"معطّل: يقول {ISOLATE}/home/me/x{END} ذلك"
    assert words.ngettext("%(n)d day", "%(n)d days", 3) % {"n": 3} == "3 يوم"


def test_a_sentence_that_begins_with_a_latin_word_says_which_way_it_reads(arabic: None) -> None:
    assert words._("open backbreak") == f"{MARK}backbreak مفتوح"
    assert words._("%(file)s: left out").startswith(MARK + ISOLATE)
    assert words._("JSON") == "JSON"


def test_what_is_copied_from_a_terminal_has_nothing_unseen_in_it(
    arabic: None, capsys: pytest.CaptureFixture[str]
) -> None:
    say(words._("off: %(file)s says Hidden=true") % {"file": "/home/me/x"})
    complain(words._("open backbreak"))
    shown = capsys.readouterr()
    assert shown.out == "معطّل: يقول /home/me/x ذلك\n"
    assert shown.err == "backbreak: backbreak مفتوح\n"


def test_a_list_has_the_language_s_comma_and_goes_the_way_one_reads(arabic: None) -> None:
    between, end = f"{END}، {ISOLATE}", END
    assert listed(["10:30", "12:02"]) == f"{MARK}{ISOLATE}10:30{between}12:02{end}"
    assert listed([]) == ""


def test_a_sentence_of_values_alone_is_read_from_the_right_as_well() -> None:
    told = f"{MARK}{ISOLATE}%(file)s{END}: {ISOLATE}%(problem)s{END}"
    assert in_order("%(file)s: %(problem)s") == told
    assert in_order("%(minutes)02d:%(seconds)02d") == "%(minutes)02d:%(seconds)02d"
    assert in_order("%(file)s is gone") == "%(file)s is gone"


def test_other_languages_are_left_alone() -> None:
    words.speak(Arabic(), "de")
    try:
        assert words._("off: %(file)s says Hidden=true") == SENTENCES["off: %(file)s says Hidden=true"]
    finally:
        words.speak(None)
    assert in_order("%(file)s fehlt") == "%(file)s fehlt" and plain("fehlt …") == "fehlt …"
    assert listed(["floor", "mat"]) == "floor, mat"
