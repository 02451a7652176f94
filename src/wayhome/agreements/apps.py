"""Django's handle on the room."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """Visibility of protected data."""

    name = "wayhome.agreements"
    label = "agreements"
    default_auto_field = "django.db.models.BigAutoField"
