"""What the API remembers of itself: the answers it gave to calls that may be sent again."""

from django.db import models

from wayhome.accounts.models import Agency, User
from wayhome.vault.fields import EncryptedJSONField
from wayhome.vault.ids import new_id


class IdempotentCall(models.Model):
    """The first answer to a call with an Idempotency-Key; a repetition gets the same one.

    Agency and role are the caller's at the time: the answer shows what these might see.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Agency, null=True, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=24)
    key = models.CharField(max_length=200)
    call = models.CharField(max_length=80, help_text="keyed digest of method, path and body")
    status = models.PositiveSmallIntegerField()
    answer = EncryptedJSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="api_one_answer_a_key")]

    def __str__(self) -> str:
        return self.key
