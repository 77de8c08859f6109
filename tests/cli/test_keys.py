"""What the keys of a terminal mean, in a session and after it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backbreak.cli.player.keys import Answer, Key, answers_in, keys_in


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        (b" ", [Key.PAUSE]),
        (b"\x1b[C\x1b[D", [Key.SKIP, Key.BACK]),
        (b"\x1bOC\x1bOD", [Key.SKIP, Key.BACK]),
        (b"\x1b", [Key.STOP]),
        (b"\x1b\x1b", [Key.STOP, Key.STOP]),
        (b"qQ", [Key.STOP, Key.STOP]),
        (b"esmh", [Key.EASIER, Key.SWAP, Key.MUTE, Key.HURTS]),
        (b"ESMH", [Key.EASIER, Key.SWAP, Key.MUTE, Key.HURTS]),
        (b"\x1b[1;5C\x1b[3~\x1b[15~", []),
        (b"x\xc3\xa4\n\t", []),
        (b"\x1bq", []),
        (b"", []),
    ],
)
def test_keys_mean_what_they_say_and_others_nothing(sent: bytes, keys: list[Key]) -> None:
    assert keys_in(sent) == keys


def test_answers_mean_what_the_question_says() -> None:
    feels = [Answer.BETTER, Answer.SAME, Answer.HURTS]
    assert answers_in(b"bshBSH") == feels * 2
    assert answers_in(b"lL") == [Answer.LEAVE_OUT] * 2
    assert answers_in(b"\n\rqQ\x1b") == [Answer.DONE] * 5
    assert answers_in(b" \x1b[C\x1b[Dem\x00") == []


@settings(deadline=None)
@given(st.binary())
def test_no_keys_do_harm(sent: bytes) -> None:
    keys_in(sent)
    answers_in(sent)
