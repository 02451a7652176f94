"""What this room writes into the log. Entries carry references and counts, never a name."""

from wayhome.audit.actions import register

RECORDS_ADDED = register("records.added", "records taken in from a submission")
RECORD_SET_ASIDE = register("record.set-aside", "a record that could not be compared")
PAIR_VIEWED = register("pair.viewed", "two records looked at side by side")
PERSON_VIEWED = register("person.viewed", "a person's records looked at")
PEOPLE_LISTED = register("people.listed", "a list of people looked at")
PAIR_DECIDED = register("pair.decided", "a person's word on whether two records are one person")
DECISION_UNDONE = register("decision.undone", "a decision about two records taken back")
WEIGHTS_TAUGHT = register("weights.taught", "the model's weights fitted to reviewers' answers")
WEIGHTS_SWITCHED_OFF = register("weights.off", "learnt weights switched off, shipped ones in force")
