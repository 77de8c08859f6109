"""The desk page: what one sees before a session that no prompt began, and chooses on."""
