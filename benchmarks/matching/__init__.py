"""How well Wayhome tells who is who, beside its peers, on the same draws in one run."""
