"""Taking in: storing what came, and turning a list into what its kind makes of it."""

from wayhome.intake.services.importing import confirm, import_queued, import_submission
from wayhome.intake.services.receiving import keep, receive_file, receive_form

__all__ = [
    "confirm",
    "import_queued",
    "import_submission",
    "keep",
    "receive_file",
    "receive_form",
]
