"""Django's handle on the room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Records, persons and decisions."""

    name = "wayhome.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
