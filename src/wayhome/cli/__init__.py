"""The command line: a door, thin, no rules. Each command is loaded when it is called."""

from wayhome.cli.main import main

__all__ = ["main"]
