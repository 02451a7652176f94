"""The command line: a door, thin, no rules."""
