"""Django's handle on the room."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The API."""

    name = "wayhome.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
