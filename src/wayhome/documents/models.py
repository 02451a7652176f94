"""Documents as they were put in, and their facts."""

from functools import partial
from typing import ClassVar

from django.db import models

from wayhome.accounts.models import Agency, User
from wayhome.accounts.roles import Role
from wayhome.agreements.models import CASE_STAFF, Protected
from wayhome.intake.models import Submission
from wayhome.vault.fields import EncryptedJSONField, EncryptedTextField
from wayhome.vault.ids import new_id, new_reference

DOCUMENT_READERS = CASE_STAFF | {Role.ANALYST}


class Document(Protected):
    """An article, letter or report: its text and what a reader made of it."""

    readers: ClassVar[frozenset[str]] = DOCUMENT_READERS

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(
        max_length=16, unique=True, default=partial(new_reference, "D"), editable=False
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="document")
    title = EncryptedTextField(default="")
    text = EncryptedTextField()
    sha256 = EncryptedTextField(help_text="of the bytes that arrived")
    content_key = models.BigIntegerField(help_text="keyed hash of them: the agency's once only")
    language = models.CharField(max_length=8, blank=True)
    published = models.CharField(max_length=10, blank=True, help_text="ISO date, or empty")
    incidents = EncryptedJSONField(default=list)
    dates = EncryptedJSONField(default=list, help_text="where dates stand: start, end, date")
    warnings = EncryptedJSONField(default=list)
    reader = models.CharField(max_length=40, help_text="name and version of the reader")
    created_at = models.DateTimeField(auto_now_add=True)
    synthetic = models.BooleanField(default=False)

    class Meta(Protected.Meta):
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "content_key"], name="documents_once_an_agency"
            )
        ]

    def __str__(self) -> str:
        return self.reference


class FactState(models.TextChoices):
    """What people made of a fact that a reader proposed."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


class Fact(Protected):
    """One thing that a document says, with the characters it says it in (code points)."""

    readers: ClassVar[frozenset[str]] = DOCUMENT_READERS

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="facts")
    number = models.PositiveIntegerField(help_text="place in the reading, from 1")
    type = models.CharField(max_length=16)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    rule = models.CharField(max_length=64)
    confidence = models.FloatField()
    nationality = models.CharField(max_length=2, blank=True)
    content = EncryptedJSONField(help_text="the fact as facts.schema.json writes it")
    state = models.CharField(max_length=10, choices=FactState.choices, default=FactState.PROPOSED)
    judged_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(null=True)

    class Meta(Protected.Meta):
        ordering = ["document", "number"]

    def __str__(self) -> str:
        return f"{self.type} {self.start}-{self.end}"

    @classmethod
    def owned_by(cls, agency: Agency) -> models.Q:
        """A fact belongs to whom its document belongs."""
        return models.Q(document__agency=agency)
