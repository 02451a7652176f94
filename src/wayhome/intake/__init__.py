"""One door for everything that arrives: what came is kept as it came, and told apart row by row."""
