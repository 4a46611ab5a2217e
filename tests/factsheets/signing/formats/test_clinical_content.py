"""What a clinician signs is all that readers are told: a new field cannot slip past the sign-off."""

from __future__ import annotations

import pytest
from modelcluster.models import get_all_child_relations

from factsheets.models import Citation, Disclaimer, FactsheetPage, SafetyAdvice, Source
from factsheets.signing.formats.clinical_content import fingerprint
from factsheets.signing.formats.content_difference import plain_lines
from tests.builders import complete_draft

pytestmark = pytest.mark.django_db

#: Fields that say nothing clinical to readers (content-model: all but address, associations and related items).
NOT_SIGNED = {"page_ptr", "is_starter_example", "change_note", "is_major_change"}
#: The rows whose words are signed, and those that are not.
SIGNED_ROWS = {"suitabilities", "citations"}
OTHER_ROWS = {"associations", "related_items", "import_notes"}

TEXTS = {
    "title": "Other",
    "therapy_kind": None,
    "certainty": "high",
    "evidence_searched_on": "2026-05-04",
    "contraindication_state": "not_assessed",
    "regulation": "by_law",
}


def own_fields() -> list[str]:
    return [field.name for field in FactsheetPage._meta.local_concrete_fields if field.name not in NOT_SIGNED]


@pytest.mark.parametrize("name", ["title", *own_fields()])
def test_each_field_is_signed(name: str):
    page = complete_draft()
    page.risks = "<p>It may bruise.</p>"
    before = fingerprint(page.clinical_content())
    field = page._meta.get_field(name)
    setattr(page, name, field.to_python(TEXTS[name]) if name in TEXTS else "<p>Quite other words.</p>")
    assert fingerprint(page.clinical_content()) != before


def test_every_kind_of_row_is_signed_or_declared_not_to_be():
    found = {relation.get_accessor_name() for relation in get_all_child_relations(FactsheetPage)}
    assert found - {"wagtail_admin_comments"} == SIGNED_ROWS | OTHER_ROWS


@pytest.mark.parametrize("model", [SafetyAdvice, Disclaimer])
def test_each_field_of_a_governed_text_is_signed(model):
    inherited = {"id", "is_starter_example", "only_one"}
    words = {
        field.name
        for field in model._meta.local_concrete_fields
        if field.name not in inherited and field.get_internal_type() in ("CharField", "TextField")
    }
    assert words == set(model.signed_fields)


LINKS = [
    '<a href="https://example.org/cure">it</a>',
    '<a href="https://example.org/other">it</a>',
    '<a href="https://example.org/\tcure">it</a>',
    '<a href="/example.org/x">it</a>',
    '<a href="//example.org/x">it</a>',
    '<a href="/12/">it</a>',
    '<a href="//12/">it</a>',
    '<a href="javascript:alert(1)">it</a>',
    '<a linktype="page" id="12">it</a>',
    '<a linktype="page" id=" 12">it</a>',
    '<a linktype="document" id="12">it</a>',
    '<a href="document:12">it</a>',
    '<a href="page:/12/">it</a>',
    "it",
]


def test_no_two_links_have_one_fingerprint():
    page = complete_draft()
    marks = set()
    for link in LINKS:
        page.introduction = f"<p>Read {link}.</p>"
        marks.add(fingerprint(page.clinical_content()))
    assert len(marks) == len(LINKS)


def test_where_a_link_leads_stands_behind_its_words():
    assert plain_lines('<p>Read <a href="https://example.org/a?b=1&amp;c=2">it</a>.</p>') == (
        "Read it (https://example.org/a?b=1&c=2)."
    )


def test_no_word_of_a_citation_is_taken_for_a_word_of_another_field():
    page = complete_draft()
    source = Source.objects.create(kind="trial", title="A trial")
    one = Citation(source=source, section="evidence", stance="supports", locator="page 3, against")
    other = Citation(source=source, section="evidence", stance="against", locator="page 3")
    marks = set()
    for citation in (one, other):
        page.citations = [citation]
        marks.add(fingerprint(page.clinical_content()))
    assert len(marks) == 2
