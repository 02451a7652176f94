"""What this room tells later rooms, inside the transaction of the change.

Both signals carry ``left``, ``right`` (Record), ``decision`` (Decision) and ``user`` (User).
They are sent when the word in force between two persons becomes "same" and when it ceases to be:
a later "different" or "unsure" ends a "same" as an undo does. A receiver that raises undoes the
decision as a whole.
"""

from django.dispatch import Signal

same_decided = Signal()
same_undone = Signal()
