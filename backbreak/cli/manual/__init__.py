"""The manual: what every command is for, with examples; loaded only when somebody asks for help."""
