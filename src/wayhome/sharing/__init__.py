"""Everything that leaves: exports and their record. Nothing else builds what leaves."""
