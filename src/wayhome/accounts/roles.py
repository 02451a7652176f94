"""The roles, by the codes of the vocabulary ``role``. Agreements decide what each may read."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody does here."""

    AGENCY_ADMINISTRATOR = "agency-administrator"
    CASE_WORKER = "case-worker"
    FIELD_OFFICER = "field-officer"
    REVIEWER = "reviewer"
    ANALYST = "analyst"
    AUDITOR = "auditor"
    PLATFORM_OPERATOR = "platform-operator"
