"""A made-up world with known truth: people, lists, encounters and documents. Never holds a real person."""
