"""A settings file that is a link into a folder of dotfiles: it applies at once, however it is changed."""

from __future__ import annotations

from pathlib import Path

from resident.running import Resident, prepared, running, wait_for

from backbreak.storage.settings import set_value


def snoozes(resident: Resident, minutes: int) -> None:
    """Wait until the tray's menu has the snooze of so many minutes."""

    def told() -> bool:
        with resident.door() as door:
            return f"Snooze {minutes} min" in [row["label"] for row in door.request("tray-attach")["rows"]]

    wait_for(told, f"a snooze of {minutes} min")


def test_it_is_followed_when_it_comes_is_edited_replaced_leads_elsewhere_and_is_a_file_again(
    tmp_path: Path,
) -> None:
    dotfiles = tmp_path / "dotfiles"
    dotfiles.mkdir()
    real, other = dotfiles / "mine.toml", tmp_path / "other.toml"
    real.write_text("[rhythm]\nsnooze_min = 21\n")
    other.write_text("[rhythm]\nsnooze_min = 25\n")
    with running(prepared(tmp_path / "home")) as resident:
        file = resident.places.settings_file
        file.unlink(missing_ok=True)
        file.symlink_to(real)
        snoozes(resident, 21)
        real.write_text("[rhythm]\nsnooze_min = 22\n")
        snoozes(resident, 22)
        (dotfiles / "new").write_text("[rhythm]\nsnooze_min = 23\n")
        (dotfiles / "new").replace(real)
        snoozes(resident, 23)
        set_value(resident.places, "rhythm.snooze_min", 24)
        assert file.is_symlink()
        snoozes(resident, 24)
        file.unlink()
        file.symlink_to(other)
        snoozes(resident, 25)
        other.write_text("[rhythm]\nsnooze_min = 26\n")
        snoozes(resident, 26)
        file.unlink()
        file.write_text("[rhythm]\nsnooze_min = 27\n")
        snoozes(resident, 27)


def test_a_link_that_was_there_before_the_start_is_followed_too(tmp_path: Path) -> None:
    real, home = tmp_path / "mine.toml", prepared(tmp_path / "home")
    real.write_text("[rhythm]\nsnooze_min = 21\n")
    with running(home) as resident:
        file = resident.places.settings_file
    file.unlink(missing_ok=True)
    file.symlink_to(real)
    with running(home) as resident:
        snoozes(resident, 21)
        real.write_text("[rhythm]\nsnooze_min = 22\n")
        snoozes(resident, 22)


def test_a_folder_that_is_renamed_away_and_made_anew_is_followed_at_once(tmp_path: Path) -> None:
    with running(prepared(tmp_path / "home")) as resident:
        set_value(resident.places, "rhythm.snooze_min", 21)
        snoozes(resident, 21)
        config = resident.places.config
        config.rename(config.with_name("before"))
        snoozes(resident, 10)
        config.mkdir()
        resident.places.settings_file.write_text("[rhythm]\nsnooze_min = 22\n")
        snoozes(resident, 22)
        set_value(resident.places, "rhythm.snooze_min", 23)
        snoozes(resident, 23)
