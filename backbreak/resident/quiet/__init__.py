"""Reasons not to interrupt, as this desktop tells of them: do-not-disturb, a call, a screen that is shown."""
