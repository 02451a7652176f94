"""Taking in: storing what came, and turning a list into what its kind makes of it."""

from wayhome.intake.services.importing import confirm, import_queued, import_submission
from wayhome.intake.services.receiving import (
    keep,
    log_preview,
    log_view,
    open_original,
    receive_file,
    receive_form,
    withdraw,
)

__all__ = [
    "confirm",
    "import_queued",
    "import_submission",
    "keep",
    "log_preview",
    "log_view",
    "open_original",
    "receive_file",
    "receive_form",
    "withdraw",
]
