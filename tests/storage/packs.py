"""The worked example of the documents."""

from __future__ import annotations

import re
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
_DOCUMENT = (REPOSITORY / "docs" / "exercise-packs.md").read_text(encoding="utf-8")
_FOUND = re.search(r"```toml\n(.*?)```", _DOCUMENT, re.DOTALL)
assert _FOUND
EXAMPLE = _FOUND[1]
