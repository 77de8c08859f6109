"""Makes the desk page of a home: its poses, its fonts, its look."""

from __future__ import annotations

from backbreak.core.figure import parse
from backbreak.core.settings import Settings
from backbreak.storage.catalogue import load_document
from backbreak.windows.desk.page import DeskPage
from backbreak.windows.look import load_fonts, palette_of, theme_for


def make_desk(settings: Settings) -> DeskPage:
    """Make an empty desk page; needs a QApplication. Raises CatalogueError or PoseError for damaged files."""
    look = settings.look
    poses = parse(load_document("poses.toml"))
    return DeskPage(poses, load_fonts(), palette_of(theme_for(look.theme)), look.motion)
