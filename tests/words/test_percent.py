"""A share is written as the language writes it."""

from __future__ import annotations

import pytest

from backbreak import words
from backbreak.words.percent import percent


@pytest.mark.parametrize(
    ("language", "written"), [("en", "81%"), ("de", "81\u00a0%"), ("es", "81\u00a0%"), ("ar", "81%")]
)
def test_a_share_is_written_as_the_language_writes_it(language: str, written: str) -> None:
    words.use(language)
    try:
        assert percent(0.814) == written
    finally:
        words.use("en")
    assert (percent(0), percent(1)) == ("0%", "100%")
