"""Background work: a wake-up call. What is to be done stands in the records, not in the job."""

from django_tasks import task


@task()
def match_pending() -> None:
    """Compare every record that waits for it with the register."""
    from wayhome.people.pending import run_pending

    run_pending()
