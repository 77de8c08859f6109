"""Whether movement is reduced: by the setting, the desktop's files, and a settings portal that changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from windows.motion.conftest import said, said_within

from backbreak.windows.motion import Motion, follow, reduced


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_the_users_own_setting_goes_before_whatever_the_desktop_says(config, qapp):
    write(config / "own/gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=0\n")
    assert not reduced("full") and not Motion("full").reduced
    assert reduced("reduced") and Motion("reduced").reduced


def test_another_setting_is_followed_by_all_that_moves(config, qapp):
    write(config / "own/gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=0\n")
    motion, heard = Motion("full"), []
    motion.changed.connect(heard.append)
    for setting, less in (("reduced", True), ("full", False), ("system", True), ("full", False)):
        follow(setting)
        assert motion.reduced is less
    assert heard == [True, False, True, False]


def test_a_desktop_that_says_nothing_wants_movement(config):
    assert not reduced("system")


@pytest.mark.parametrize(
    ("name", "text", "less"),
    [
        ("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=0\n", True),
        ("gtk-4.0/settings.ini", "[Settings]\ngtk-enable-animations = false\n", True),
        ("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=1\n", False),
        ("gtk-3.0/settings.ini", "[Other]\ngtk-enable-animations=0\n", False),
        ("kdeglobals", "[General]\nName=x\n\n[KDE]\nAnimationDurationFactor=0\n", True),
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=0.25\n", False),
        ("kdeglobals", "\udcff[KDE\n=\nAnimationDurationFactor", False),
    ],
)
def test_the_desktops_files_are_known_at_once(config, name, text, less):
    path = config / "own" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(errors="surrogateescape"))
    assert reduced("system") is less


def test_the_users_file_goes_before_the_systems(config):
    write(config / "system/kdeglobals", "[KDE]\nAnimationDurationFactor=0\n")
    assert reduced("system")
    write(config / "own/kdeglobals", "[KDE]\nAnimationDurationFactor=1\n")
    assert not reduced("system")


def test_a_changed_file_is_followed(config, follow):
    path = config / "own/kdeglobals"
    write(path, "[KDE]\nAnimationDurationFactor=1\n")
    follower = follow("system")
    assert said(follower) == "False"
    for factor, less in (("0", "True"), ("0.5", "False")):
        write(path.with_suffix(".new"), f"[KDE]\nAnimationDurationFactor={factor}\n")
        path.with_suffix(".new").replace(path)
        assert said(follower) == less


@pytest.mark.parametrize(
    ("key", "less", "more"),
    [("reduced_motion", 1, 0), ("enable_animations", False, True), ("AnimationDurationFactor", "0", "0.5")],
)
def test_the_settings_portal_is_asked_and_followed(portal, follow, key, less, more):
    portal(**{key: less})
    follower = follow("system")
    assert said(follower) == "False"  # at once, before anything was asked
    assert said(follower) == "True"
    portal(**{key: more})
    assert said(follower) == "False"
    portal(**{key: less})
    assert said(follower) == "True"


def test_a_bus_without_a_portal_is_no_error(bus, follow):
    follower = follow("system")
    assert said(follower) == "False"
    assert said_within(follower, 0.5) is None
    assert follower.poll() is None
