"""A guided session in a terminal: the same timeline the window plays, in text."""
