"""Encounters: a group found at a place and time, its head count, its people."""

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from django.db import models

from wayhome.accounts.models import Agency, User
from wayhome.accounts.roles import Role
from wayhome.agreements.models import CASE_STAFF, NUMBERS_ONLY, Protected
from wayhome.audit.versions import Versioned
from wayhome.documents.models import Document
from wayhome.people.models import Record
from wayhome.vault.fields import EncryptedTextField
from wayhome.vault.ids import new_id, new_reference


class Encounter(Protected, Versioned):
    """A group that was found. May be registered before its people are."""

    readers: ClassVar[frozenset[str]] = CASE_STAFF | {Role.ANALYST}
    counters: ClassVar[frozenset[str]] = NUMBERS_ONLY
    masked: ClassVar[Mapping[str, frozenset[str]]] = {
        "said": CASE_STAFF,
        "search_note": CASE_STAFF,
        "note": CASE_STAFF,
    }

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(
        max_length=16, unique=True, default=partial(new_reference, "E"), editable=False
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    registered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    found_on = models.DateField()
    found_at = models.TimeField(null=True, blank=True, help_text="local time, where known")
    place = EncryptedTextField(help_text="as it was said")
    country = models.CharField(max_length=2, help_text="ISO 3166-1 alpha-2, where they were found")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    units = EncryptedTextField(default="", help_text="who found them")
    head_count = models.PositiveIntegerField(null=True, blank=True)
    papers_carried = models.CharField(max_length=10, default="not-asked")
    search_found = models.CharField(max_length=10, default="not-asked")
    search_note = EncryptedTextField(default="")
    said = EncryptedTextField(default="", help_text="what the group said")
    note = EncryptedTextField(default="")
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    synthetic = models.BooleanField(default=False)

    class Meta(Protected.Meta):
        ordering = ["-found_on", "-created_at"]
        indexes = [models.Index(fields=["found_on", "id"], name="casework_encounter_newest")]

    def __str__(self) -> str:
        return self.reference


class HeadCount(models.Model):
    """How many of one nationality, as stated. An empty nationality is 'not known'."""

    encounter = models.ForeignKey(Encounter, on_delete=models.CASCADE, related_name="counts")
    nationality = models.CharField(max_length=2, blank=True)
    people = models.PositiveIntegerField()

    class Meta:
        ordering = ["-people", "nationality"]
        constraints = [
            models.UniqueConstraint(
                fields=["encounter", "nationality"], name="casework_one_count_a_nationality"
            )
        ]

    def __str__(self) -> str:
        return f"{self.people} {self.nationality}"


class FoundPerson(models.Model):
    """A record of somebody found in an encounter. Read through the record, which is protected."""

    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="found")
    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="found_in")

    def __str__(self) -> str:
        return f"{self.record_id} in {self.encounter_id}"
