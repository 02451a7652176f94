"""Database triggers that refuse to change or delete an entry, whoever asks."""

from django.db.backends.base.base import BaseDatabaseWrapper

_MESSAGE = "the audit log is append-only"
_SQLITE = """CREATE TRIGGER IF NOT EXISTS audit_entry_no_{verb} BEFORE {verb} ON audit_entry
BEGIN SELECT RAISE(ABORT, '{message}'); END"""
_POSTGRESQL_FUNCTION = """CREATE OR REPLACE FUNCTION audit_entry_refuse() RETURNS trigger AS
$$ BEGIN RAISE EXCEPTION '{message}'; END; $$ LANGUAGE plpgsql"""
_POSTGRESQL = """CREATE OR REPLACE TRIGGER audit_entry_no_{verb} BEFORE {verb} ON audit_entry
FOR EACH {level} EXECUTE FUNCTION audit_entry_refuse()"""


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place; doing so twice changes nothing."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for verb in ("UPDATE", "DELETE"):
                cursor.execute(_SQLITE.format(verb=verb, message=_MESSAGE))
            return
        cursor.execute(_POSTGRESQL_FUNCTION.format(message=_MESSAGE))
        for verb, level in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            cursor.execute(_POSTGRESQL.format(verb=verb, level=level))


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away (tests that empty the database between themselves)."""
    on_table = "" if connection.vendor == "sqlite" else " ON audit_entry"
    with connection.cursor() as cursor:
        for verb in ("UPDATE", "DELETE", "TRUNCATE"):
            cursor.execute(f"DROP TRIGGER IF EXISTS audit_entry_no_{verb}{on_table}")
