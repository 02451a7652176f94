"""Background work: a wake-up call. What is to be done stands in the submissions' state."""

from django_tasks import task

from wayhome.intake.services import importing


@task(queue_name="lists")
def import_queued_lists() -> int:
    """Import what is queued. A list that is refused or fails is marked so and stops no other."""
    done = 0
    while True:
        waiting = importing.waiting()
        try:
            return done + importing.import_queued()
        except Exception:
            if importing.waiting() >= waiting:  # it is still queued: the next call tries again
                raise
            done += 1
