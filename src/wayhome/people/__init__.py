"""Records, persons and decisions about who is who."""
