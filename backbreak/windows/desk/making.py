"""Makes the desk page of a home: its poses, its fonts, its look."""

from __future__ import annotations

from backbreak.core.catalogue import Catalogue
from backbreak.core.figure import parse
from backbreak.core.settings import Settings
from backbreak.storage.catalogue import load_document, poses_document
from backbreak.windows.desk.page import DeskPage
from backbreak.windows.look import load_fonts, palette_of, theme_for


def make_desk(settings: Settings, catalogue: Catalogue | None = None) -> DeskPage:
    """Make an empty desk page, with the poses of a catalogue's packs; needs a QApplication.

    Raises CatalogueError or PoseError for damaged files.
    """
    look = settings.look
    poses = parse(load_document("poses.toml") if catalogue is None else poses_document(catalogue))
    return DeskPage(poses, load_fonts(), palette_of(theme_for(look.theme)), look.motion)
