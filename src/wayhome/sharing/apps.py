"""Django's handle on the room."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """What leaves."""

    name = "wayhome.sharing"
    label = "sharing"
    default_auto_field = "django.db.models.BigAutoField"
