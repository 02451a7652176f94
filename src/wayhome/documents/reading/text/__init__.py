"""From bytes to a text fit for reading, with every character's way back to the original."""
