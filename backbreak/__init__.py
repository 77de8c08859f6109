"""backbreak: the break reminder for tired backs, with a guided two-minute session."""

__version__ = "0.1.0"
