"""Compares people, explains every score in bits and never decides for a human.

A library: no Django, no database, no other room. `names` compares names in any script;
`profile`, `model` and `keys` compare whole records; `link` and `dedupe` work on lists.
"""
