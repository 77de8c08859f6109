"""One small module per group of commands; each has `run(options) -> int`, looked up by name."""
