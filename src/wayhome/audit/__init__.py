"""The log that cannot be rewritten unseen. Only this room writes it."""
