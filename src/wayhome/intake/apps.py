"""Django's handle on the room."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """What arrived."""

    name = "wayhome.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"
