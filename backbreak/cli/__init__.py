"""The command line: arguments and commands; nothing heavy is imported until a command needs it."""
