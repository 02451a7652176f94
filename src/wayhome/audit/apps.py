"""Django's handle on the room."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The log."""

    name = "wayhome.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
