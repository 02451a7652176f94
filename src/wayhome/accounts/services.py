"""Letting people and systems in, and telling agencies things."""

import secrets
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from wayhome.accounts.models import Agency, Notice, Token, User
from wayhome.accounts.roles import Role
from wayhome.audit import services as audit
from wayhome.audit.actions import register
from wayhome.vault.ids import new_reference
from wayhome.vocabulary import codes

AGENCY_ADDED = register("agency.added", "an agency joined")
USER_ADDED = register("user.added", "somebody was let in")
USER_CHANGED = register("user.changed", "somebody's role or access was changed")
TOKEN_ADDED = register("token.added", "an agency's system was given a key to the API")
TOKEN_REVOKED = register("token.revoked", "a key to the API was taken back")
NOTICE_READ = register("notice.read", "a notice was read")
_TOKEN_BYTES = 32
_LONGEST_NAME = 50  # the log's column for who did something holds 64, with what comes before it
_TOKEN_MARK = "wayhome_"  # noqa: S105  lets a leaked token be recognised; no secret itself


def add_agency(
    *, name: str, country: str, kind: str, code: str | None = None, actor: User | None
) -> Agency:
    """Add an agency. Raises ValueError, naming what is wrong and how to mend it."""
    name = " ".join(name.split())
    code = slugify(code or name)[:32] or new_reference("A").lower()
    if country.upper() not in codes("country"):
        raise ValueError(f"country '{country}' is not known; give a code such as TH or LK")
    if kind not in codes("agency-kind"):
        raise ValueError(f"kind '{kind}' is not known; see the vocabulary agency-kind")
    if not name:
        raise ValueError("an agency needs a name")
    if Agency.objects.filter(name=name).exists() or Agency.objects.filter(code=code).exists():
        raise ValueError(f"there is an agency '{name}' or with the code '{code}' already")
    with transaction.atomic():
        agency = Agency.objects.create(name=name, country=country.upper(), kind=kind, code=code)
        audit.record(
            action=AGENCY_ADDED,
            actor=actor,
            subject_kind="agency",
            subject=agency.reference,
            details={"kind": kind, "country": agency.country},
        )
    return agency


def add_user(
    *, username: str, agency: Agency | None, role: str, password: str, actor: User | None
) -> User:
    """Add somebody who signs in. Raises ValueError, naming what is wrong and how to mend it."""
    if len(username.strip()) > _LONGEST_NAME:
        raise ValueError(f"the sign-in name has more than {_LONGEST_NAME} characters; shorten it")
    user = User(username=username.strip(), agency=agency, role=role)
    user.set_password(password)
    try:
        validate_password(password, user)
        user.full_clean()
    except ValidationError as error:
        raise ValueError("; ".join(error.messages)) from error
    with transaction.atomic():
        user.save()
        _log_user(USER_ADDED, user, actor)
    return user


def change_user(*, user: User, role: str, active: bool, actor: User) -> User:
    """Give somebody of the actor's agency another role, or take access away.

    Raises ValueError for somebody of another agency, for oneself (nobody locks himself out or
    raises himself) and for a role that an agency cannot give.
    """
    if user.agency_id != actor.agency_id or user.pk == actor.pk:
        raise ValueError("this is for other people of your own agency")
    if role not in set(Role) - {Role.PLATFORM_OPERATOR}:
        raise ValueError(f"'{role}' is no role that an agency gives")
    user.role, user.is_active = role, active
    with transaction.atomic():
        user.save(update_fields=["role", "is_active"])
        _log_user(USER_CHANGED, user, actor)
    return user


def add_token(*, agency: Agency, name: str, role: str, actor: User | None) -> str:
    """Make a service user of the agency with one token; return the token, which is kept nowhere."""
    if role == Role.PLATFORM_OPERATOR or role not in set(Role):
        raise ValueError(f"'{role}' is no role for an agency's system")
    secret = _TOKEN_MARK + secrets.token_urlsafe(_TOKEN_BYTES)
    with transaction.atomic():
        service = User(
            username=f"{agency.code}-{new_reference('T').lower()}",
            agency=agency,
            role=role,
            is_service=True,
        )
        service.set_unusable_password()
        service.save()
        Token.objects.create(user=service, name=name, digest=_digest(secret))
        _log_user(TOKEN_ADDED, service, actor)
    return secret


def revoke_token(*, token: Token, actor: User) -> None:
    """Take a token of the actor's agency back; it opens nothing from now on."""
    if token.user.agency_id != actor.agency_id:
        raise ValueError("this is for tokens of your own agency")
    with transaction.atomic():
        Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())
        _log_user(TOKEN_REVOKED, token.user, actor)


def user_of_token(secret: str) -> User | None:
    """Return the service user whom a token stands for; None where it opens nothing."""
    found = (
        Token.objects.select_related("user__agency")
        .filter(digest=_digest(secret), revoked_at=None, user__is_active=True)
        .first()
    )
    if found is None:
        return None
    today = timezone.now().replace(minute=0, second=0, microsecond=0)
    if found.last_used_at != today:  # once an hour: a read must not become a write each time
        Token.objects.filter(pk=found.pk).update(last_used_at=today)
    return found.user


def notify(
    *, agency: Agency, code: str, subject: str, details: Mapping[str, Any] | None = None
) -> Notice:
    """Tell an agency something, by code and reference; no person is named in it.

    Call it inside the transaction of what it tells of.
    """
    return Notice.objects.create(
        agency=agency, code=code, subject=subject, details=dict(details or {})
    )


def read_notices(*, user: User, numbers: list[int]) -> int:
    """Mark notices of the user's agency as read; return how many were unread."""
    with transaction.atomic():
        unread = Notice.objects.filter(agency=user.agency, pk__in=numbers, read_at=None)
        count = unread.update(read_at=timezone.now(), read_by=user)
        if count:
            audit.record(action=NOTICE_READ, actor=user, details={"notices": count})
    return count


def _log_user(action: str, user: User, actor: User | None) -> None:
    audit.record(
        action=action,
        actor=actor,
        subject_kind="user",
        subject=user.audit_name,
        details={"role": user.role, "agency": user.audit_agency, "active": user.is_active},
    )


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
