"""Django's handle on the room."""

from django.apps import AppConfig


class PictureConfig(AppConfig):
    """Overview and search."""

    name = "wayhome.picture"
    label = "picture"
    default_auto_field = "django.db.models.BigAutoField"
