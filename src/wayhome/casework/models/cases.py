"""Cases: one person's way through the national referral mechanism, and whom it waits for."""

from functools import partial
from typing import ClassVar

from django.db import models

from wayhome.accounts.models import Agency, User
from wayhome.agreements.models import CASE_STAFF, NUMBERS_ONLY, Protected
from wayhome.audit.versions import Versioned
from wayhome.casework.models.encounters import Encounter
from wayhome.casework.models.requests import Request
from wayhome.people.models import Record
from wayhome.vault.fields import EncryptedTextField
from wayhome.vault.ids import new_id, new_reference


class Case(Protected, Versioned):
    """One found person's case. ``record`` is the found record it was opened on."""

    readers: ClassVar[frozenset[str]] = CASE_STAFF
    counters: ClassVar[frozenset[str]] = NUMBERS_ONLY

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(
        max_length=16, unique=True, default=partial(new_reference, "C"), editable=False
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="case")
    encounter = models.ForeignKey(
        Encounter, null=True, on_delete=models.PROTECT, related_name="cases"
    )
    nationality = models.CharField(max_length=2, blank=True)
    state = models.CharField(max_length=16, help_text="code of the vocabulary case-state")
    state_since = models.DateTimeField()
    waiting_for = models.CharField(max_length=32, help_text="code of the vocabulary waiting-for")
    waiting_on = EncryptedTextField(default="", help_text="who has to act")
    waiting_since = models.DateTimeField()
    next_step = EncryptedTextField(default="")
    protected_at = models.DateTimeField(null=True, help_text="taken into protection")
    extended_at = models.DateTimeField(null=True, help_text="a court extended the protection")
    sheltered_at = models.DateTimeField(null=True, help_text="came to the temporary shelter")
    presumed_at = models.DateTimeField(null=True, help_text="presumed or identified as a victim")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closing_reason = models.CharField(max_length=32, blank=True)
    synthetic = models.BooleanField(default=False)

    class Meta(Protected.Meta):
        ordering = ["waiting_since", "id"]
        indexes = [
            # The board and the lists, the oldest wait first: of all agencies and of one.
            models.Index(fields=["state", "waiting_since", "id"], name="casework_board"),
            models.Index(fields=["agency", "state", "waiting_since"], name="casework_own_board"),
            models.Index(fields=["waiting_since", "id"], name="casework_case_oldest"),
            # The overview's counts are read from this index alone.
            models.Index(
                fields=["state", "waiting_for", "waiting_since", "agency"],
                name="casework_case_counts",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class ClockPause(models.Model):
    """A clock of a case stands still, for a reason. Read through its case, which is protected."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="pauses")
    clock = models.CharField(max_length=48, help_text="code of nrm/data/clocks.yaml")
    began = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    reason = EncryptedTextField()

    class Meta:
        ordering = ["began"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "clock"],
                condition=models.Q(ended=None),
                name="casework_one_open_pause_a_clock",
            )
        ]

    def __str__(self) -> str:
        return f"{self.clock} of {self.case_id}"


class CaseRequest(models.Model):
    """A request that was found to be for the person of this case.

    It stands as long as the decisions in force put both under one person.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="answers")
    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="answered_by")
    state_before = models.CharField(max_length=12, help_text="the request's, to be restored")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "request"], name="casework_answer_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} answers {self.request_id}"


class CaseEvent(Protected):
    """A step in a case's history."""

    readers: ClassVar[frozenset[str]] = CASE_STAFF

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
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
        """A step belongs to whom the case belongs."""
        return models.Q(case__agency=agency)
