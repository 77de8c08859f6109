"""What our object on the session bus says of itself; dbus-fast has no names for what is given back."""

from typing import Final

from dbus_fast.introspection import Interface
from dbus_fast.service import ServiceInterface

GIVEN: Final = {
    "Start": "session",
    "OpenPanel": "opened",
    "Status": "document",
    "Why": "document",
    "Prompted": "silent",
    "Recorded": "entry",
}
"""What a method gives back or a signal tells, by its name; no member has more than one of them."""


class Introspected(ServiceInterface):
    """An interface whose introspection has names for everything: tools would show "arg_0"."""

    def introspect(self) -> Interface:
        """Return what it consists of, as it is told on the bus."""
        interface = super().introspect()
        for method in interface.methods:
            for given in method.out_args:
                given.name = GIVEN[method.name]
        for signal in interface.signals:
            for told in signal.args:
                told.name = GIVEN[signal.name]
        return interface
