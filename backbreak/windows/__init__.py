"""What a person sees: short-lived PySide6 programs, each a client of the door."""
