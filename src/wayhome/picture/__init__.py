"""The overview and the search: what stands where, and nobody in it."""
