"""The list of documents."""

import pytest
from django.urls import reverse

from wayhome.documents.models import Fact
from wayhome.documents.services import add_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def several(centre):
    """Twenty documents; the first says nothing that is recognised."""
    texts = ["Nothing.", *(f"On 3 May 2026 {n} Thai nationals were rescued." for n in range(2, 21))]
    return [
        add_document(
            agency=centre, sender=None, filename=f"{n}.txt", data=text.encode(), published=""
        )[0]
        for n, text in enumerate(texts)
    ]


def test_the_list_asks_the_database_no_more_for_more_rows(
    client, several, reviewer, django_assert_max_num_queries
):
    client.force_login(reviewer)
    with django_assert_max_num_queries(14):
        page = client.get(reverse("documents:list")).content.decode()
    assert all(document.reference in page for document in several)


def test_each_document_is_listed_with_its_own_number_of_facts(client, several, reviewer):
    client.force_login(reviewer)
    listed = client.get(reverse("documents:list")).context["page"].object_list
    counts = {document.pk: document.fact_count for document in listed}
    known = {one.pk: Fact.unguarded.filter(document=one).count() for one in several}
    assert counts == known
    assert min(known.values()) == 0 < max(known.values())
