"""The lists that casework takes in: requests, people of an encounter, cases."""
