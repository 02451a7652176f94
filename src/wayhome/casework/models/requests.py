"""Requests: an agency, an NGO or a family asks for a person."""

from functools import partial
from typing import ClassVar

from django.db import models
from django.utils import timezone

from wayhome.accounts.models import Agency, User
from wayhome.agreements.models import CASE_STAFF, NUMBERS_ONLY, Protected
from wayhome.audit.versions import Versioned
from wayhome.people.models import Record
from wayhome.vault.fields import EncryptedTextField
from wayhome.vault.ids import new_id, new_reference


class RequestState(models.TextChoices):
    """The states of a request, by the vocabulary ``request-state``."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    LOCATED = "located"
    OUT = "out"
    HOME = "home"
    CLOSED = "closed"


class Request(Protected, Versioned):
    """One person asked for by one agency, on a list or alone. ``record`` is the newest version."""

    readers: ClassVar[frozenset[str]] = CASE_STAFF
    counters: ClassVar[frozenset[str]] = NUMBERS_ONLY

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(
        max_length=16, unique=True, default=partial(new_reference, "R"), editable=False
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="request")
    series = models.CharField(max_length=100, blank=True, help_text="the list it is on")
    row_key = models.BigIntegerField(help_text="keyed hash of what makes a row the same row")
    nationality = models.CharField(max_length=2, blank=True, help_text="of the newest record")
    state = models.CharField(max_length=12, choices=RequestState.choices, default=RequestState.OPEN)
    state_since = models.DateTimeField()
    closing_reason = models.CharField(max_length=32, blank=True)
    gone_since = models.DateTimeField(
        null=True, help_text="no longer on the newest version of its list; still looked for"
    )
    note = EncryptedTextField(default="")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    synthetic = models.BooleanField(default=False)

    class Meta(Protected.Meta):
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["agency", "series", "row_key"], name="casework_request_of_list"),
            # Lists, the longest open first: of all agencies and of one.
            models.Index(fields=["created_at", "id"], name="casework_request_oldest"),
            models.Index(fields=["agency", "created_at", "id"], name="casework_request_own"),
            models.Index(fields=["state", "created_at", "id"], name="casework_request_wait"),
            # The overview's counts are read from this index alone.
            models.Index(
                fields=["state", "nationality", "created_at", "agency"],
                name="casework_request_counts",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class RequestEvent(Protected):
    """A step in a request's history."""

    readers: ClassVar[frozenset[str]] = CASE_STAFF

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=32)
    before = models.CharField(max_length=32, blank=True)
    after = models.CharField(max_length=48, blank=True)
    note = EncryptedTextField(default="")

    class Meta(Protected.Meta):
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.code} {self.after}"

    @classmethod
    def owned_by(cls, agency: Agency) -> models.Q:
        """A step belongs to whom the request belongs."""
        return models.Q(request__agency=agency)
