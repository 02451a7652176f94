"""Agencies, users and the tokens their systems use. A person who is looked for is never here."""

from functools import partial
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models

from wayhome.accounts.roles import Role
from wayhome.vault.ids import new_reference

CENTRE = "centre"


class Agency(models.Model):
    """An organisation that takes part."""

    reference = models.CharField(
        max_length=16, unique=True, default=partial(new_reference, "A"), editable=False
    )
    code = models.SlugField(max_length=32, unique=True)
    name = models.CharField(max_length=200, unique=True)
    country = models.CharField(max_length=2, help_text="ISO 3166-1 alpha-2")
    kind = models.CharField(max_length=16, help_text="code of the vocabulary agency-kind")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name

    @property
    def is_centre(self) -> bool:
        """True for the coordination centre, whose reviewers see both sides of a match."""
        return self.kind == CENTRE


class User(AbstractUser):
    """Somebody who signs in, or an agency's system that comes with a token."""

    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="users"
    )
    role = models.CharField(max_length=24, choices=[(role.value, role.value) for role in Role])
    language = models.CharField(max_length=10, default="en")
    is_service = models.BooleanField(default=False, help_text="comes with a token, never signs in")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="accounts_operator_has_no_agency",
                condition=models.Q(role=Role.PLATFORM_OPERATOR, agency__isnull=True)
                | (~models.Q(role=Role.PLATFORM_OPERATOR) & models.Q(agency__isnull=False)),
                violation_error_message="Everybody but the platform operator works for an agency.",
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def audit_name(self) -> str:
        """The name in the log."""
        return f"user:{self.username}"

    @property
    def audit_agency(self) -> str:
        """The agency's reference in the log."""
        return self.agency.reference if self.agency else ""

    @property
    def of_centre(self) -> bool:
        """True for those who work at the coordination centre."""
        return self.agency is not None and self.agency.is_centre

    def has_role(self, *roles: str) -> bool:
        """Tell whether the user has one of the roles."""
        return self.role in roles


class Token(models.Model):
    """A key to the API, for an agency's system. Only its digest is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Notice(models.Model):
    """A message to an agency, by code and references: nothing in it names a person."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="notices")
    code = models.CharField(max_length=48)
    subject = models.CharField(max_length=16, help_text="the reference it is about")
    details = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.code} {self.subject}"


class SharedMemory(models.Model):
    """What the workers remember together for a while: the table of Django's database cache.

    Keys are keyed hashes; values are moments and marks.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "accounts_shared_memory"

    def __str__(self) -> str:
        return self.cache_key


def anonymous_safe(user: Any) -> User | None:
    """Return the user where somebody is signed in, else None."""
    return user if isinstance(user, User) and user.is_active else None
