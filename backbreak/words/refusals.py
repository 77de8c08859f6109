"""What core, storage and door refuse, in the language in use: they know none, only messages with values."""

from __future__ import annotations

from backbreak.core.errors import BackbreakError, Message
from backbreak.core.system_errors import reason
from backbreak.words import _


def told(refused: BackbreakError | str) -> str:
    """Say an error or a message as the person reads it; a text that was made in place stays as it is."""
    message = refused.told if isinstance(refused, BackbreakError) else refused
    if not isinstance(message, Message):
        return message
    if not message.values:
        return _(message.template)
    return _(message.template) % {
        name: told(value) if isinstance(value, Message) else value for name, value in message.values.items()
    }


def why(error: Exception) -> str:
    """Say what is wrong: usual reasons of the system in the language in use, others as they are."""
    if isinstance(error, OSError):
        return told(reason(error))
    return told(error) if isinstance(error, BackbreakError) else str(error) or type(error).__name__
