"""Records, the persons behind them, decisions about who is who, and what waits for a decision."""

from functools import partial
from typing import ClassVar

from django.db import models

from wayhome.accounts.models import Agency, User
from wayhome.accounts.roles import Role
from wayhome.agreements.models import CASE_STAFF, NUMBERS_ONLY, Protected
from wayhome.intake.models import Submission
from wayhome.vault.fields import EncryptedJSONField, EncryptedTextField
from wayhome.vault.ids import new_id, new_reference


class Person(Protected):
    """The human being behind one or more records. Derived from decisions, so it can be undone."""

    readers: ClassVar[frozenset[str]] = CASE_STAFF

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(
        max_length=16, unique=True, default=partial(new_reference, "P"), editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.reference

    @classmethod
    def owned_by(cls, agency: Agency) -> models.Q:
        """An agency knows the persons of whom it holds a record."""
        return models.Q(pk__in=Record.unguarded.filter(agency=agency).values("person_id"))


class RecordSide(models.TextChoices):
    """Whether a record says that somebody is looked for or that somebody was found."""

    REQUESTED = "requested"
    FOUND = "found"


class Record(Protected):
    """One source's description of one person. Never changed: a new version is a new record.

    ``details`` holds the canonical columns of a list. ``own_person`` is the person this record
    and its other versions would be alone; ``person`` is the one that the decisions in force make
    of it. A decision about one version holds for all, because it joins or parts own persons.
    """

    readers: ClassVar[frozenset[str]] = CASE_STAFF

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="records")
    row = models.PositiveIntegerField(null=True, help_text="row in the submission, from 1")
    side = models.CharField(max_length=10, choices=RecordSide.choices)
    details = EncryptedJSONField()
    nationality = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1 alpha-2")
    sex = models.CharField(max_length=8, blank=True)
    supersedes = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    current = models.BooleanField(default=True, help_text="no newer version has come")
    own_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="records")
    created_at = models.DateTimeField(auto_now_add=True)
    matched_at = models.DateTimeField(null=True, help_text="indexed and compared with the register")
    synthetic = models.BooleanField(default=False)

    class Meta(Protected.Meta):
        indexes = [
            models.Index(
                fields=["id"], name="people_to_be_matched", condition=models.Q(matched_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.side} record of {self.person_id}"

    @property
    def name(self) -> str:
        """The first name the source gives, in its own writing; empty where it gives none."""
        given: dict[str, str] = self.details
        parts = (given.get("given_name", ""), given.get("family_name", ""))
        spelled = given.get("full_name") or " ".join(part for part in parts if part)
        return spelled or given.get("native_name", "") or given.get("other_names", "")


class Posting(models.Model):
    """A keyed hash and a record that carries it: a few dozen a record, so nothing else is kept.

    The primary key answers the look-up without touching the table; the index on ``record`` is for
    taking a record out again.
    """

    pk = models.CompositePrimaryKey("hash", "record_id")
    hash = models.BigIntegerField()
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.hash}"


class IndexKey(Posting):
    """A keyed hash of a matching key of a record. Tells nothing without the key file."""


class SearchKey(Posting):
    """A keyed hash of a character bigram, document number or phone of a record, for the search."""


class KeyCount(models.Model):
    """How many records carry a key: rare keys are followed first, crowded ones not.

    ``records`` has no check against negative numbers: PostgreSQL holds a check against the row
    proposed to an upsert, and a record that leaves the index proposes -1.
    """

    hash = models.BigIntegerField(primary_key=True)
    records = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.hash}: {self.records}"


