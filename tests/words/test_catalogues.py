"""The catalogues on the disk are those of today's sentences, and the program reads what translators wrote."""

from __future__ import annotations

from gettext import GNUTranslations
from io import BytesIO
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture(scope="module")
def tools(translation_tools: None) -> ModuleType:
    import catalogues

    return catalogues


def test_the_template_has_every_sentence_of_today(tools: ModuleType, template: Any) -> None:
    written = tools.TEMPLATE.read_text(encoding="utf-8")
    assert written == tools.text_of(template), "run make translations"


def test_no_two_sentences_of_number_have_the_same_singular(translation_tools: None) -> None:
    """gettext finds a sentence by its singular: the other's plural would be said, with its placeholders."""
    import extracting

    plurals: dict[tuple[str | None, str], set[str]] = {}
    for found in extracting.of_python():
        if isinstance(found.message, tuple):
            one, many = found.message
            plurals.setdefault((found.context, one), set()).add(many)
    assert plurals
    assert not {one: many for one, many in plurals.items() if len(many) > 1}


def test_every_catalogue_has_exactly_those_sentences(tools: ModuleType, template: Any) -> None:
    def sentences(catalogue: Any) -> set[tuple[str | None, Any]]:
        return {(message.context, message.id) for message in catalogue if message.id}

    for language in tools.languages():
        catalogue = tools.read(language)
        assert sentences(catalogue) == sentences(template), f"{language}: run make translations"
        assert not catalogue.obsolete


def test_what_the_program_reads_is_made_of_what_translators_wrote(tools: ModuleType) -> None:
    for language in tools.languages():
        assert tools.mo_of(language).read_bytes() == tools.compiled(tools.read(language)), (
            f"{language}: run make translations"
        )


def test_a_catalogue_is_compiled_to_the_same_bytes_whenever_that_is_done(tools: ModuleType) -> None:
    made = tools.compiled(tools.read("de"))
    assert made == tools.compiled(tools.read("de"))
    head = made[:2000]
    assert b"Date" not in head and b"Babel" not in head


def test_the_program_finds_each_translation_in_each_plural_form(tools: ModuleType) -> None:
    for language in tools.languages():
        catalogue = tools.read(language)
        read = GNUTranslations(BytesIO(tools.mo_of(language).read_bytes()))
        for message in catalogue:
            if not message.id or not tools.whole(message):
                continue
            if message.pluralizable:
                assert {read.ngettext(*message.id, n) for n in range(1001)} == set(message.string)
            elif message.context:
                assert read.pgettext(message.context, message.id) == message.string
            else:
                assert read.gettext(message.id) == message.string


def test_arabic_has_its_six_plurals_and_german_and_spanish_their_two(tools: ModuleType) -> None:
    import checking

    rules = {language: checking.plural_of(tools.read(language)) for language in ("ar", "de", "es")}
    numbers = (0, 1, 2, 3, 10, 11, 99, 100, 103, 111)
    forms = {language: [rule(n) for n in numbers] for language, rule in rules.items()}
    assert forms["ar"] == [0, 1, 2, 3, 3, 4, 4, 5, 3, 4]
    assert forms["de"] == forms["es"] == [1, 0, 1, 1, 1, 1, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("english", "ours", "complaint"),
    [
        ("%(n)d of %(total)d", "%(n)d von %(total)s", "%(total)d is missing"),
        ("%(n)d of %(total)d", "%(n)d von", "%(total)d is missing"),
        ("%(n)d each", "%(n)d und %(n)d", "%(n)d is too many"),
        ("%(n)d %% done", "%(n)d % fertig", "begins no placeholder"),
        ("Paused.", "Angehalten", "ends with 'a letter'"),
        ("How do you feel?", "Wie geht es.", "ends with '.'"),
        ("Start", "Los ", "white space"),
        ("one\ntwo", "eins zwei", "lines"),
        ("<b>Now</b>", "<b>Jetzt", "tags"),
        ("&Close", "Schließen", "&"),
        ("use backbreak report", "nimm backbreak bericht", "backbreak report"),
        ("give --json", "gib --jason", "--json"),
        ("DBUS_SESSION_BUS_ADDRESS is not set", "DBUS ist nicht gesetzt", "DBUS_SESSION_BUS_ADDRESS"),
        ("Stop", "Sto\u200bp", "U+200B"),
        ("Stop", "\u2068Stop", "isolate"),
        ("Stop", "", "not translated"),
        (("%(n)d day", "%(n)d days"), ("ein Tag", "Tage"), "form 1: placeholders"),
        (("%(n)d day", "%(n)d days"), ("%(n)d Tag",), "plural forms"),
    ],
)
def test_a_mistake_is_found(tools: ModuleType, english: Any, ours: Any, complaint: str) -> None:
    assert any(complaint in told for told in complaints(tools, english, ours))


@pytest.mark.parametrize(
    ("english", "ours"),
    [
        ("%(n)d of %(total)d", "von %(total)d sind es %(n)d"),
        ("How do you feel?", "Wie fühlst du dich?"),
        (("%(n)d day", "%(n)d days"), ("ein Tag", "%(n)d Tage")),
        ("Close", "\u2068Schließen\u2069"),
        ("use backbreak report", "backbreak report hilft"),
    ],
)
def test_what_is_right_is_left_alone(tools: ModuleType, english: Any, ours: Any) -> None:
    assert complaints(tools, english, ours) == []


def test_arabic_marks_end_sentences_too(tools: ModuleType) -> None:
    assert complaints(tools, "How do you feel?", "كيف الحال؟", "ar") == []


def complaints(tools: ModuleType, english: Any, ours: Any, language: str = "de") -> list[str]:
    """What is said of a catalogue with this one sentence."""
    import checking
    from babel.messages.catalog import Catalog

    wanted, catalogue = Catalog(), tools.new(language)
    wanted.add(english)
    catalogue.add(english, ours)
    return list(checking.complaints(catalogue, wanted, {"report", "log"}))


def test_a_sentence_with_a_name_of_its_own_is_collected_where_it_is_refused(template: Any) -> None:
    sentences = {message.id for message in template}
    assert "%(file)s: is larger than a pack may be, %(kib)d KiB" in sentences
    assert "%(key)s is too long: at most %(most)d letters, not %(letters)d" in sentences
    assert "one that comes with backbreak" in sentences
