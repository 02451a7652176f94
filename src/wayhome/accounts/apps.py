"""Django's handle on the room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Agencies and users."""

    name = "wayhome.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
