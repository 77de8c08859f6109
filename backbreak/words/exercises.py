"""The catalogue's sentences in the language in use: each is its own message, as any other of ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from backbreak.core.catalogue import Catalogue
from backbreak.core.exercise import Exercise, Texts
from backbreak.words import SOURCE_LANGUAGE, _, language


def in_our_words(catalogue: Catalogue) -> Catalogue:
    """Give the catalogue as a person reads and hears it; in English it is that very one.

    What is written for programs keeps its English names: ids, and the words for kit (see `words.kit`).
    """
    if language() == SOURCE_LANGUAGE:
        return catalogue
    return replace(catalogue, exercises=tuple(_exercise(exercise) for exercise in catalogue))


def _exercise(exercise: Exercise) -> Exercise:
    if exercise.pack:  # whoever wrote it chose the language
        return exercise
    texts = exercise.texts
    return replace(
        exercise,
        name=_(exercise.name),
        position=_(exercise.position),
        texts=Texts(
            prepare=_all(texts.prepare),
            captions={side: _all(captions) for side, captions in texts.captions.items()},
            side_names=_all(texts.side_names),
            words=_all(texts.words),
            steps=tuple(_(step) for step in texts.steps),
            needs=_(texts.needs),
            trains=_(texts.trains),
            feel=_(texts.feel),
            caution=_(texts.caution),
            easier=_(texts.easier),
        ),
    )


def _all(texts: Mapping[str, str]) -> dict[str, str]:
    return {key: _(text) for key, text in texts.items()}
