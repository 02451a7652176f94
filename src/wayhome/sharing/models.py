"""What left, to whom and under what."""

from functools import partial
from typing import ClassVar

from django.db import models

from wayhome.accounts.models import Agency, User
from wayhome.accounts.roles import Role
from wayhome.agreements.models import CASE_STAFF, Protected
from wayhome.vault.fields import EncryptedTextField
from wayhome.vault.ids import new_id, new_reference


class Disclosure(Protected):
    """An export: who took what in which form. The rows themselves are not kept here."""

    readers: ClassVar[frozenset[str]] = CASE_STAFF | {Role.AUDITOR}

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(
        max_length=16, unique=True, default=partial(new_reference, "X"), editable=False
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    taken_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=16)
    format = models.CharField(max_length=8)
    rows = models.PositiveIntegerField()
    sha256 = EncryptedTextField()
    agreement = models.CharField(max_length=64, blank=True)

    class Meta(Protected.Meta):
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.reference
