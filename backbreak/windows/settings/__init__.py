"""The settings' window: every key, for people; applied at once, undone step by step, followed live."""
