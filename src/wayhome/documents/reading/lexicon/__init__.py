"""Words of the reading: countries and their people, people nouns, numbers, months."""
