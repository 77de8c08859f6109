"""How it stands with starting at login, in the words of the welcome window."""

from __future__ import annotations

from backbreak.core.autostart import Standing, State
from backbreak.core.errors import BackbreakError
from backbreak.storage import autostart
from backbreak.windows.alone import Home
from backbreak.words.autostart import remedy, told
from backbreak.words.refusals import told as refused
from backbreak.words.sentences import sentence


def login_of(home: Home) -> tuple[Standing, bool, str]:
    """Tell how it stands, whether it can be chosen here, and what there is to say of it."""
    try:
        standing = autostart.standing(home.places)
        if standing.state is not State.ON:
            autostart.own_program()
    except BackbreakError as error:
        return Standing(State.OFF), False, sentence(refused(error))
    if standing.state is State.IMPOSSIBLE:
        return standing, False, explained(standing)
    return standing, True, "" if standing.state in (State.OFF, State.ON) else explained(standing)


def explained(standing: Standing) -> str:
    """Say it in one or two sentences."""
    return " ".join(sentence(text) for text in (told(standing), remedy(standing)) if text)
