"""The import diet: what keeps a process that sleeps for weeks small.

asyncio imports ssl, dbus-fast reaches hashlib and through it OpenSSL, and APScheduler imports package
metadata and multiprocessing. The resident uses none of them. Left out, they save about a quarter of its
memory and a third of its start. Everything here may be switched off (`BACKBREAK_LEAN=0`) and all still works.

Call `diet()` before anything imports asyncio, and get APScheduler through `scheduler_classes()`.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from types import ModuleType
from typing import Any

SWITCH = "BACKBREAK_LEAN"

# With OpenSSL's hashes out of sight hashlib uses Python's own. A distribution may build Python without
# these, and then not even `random` would import: so they are looked for first.
_SHA2 = ("_sha2",) if sys.version_info >= (3, 12) else ("_sha256", "_sha512")
_OWN_HASHES = ("_md5", "_sha1", "_sha3", "_blake2", *_SHA2)


def wanted(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether the diet is switched on: it is, unless the variable says 0."""
    return environ.get(SWITCH, "1") != "0"


def diet(environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Keep TLS and OpenSSL's hashes out of this process; returns the names that are kept out.

    A None in sys.modules makes `import` raise ImportError, which asyncio, hashlib and hmac all expect.
    Modules that are in already stay: taking them away would gain nothing and could break their users.
    """
    if not wanted(environ):
        return ()
    names = ["ssl"]
    if all(find_spec(name) is not None for name in _OWN_HASHES):
        names.append("_hashlib")
    kept_out = tuple(name for name in names if name not in sys.modules)
    for name in kept_out:
        sys.modules[name] = None  # type: ignore[assignment]
    return kept_out


def end_diet(kept_out: tuple[str, ...]) -> None:
    """Let the modules that `diet()` kept out be imported again."""
    for name in kept_out:
        if name in sys.modules and sys.modules[name] is None:
            del sys.modules[name]


def scheduler_classes(environ: Mapping[str, str] = os.environ) -> tuple[Any, Any]:
    """Import APScheduler and return (AsyncIOScheduler, DateTrigger).

    Under the diet it gets stand-ins for the length of the import: it only asks for its version, for plugins
    we do not have, and for process pools we do not use. So triggers are given as objects, never by name.
    """
    if not wanted(environ):
        return _import_classes()
    with _stand_ins():
        return _import_classes()


def _import_classes() -> tuple[Any, Any]:
    scheduler = importlib.import_module("apscheduler.schedulers.asyncio")
    trigger = importlib.import_module("apscheduler.triggers.date")
    return scheduler.AsyncIOScheduler, trigger.DateTrigger


class _NoPoolError(Exception):
    """Never raised: there are no process pools here."""


def _module(name: str, **members: object) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(members)
    return module


@contextmanager
def _stand_ins() -> Iterator[None]:
    """Put empty modules where APScheduler would load heavy ones, and take them away again."""
    modules = (
        _module("importlib.metadata", version=lambda name: "3.11", entry_points=lambda **query: ()),
        _module("concurrent.futures.process", BrokenProcessPool=_NoPoolError),
        _module("multiprocessing"),
    )
    placed = [module for module in modules if module.__name__ not in sys.modules]
    for module in placed:
        sys.modules[module.__name__] = module
    try:
        yield
    finally:
        for module in placed:
            del sys.modules[module.__name__]
            parent, _, child = module.__name__.rpartition(".")
            # `import a.b` also sets b on a; the next importer must find the real one.
            if parent and vars(sys.modules[parent]).get(child) is module:
                delattr(sys.modules[parent], child)
