"""systemd's own tools read our unit as we mean it; what starts it in earnest is a login."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from backbreak.core.autostart import State
from backbreak.storage.autostart import own_program, systemd
from backbreak.storage.places import places_for


def test_systemd_finds_no_fault_in_it_and_calls_it_enabled(tmp_path: Path) -> None:
    run = tmp_path / "run"
    (run / "systemd").mkdir(parents=True)
    (run / "systemd" / "private").touch()
    folders = {"XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_RUNTIME_DIR": str(run)}
    environ = {**os.environ, **folders, "HOME": str(tmp_path)}
    places = places_for(tmp_path / "a \"home\" of $5 100% \\ it's")
    program = own_program(environ)
    offline = {**environ, "SYSTEMD_OFFLINE": "1"}

    def enabled() -> str:
        command = ["systemctl", "--user", "is-enabled", name]
        return subprocess.run(command, env=offline, capture_output=True, text=True).stdout.strip()

    file = Path(str(systemd.switch_on(places, program, {**environ, "PATH": ""}).file))
    name = file.name
    verify = ["systemd-analyze", "--user", "verify", str(file)]
    done = subprocess.run(verify, env=environ, capture_output=True, text=True)
    of_ours = [line for line in done.stderr.splitlines() if name in line]  # other units have faults, too
    assert (done.returncode, done.stdout, of_ours) == (0, "", [])
    broken = file.with_name("broken.service")
    broken.write_text(file.read_text().replace("Restart=on-failure", "Restart=perhaps"))
    told = subprocess.run([*verify[:-1], str(broken)], env=environ, capture_output=True, text=True).stderr
    assert "broken.service" in told
    broken.unlink()
    assert enabled() == "enabled"
    assert systemd.switch_off(places, {**environ, "PATH": ""}).state is State.OFF
    assert enabled() == ""
