"""Modules of the standard library that others import and, in a query, nobody uses: loaded when somebody does.

`dataclasses` imports inspect, and with it the whole of the compiler's front; `pathlib` reaches ipaddress. Put
off, they are a sixth of the time `backbreak status` takes.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType


class _Later(ModuleType):
    """Stands in for a module until something of it is asked for."""

    def __getattr__(self, attribute: str) -> object:
        name = self.__name__
        if sys.modules.get(name) is self:
            del sys.modules[name]
        real = import_module(name)
        self.__dict__.update(vars(real))  # whoever holds this one has the module from here on
        return getattr(real, attribute)


def put_off(*names: str) -> None:
    """Load these modules when something of them is first asked for; those that are in already stay."""
    for name in names:
        if name not in sys.modules:
            sys.modules[name] = _Later(name)
