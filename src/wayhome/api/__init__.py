"""The API: a door, thin, no rules."""
