"""The base page, components and static files; no feature lives here."""
