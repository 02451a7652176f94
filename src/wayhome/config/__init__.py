"""Settings and the roads in."""
