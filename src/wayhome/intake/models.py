"""What arrived, as it arrived. A submission's original is never changed."""

from functools import partial
from typing import ClassVar

from django.db import models

from wayhome.accounts.models import Agency, User
from wayhome.agreements.models import CASE_STAFF, Protected
from wayhome.vault.fields import EncryptedField, EncryptedJSONField, EncryptedTextField
from wayhome.vault.ids import new_id, new_reference


class SubmissionState(models.TextChoices):
    """How far a submission has come."""

    RECEIVED = "received"  # stored; the sender looks at the preview
    QUEUED = "queued"  # the sender said yes; the background worker takes it up
    IMPORTED = "imported"
    REFUSED = "refused"  # nothing of it was taken in; the summary says why


class Submission(Protected):
    """A file, form, feed or document: sender, time, handling, digest and what became of it.

    ``series`` joins the versions of one list: next week's file supersedes this week's.
    """

    readers: ClassVar[frozenset[str]] = CASE_STAFF

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(
        max_length=16, unique=True, default=partial(new_reference, "S"), editable=False
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    sender = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=16, help_text="requests, encounter, cases, documents")
    channel = models.CharField(max_length=8, help_text="file, form, api or cli")
    filename = EncryptedTextField()
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField()
    # Sealed: the digest of a list of one person would confirm a guess at what stands in it.
    sha256 = EncryptedTextField()
    handling = models.CharField(max_length=16, default="amber", help_text="TLP 2.0")
    series = models.CharField(max_length=100, blank=True)
    supersedes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    target = models.CharField(
        max_length=16, blank=True, help_text="the reference it adds to, for example an encounter"
    )
    mapping = EncryptedJSONField(default=dict)
    state = models.CharField(max_length=10, choices=SubmissionState.choices)
    summary = EncryptedJSONField(default=dict)
    rows_total = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    synthetic = models.BooleanField(default=False)

    class Meta(Protected.Meta):
        ordering = ["-received_at"]
        indexes = [models.Index(fields=["agency", "kind", "series"], name="intake_by_series")]

    def __str__(self) -> str:
        return self.reference


class Original(models.Model):
    """The bytes of a submission, sealed. Reached through its submission only."""

    submission = models.OneToOneField(
        Submission, primary_key=True, on_delete=models.PROTECT, related_name="original"
    )
    content = EncryptedField()

    def __str__(self) -> str:
        return f"original of {self.submission_id}"
