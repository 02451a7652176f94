"""The grammar reader: rules held in data files, each with an id, a description and examples."""
