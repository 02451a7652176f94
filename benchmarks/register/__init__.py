"""The parts of `make bench`: made-up registers; look-ups, imports, proposals, pages measured."""