class Verdict(models.TextChoices):
    """What is known of a pair. The first three are a person's word; the others are derived."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    UNDECIDED = "undecided"  # waits for a person's word
    IMPLIED = "implied"  # follows from decisions about other pairs; nothing to ask


class Between(models.IntegerChoices):
    """Whom a pair joins, in the order in which pairs are asked about.

    A request and a found person first: only they bring somebody home. The others tidy lists up.
    """

    REQUEST_AND_FOUND = 1
    TWO_REQUESTS = 2
    TWO_FOUND = 3

    @property
    def code(self) -> str:
        """The word of addresses and of the API."""
        return self.name.lower().replace("_", "-")

    @classmethod
    def of(cls, left: "Record", right: "Record") -> "Between":
        """Return whom a pair of two records joins."""
        if left.side != right.side:
            return cls.REQUEST_AND_FOUND
        return cls.TWO_REQUESTS if left.side == RecordSide.REQUESTED else cls.TWO_FOUND

    @classmethod
    def by_code(cls) -> "dict[str, Between]":
        """Return the choices by their code, in their order."""
        return {one.code: one for one in cls}


class Pair(Protected):
    """Two records that may be the same person, as the model saw them (``left.id < right.id``)."""

    readers: ClassVar[frozenset[str]] = frozenset({Role.REVIEWER})

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(
        max_length=16, unique=True, default=partial(new_reference, "M"), editable=False
    )
    left = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="pairs_left")
    right = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="pairs_right")
    between = models.PositiveSmallIntegerField(
        choices=Between.choices, editable=False, help_text="from the sides, which never change"
    )
    probability = models.FloatField()
    bits = models.FloatField()
    model = models.CharField(max_length=40, help_text="version of the model's parameters")
    reasons = EncryptedJSONField(help_text="the waterfall: code, left, right, bits")
    best = models.BooleanField(
        null=True,
        help_text="the one-to-one assignment of a list chose it; null until it was asked",
    )
    verdict = models.CharField(
        max_length=10, choices=Verdict.choices, default=Verdict.UNDECIDED, editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(Protected.Meta):
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="people_pair_once"),
            models.CheckConstraint(
                name="people_pair_ordered", condition=models.Q(left__lt=models.F("right"))
            ),
        ]
        indexes = [
            models.Index(fields=["verdict", "between", "-probability", "id"], name="people_queue"),
            models.Index(
                fields=["id"], name="people_to_be_assigned", condition=models.Q(best=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.left_id} and {self.right_id}"

    @classmethod
    def owned_by(cls, agency: Agency) -> models.Q:
        """Both records must be the agency's own; a pair across agencies is for the centre."""
        return models.Q(left__agency=agency, right__agency=agency)


class Decision(Protected):
    """Somebody's word about a pair. Kept for ever; the newest one in force counts."""

    readers: ClassVar[frozenset[str]] = frozenset({Role.REVIEWER})
    counters: ClassVar[frozenset[str]] = NUMBERS_ONLY

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(
        max_length=16, unique=True, default=partial(new_reference, "V"), editable=False
    )
    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="decisions")
    left = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    right = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=10, help_text="same, different, unsure")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)
    why = EncryptedTextField(default="")
    bits = models.FloatField(null=True)
    probability = models.FloatField(null=True)
    model = models.CharField(max_length=40, blank=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Protected.Meta):
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.verdict}: {self.left_id} and {self.right_id}"

    @classmethod
    def owned_by(cls, agency: Agency) -> models.Q:
        """As a pair: both records must be the agency's own."""
        return models.Q(left__agency=agency, right__agency=agency)


class Calibration(models.Model):
    """What reviewers' words taught about how much each kind of evidence weighs (calibrating.py).

    Slopes and counts only: nothing in it tells of a person. Rows are kept, so that the numbers of
    every pair that was weighed with one can be told from the shipped weights' again.
    """

    parameters = models.CharField(max_length=20, help_text="version of the shipped weights")
    slopes = models.JSONField(help_text="by kind of evidence; 1 is the shipped weight")
    shift = models.FloatField(help_text="bits added to what is believed before comparing")
    labels = models.PositiveIntegerField()
    same = models.PositiveIntegerField(help_text="of the labels")
    loss = models.FloatField(help_text="bits a held-back label, by the learnt weights")
    loss_before = models.FloatField(help_text="bits a held-back label, by the shipped weights")
    error = models.FloatField(help_text="how far stated probabilities lay from the truth")
    wins = models.BooleanField(help_text="foretells held-back labels clearly better")
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    switched_off_at = models.DateTimeField(null=True)
    switched_off_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.parameters}+c{self.pk}"
