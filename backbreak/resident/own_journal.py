"""The journal as the resident writes it: no line before the name it is under is kept.

A reminder begins even where that cannot be, as with a first start on a full disk. What is to be written then
waits as any other line that finds no room; a line under a name the next start knows nothing of would look
like another device's.
"""

from __future__ import annotations

from backbreak.core.journal import Entry
from backbreak.core.settings import Settings
from backbreak.storage.identity import LateIdentity
from backbreak.storage.journal import JournalStore
from backbreak.storage.journal_folder import JournalFolder
from backbreak.storage.places import Places


class OwnJournal(JournalStore):
    """The journal of a home, to write in as the device `who` is; it follows the settings."""

    def __init__(self, places: Places, settings: Settings, who: LateIdentity) -> None:
        folder = places.journal_dir(settings.journal.folder)
        super().__init__(folder, who.device, places.journal_lock, JournalFolder(places))
        self._who = who

    def append(self, entry: Entry) -> Entry:
        """Write an entry as a journal does; StorageError, too, while the device's name cannot be kept."""
        self.device = self._who.keep().device
        return super().append(entry)

    def bring_in(self) -> None:
        """See that the device's name is kept, then write what has waited. Raises StorageError."""
        self.device = self._who.keep().device
        super().bring_in()
