"""The one root of every error that is shown to a person, and the messages such errors are made of."""

from __future__ import annotations


class Message(str):
    """An English sentence that can still be said in another language, because it keeps what it is made of.

    `template` has named placeholders for `values`, some of which may be messages themselves. As a text it
    is the English sentence; `words.refusals.told` says it in the language in use. Without values the
    template is the sentence, percent signs and all.
    """

    template: str
    values: dict[str, object]

    def __new__(cls, template: str, /, **values: object) -> Message:
        """Fill the template in; raises KeyError for a placeholder without a value."""
        made = super().__new__(cls, template % values if values else template)
        made.template, made.values = template, values
        return made


class BackbreakError(Exception):
    """What happened, where, and what to do, in one line meant for people.

    Made of a template and its values as a `Message` is, or of a message that is there already.
    """

    def __init__(self, message: str = "", /, **values: object) -> None:
        self.told = message if isinstance(message, Message) and not values else Message(message, **values)
        super().__init__(str(self.told))

    @property
    def message(self) -> str:
        """The sentence with its placeholders."""
        return self.told.template

    @property
    def values(self) -> dict[str, object]:
        """What stands in their place."""
        return self.told.values
