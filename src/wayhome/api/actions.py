"""What the API itself writes into the log."""

from wayhome.audit.actions import register

ANSWER_REPLAYED = register("api.answer-replayed", "a stored answer of the API was given again")
