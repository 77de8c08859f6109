"""HKEY_CURRENT_USER by Python's winreg; not verified on Windows."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any


class UserRegistry:
    """Values of the user's registry; what is not there is None, and deleting it is no error."""

    def __init__(self) -> None:
        self._winreg: Any = importlib.import_module("winreg")

    def read(self, key: str, name: str) -> object:
        """A value, None where there is none."""
        try:
            with self._winreg.OpenKey(self._winreg.HKEY_CURRENT_USER, key) as opened:
                return self._winreg.QueryValueEx(opened, name)[0]
        except FileNotFoundError:
            return None

    def write(self, key: str, name: str, value: str | bytes) -> None:
        """Set a text or bytes."""
        kind = self._winreg.REG_SZ if isinstance(value, str) else self._winreg.REG_BINARY
        with self._winreg.CreateKey(self._winreg.HKEY_CURRENT_USER, key) as opened:
            self._winreg.SetValueEx(opened, name, 0, kind, value)

    def delete(self, key: str, name: str) -> None:
        """Take a value away."""
        access = self._winreg.KEY_SET_VALUE
        try:
            with self._winreg.OpenKey(self._winreg.HKEY_CURRENT_USER, key, 0, access) as opened:
                self._winreg.DeleteValue(opened, name)
        except FileNotFoundError:
            return

    def exists(self, program: str) -> bool:
        """Whether the program is there to be started."""
        return Path(program).is_file()
