"""Django's handle on the room."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Documents and their facts."""

    name = "wayhome.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"
