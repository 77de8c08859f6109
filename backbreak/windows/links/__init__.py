"""The session window's ways out: through the resident's door, or to the journal itself."""
