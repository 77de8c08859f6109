"""What is kept on disk: the journal, settings, state, and where they lie. Nothing here decides anything."""
