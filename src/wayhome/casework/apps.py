"""Django's handle on the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class CaseworkConfig(AppConfig):
    """Requests, encounters and cases."""

    name = "wayhome.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what lists the room takes in, what it logs, and listen to decisions."""
        from wayhome.casework import actions, receivers  # noqa: F401  importing them registers
        from wayhome.casework.lists.cases import CaseList
        from wayhome.casework.lists.encounters import EncounterList
        from wayhome.casework.lists.requests import RequestList
        from wayhome.casework.views.shared import FINDERS
        from wayhome.documents import actions as document_actions
        from wayhome.intake import kinds

        for kind in (RequestList(), EncounterList(), CaseList()):
            kinds.register(kind)
        document_actions.register(
            gettext_lazy("Make an encounter of it"),
            "casework:encounter_from_document",
            frozenset(FINDERS),
            "e",
        )
