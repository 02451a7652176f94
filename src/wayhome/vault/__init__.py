"""Keys, the encrypted field and keyed hashes: what makes a stolen database show nobody.

The ground floor of everything that stores personal data. It knows no agency, person or case.
"""
