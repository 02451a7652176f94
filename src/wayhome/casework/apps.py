"""Django's handle on the room."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Requests, encounters and cases."""

    name = "wayhome.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"
