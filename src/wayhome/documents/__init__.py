"""Documents and what they say, each fact tied to its own words."""
