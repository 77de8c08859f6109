"""The one plain screen before the first session ever: the medical note, acknowledged once."""
