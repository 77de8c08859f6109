"""The history window: today, the round, the week, a year of days, and every break there was."""
