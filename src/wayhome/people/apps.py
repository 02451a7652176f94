"""Django's handle on the room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Records, persons and decisions."""

    name = "wayhome.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name what this room writes into the log."""
        from wayhome.people import actions  # noqa: F401  importing it registers the actions
