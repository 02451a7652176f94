"""What intake tells the rooms above it."""

from django.dispatch import Signal

# A submission's rows are in. Sent inside the transaction that took them in; sender: Submission,
# keyword ``submission``.
submission_imported = Signal()
