"""A long campaign of random harm: `nice python tests/fuzz/run.py SUBJECT [SEED] [COUNT]`, or `all`.

Prints how many a second; what it finds it raises with its seed and number, so that it can be had again.
"""

from __future__ import annotations

import logging
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

SUBJECTS = {
    "packs": "exercises.in_memory",
    "packs-on-disk": "exercises.on_disk",
    "pictures": "pictures.campaign",
    "settings": "preferences.in_memory",
    "settings-on-disk": "preferences.on_disk",
    "state": "states.in_memory",
    "state-on-disk": "states.on_disk",
    "journal": "journals.in_memory",
    "journal-on-disk": "journals.on_disk",
    "hooks": "hooked.campaign",
    "door": "doorstep.campaign",
}


def main(subject: str, seed: int = 1, count: int = 10_000) -> None:
    """Run one subject's campaign, or each in turn."""
    logging.disable()
    for name in SUBJECTS if subject == "all" else [subject]:
        module, _, function = SUBJECTS[name].partition(".")
        campaign: Callable[..., object] = getattr(import_module(f"fuzz.{module}"), function)
        with tempfile.TemporaryDirectory() as folder:
            began = time.perf_counter()
            found = campaign(seed, count, *([Path(folder)] if function != "in_memory" else []))
            took_s = time.perf_counter() - began
        survived = "" if found is None else f", {found} taken"
        print(
            f"{name:16} seed {seed}: {count} in {took_s:.1f} s ({count / took_s:.0f} a second){survived}",
            flush=True,
        )


if __name__ == "__main__":
    subject, *numbers = sys.argv[1:] or ["all"]
    main(subject, *map(int, numbers))
