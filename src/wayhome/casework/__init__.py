"""Requests, encounters and cases: each person's way home and whom it waits for."""
