"""Reads of documents and their facts, for a user."""

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from wayhome.accounts.models import User
from wayhome.documents.models import Document, Fact, FactState


def documents(user: User) -> QuerySet[Document]:
    """Return the documents that the user may see, newest first, with how many facts each has."""
    found = Document.objects.visible_to(user).select_related("agency")
    facts = Fact.unguarded.filter(document=OuterRef("pk")).order_by().values("document")
    # A subquery: facts are counted of the documents shown, not of all.
    counted: QuerySet[Document] = found.defer("incidents", "dates", "warnings").annotate(
        fact_count=Coalesce(Subquery(facts.annotate(n=Count("pk")).values("n")), 0)
    )
    return counted.order_by("-created_at", "-id")


def document(user: User, reference: str) -> Document:
    """Return one document. Raises Http404 where there is none that the user may see."""
    visible = Document.objects.visible_to(user).select_related("agency", "submission")
    found: Document = get_object_or_404(visible, reference=reference)
    return found


def facts(user: User, document: Document) -> list[Fact]:
    """Return a document's facts in the order of the text."""
    return list(Fact.objects.visible_to(user).filter(document=document).order_by("start", "number"))


def fact(user: User, reference: str, number: int) -> Fact:
    """Return one fact of a document. Raises Http404 where the user may not see it."""
    visible = Fact.objects.visible_to(user).select_related("document")
    found: Fact = get_object_or_404(visible, document__reference=reference, number=number)
    return found


def standing_facts(user: User, document: Document) -> list[dict[str, Any]]:
    """Return what a document says, as facts.schema.json writes it, without what was rejected."""
    return [fact.content for fact in facts(user, document) if fact.state != FactState.REJECTED]
