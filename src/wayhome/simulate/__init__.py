"""A made-up world with known truth: people, lists, encounters, documents. Holds no real person."""
