"""Wayhome: from a list of missing people to people on their way home."""

__version__ = "0.1.0"
