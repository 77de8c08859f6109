"""A desk with autostart folders of its own, and what the command line says of them."""

from __future__ import annotations

from pathlib import Path

from cli.program import Done, run, valid

SCRIPT = "#!/bin/sh\n"


class Desk:
    """Autostart folders of one's own: the user's and the system's."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self.own = base / "config" / "autostart"
        self.system = base / "etc" / "autostart"
        self.env = {"XDG_CONFIG_HOME": str(base / "config"), "XDG_CONFIG_DIRS": str(base / "etc")}

    def run(self, *words: str, **env: str) -> Done:
        """Run `autostart`."""
        return run("autostart", *words, **self.env, **env)

    def state(self, **env: str) -> tuple[str, str | None]:
        """What it says, checked against the schema: the state and the file."""
        done = self.run("status", "--json", **env)
        assert (done.code, done.err) == (0, "")
        valid("autostart", done.json)
        return done.json["state"], done.json["file"]

    def doctor(self) -> dict[str, str]:
        """What `doctor` says of it."""
        checks = run("doctor", "--json", **self.env).json["checks"]
        return next(one for one in checks if one["name"] == "autostart")

    def program(self, text: str = SCRIPT) -> Path:
        """Something that can be started under our name."""
        path = self.base / "bin" / "backbreak"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)
        return path

    def entry(self, folder: Path, *lines: str, name: str = "backbreak.desktop") -> str:
        """Write an entry and give its path."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("\n".join(["[Desktop Entry]", "Type=Application", *lines, ""]))
        return str(folder / name)
