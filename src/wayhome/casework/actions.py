"""What casework writes into the log."""

from wayhome.audit.actions import register

REQUESTS_TAKEN_IN = register("request.taken-in", "requests of a list were registered or updated")
REQUEST_CHANGED = register("request.changed", "a request was changed")
REQUEST_LOCATED = register("request.located", "a request was matched with a found person")
REQUEST_MATCH_UNDONE = register("request.match-undone", "the match of a request was undone")
REQUEST_VIEWED = register("request.viewed", "a request's page was opened")
ENCOUNTER_REGISTERED = register("encounter.registered", "a group that was found was registered")
ENCOUNTER_CHANGED = register("encounter.changed", "what was registered of an encounter was changed")
ENCOUNTER_PEOPLE = register("encounter.people-added", "people were added to an encounter")
ENCOUNTER_VIEWED = register("encounter.viewed", "an encounter's page was opened")
CASES_OPENED = register("case.opened", "cases were opened")
CASE_CHANGED = register("case.changed", "a case was changed")
CASE_CLOCK = register("case.clock", "a clock of a case was set, paused or resumed")
CASE_VIEWED = register("case.viewed", "a case's page was opened")
REQUESTS_LISTED = register("request.listed", "a list of requests with names was looked at")
CASES_LISTED = register("case.listed", "a list of cases with names was looked at")
