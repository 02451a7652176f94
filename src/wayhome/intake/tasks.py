"""Background work: a wake-up call. What is to be done stands in the submissions' state."""

from django_tasks import task

from wayhome.intake.services import importing
from wayhome.intake.tables import Refused


@task()
def import_queued_lists() -> int:
    """Import what is queued. A refused list is marked so and does not stop the others."""
    done = 0
    while True:
        try:
            return done + importing.import_queued()
        except Refused:
            done += 1
