"""The session window: a guided break, from getting into position to the closing line."""
