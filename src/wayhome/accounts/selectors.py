"""Reads of agencies, users and notices."""

from django.db.models import Q, QuerySet

from wayhome.accounts.models import Agency, Notice, Token, User


def agency_named(name: str) -> Agency:
    """Return the agency of that name, code or reference. Raises ValueError naming what there is."""
    found = Agency.objects.filter(
        Q(name__iexact=name) | Q(code__iexact=name) | Q(reference__iexact=name)
    ).first()
    if found is None:
        known = ", ".join(Agency.objects.values_list("code", flat=True)[:20]) or "none yet"
        raise ValueError(f"no agency '{name}'; there are: {known}")
    return found


def user_named(name: str) -> User:
    """Return the account of that name. Raises ValueError where there is none or it is closed."""
    found = User.objects.select_related("agency").filter(username__iexact=name).first()
    if found is None or not found.is_active:
        raise ValueError(f"nobody signs in as '{name}'; write the name of an open account")
    return found


def users_of(user: User) -> QuerySet[User]:
    """Return the people and systems of the user's agency; an operator sees every account."""
    if user.agency is None:
        return User.objects.select_related("agency").order_by("agency__name", "username")
    return User.objects.filter(agency=user.agency).select_related("agency").order_by("username")


def tokens_of(user: User) -> QuerySet[Token]:
    """Return the tokens of the user's agency, newest first."""
    return (
        Token.objects.filter(user__agency=user.agency, user__agency__isnull=False)
        .select_related("user")
        .order_by("-created_at")
    )


def notices_of(user: User) -> QuerySet[Notice]:
    """Return the notices to the user's agency, newest first."""
    return Notice.objects.filter(agency=user.agency, agency__isnull=False)


def unread_notices(user: User) -> int:
    """Return how many notices the user's agency has not read."""
    return notices_of(user).filter(read_at=None).count()
