"""What the commands that need the database do first."""

import os
from pathlib import Path

from wayhome.cli.errors import Failed, WrongCall


def start_django() -> None:
    """Load the settings and the rooms."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wayhome.config.settings")
    os.umask(0o077)  # the database and what lies beside it are for this account alone
    import django

    django.setup()


def open_node() -> None:
    """Load the rooms of a node that was set up. Raises WrongCall where it was not."""
    start_django()
    from django.conf import settings
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.utils import OperationalError

    if not Path(settings.WAYHOME_KEY_FILE).is_file():
        raise WrongCall(f"no key file at {settings.WAYHOME_KEY_FILE}; run 'wayhome setup' first")
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as error:
        raise Failed(f"the database does not answer: {error}") from error
    if waiting:
        raise WrongCall("the database is not up to date; run 'wayhome setup'")


def prepare_node() -> None:
    """Create what is missing: folders, key file, secret, tables, static files. Safe to repeat."""
    import secrets

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wayhome.config.settings")
    os.umask(0o077)
    from django.conf import settings

    from wayhome.vault.keys import create_key_file

    create_key_file(Path(settings.WAYHOME_KEY_FILE))
    secret = settings.DATA / "keys" / "django-secret"
    secret.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not secret.is_file():
        secret.touch(mode=0o600)
        secret.write_text(secrets.token_urlsafe(50) + "\n", encoding="utf-8")
    start_django()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
