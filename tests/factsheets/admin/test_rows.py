"""The rows of a factsheet: what is saved with the page, and the sentence that a wrong row gets."""

from __future__ import annotations

import pytest

from factsheets.models import Association, Condition, PainPattern, RelatedItem, Resource, Source, TherapyKind
from tests.builders import draft, live, put_live
from tests.factsheets.admin.forms import edit_url, kept, save, with_rows
from tests.factsheets.admin.kinds import KIND_OF, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return signed_in("Author")


@pytest.fixture
def records() -> dict[type, int]:
    models = (Condition, PainPattern, Association, Resource, Source, TherapyKind)
    return {model: KIND_OF[model].make().pk for model in models}


def test_rows_of_every_kind_are_saved_in_their_order(author, records):
    page, other = draft(), live("TENS")
    save(
        author,
        page,
        suitabilities=[
            {"verdict": "likely", "pattern": records[PainPattern], "note": "for a while"},
            {"verdict": "avoid", "condition": records[Condition]},
        ],
        citations=[{"source": records[Source], "locator": "1.2.8", "stance": "against"}],
        associations=[{"association": records[Association]}],
        related_items=[
            {"pending_title": "Massage"},
            {"factsheet": other.pk},
            {"resource": records[Resource]},
        ],
    )
    saved = kept(page)
    rows = [(row.verdict, row.condition_id, row.pattern_id, row.note) for row in saved.suitabilities.all()]
    assert rows == [
        ("likely", None, records[PainPattern], "for a while"),
        ("avoid", records[Condition], None, ""),
    ]
    citation = saved.citations.get()
    assert (citation.source_id, citation.section, citation.locator, citation.stance) == (
        records[Source],
        "evidence",
        "1.2.8",
        "against",
    )
    assert saved.associations.get().association_id == records[Association]
    assert [str(row) for row in saved.related_items.all()] == ["Massage", "TENS", "Something"]


ONE_SUBJECT = "Choose a condition or a pain pattern: exactly one of them."
ONE_TARGET = "Choose a factsheet, a resource or a pending title: exactly one of them."


@pytest.mark.parametrize("action", ["", "action-submit"])
@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ({"suitabilities": [{"condition": Condition, "pattern": PainPattern}]}, ONE_SUBJECT),
        ({"suitabilities": [{"note": "words alone"}]}, ONE_SUBJECT),
        (
            {"suitabilities": [{"condition": Condition}, {"verdict": "avoid", "condition": Condition}]},
            "This condition stands in the list already.",
        ),
        (
            {"suitabilities": [{"pattern": PainPattern}, {"verdict": "avoid", "pattern": PainPattern}]},
            "This pain pattern stands in the list already.",
        ),
        (
            {"associations": [{"association": Association}, {"association": Association}]},
            "This association stands in the list already.",
        ),
        ({"related_items": [{"resource": Resource, "pending_title": "TENS"}]}, ONE_TARGET),
        ({"related_items": [{"factsheet": "other", "resource": Resource}]}, ONE_TARGET),
        (
            {"related_items": [{"resource": Resource}, {"resource": Resource}]},
            "This resource stands in the list already.",
        ),
        (
            {"related_items": [{"factsheet": "other"}, {"factsheet": "other"}]},
            "This factsheet stands in the list already.",
        ),
        ({"related_items": [{"factsheet": "itself"}]}, "A factsheet cannot be related to itself."),
    ],
)
def test_a_wrong_row_gets_a_sentence_and_nothing_is_saved(author, records, rows, sentence, action):
    page = draft()
    known = records | {"other": live("TENS").pk, "itself": page.pk}
    filled = {
        name: [{field: known.get(value, value) for field, value in row.items()} for row in given]
        for name, given in rows.items()
    }
    data = with_rows(page, {"summary": "Changed."}, **filled) | ({action: "1"} if action else {})
    response = author.post(edit_url(page), data, follow=True)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert kept(page).summary == ""


def test_an_empty_related_row_gets_a_sentence(author):
    page = draft()
    data = with_rows(page, related_items=[{"ORDER": "7"}])
    assert author.post(edit_url(page), data, follow=True).status_code == 200
    assert not kept(page).related_items.all()


def test_a_row_that_moved_to_another_subject_is_saved(author, records):
    """Two rows that change places break the rule for a moment only."""
    page = live()
    first, second = (Condition.objects.create(name=name) for name in ("First", "Second"))
    for order, condition in enumerate((first, second)):
        page.suitabilities.add(
            page.suitabilities.model(verdict="likely", condition=condition, sort_order=order)
        )
    page.save()
    put_live(page, page.save_revision())
    one, two = kept(page).suitabilities.all()
    rows = [
        {"id": str(one.pk), "condition": second.pk, "ORDER": "1", "DELETE": ""},
        {"id": str(two.pk), "condition": first.pk, "ORDER": "2", "DELETE": ""},
    ]
    data = with_rows(page, suitabilities=rows)
    data["suitabilities-INITIAL_FORMS"] = "2"
    assert author.post(edit_url(page), data, follow=True).status_code == 200
    assert [row.condition_id for row in kept(page).suitabilities.all()] == [second.pk, first.pk]
    put_live(kept(page))
    assert [row.condition_id for row in type(page).objects.get(pk=page.pk).suitabilities.all()] == [
        second.pk,
        first.pk,
    ]


def test_a_related_factsheet_may_be_a_draft_of_the_same_library(author):
    page, other = draft(), draft("TENS")
    save(author, page, related_items=[{"factsheet": other.pk}])
    assert kept(page).related_items.get() == RelatedItem.objects.get(page=page)


def test_related_items_that_changed_places_go_live(author):
    page = live()
    others = [live("TENS"), live("Massage")]
    for order, other in enumerate(others):
        page.related_items.add(RelatedItem(factsheet=other, sort_order=order))
    page.save()
    put_live(page, page.save_revision())
    one, two = kept(page).related_items.all()
    rows = [
        {"id": str(one.pk), "factsheet": others[1].pk, "ORDER": "1", "DELETE": ""},
        {"id": str(two.pk), "factsheet": others[0].pk, "ORDER": "2", "DELETE": ""},
    ]
    data = with_rows(page, related_items=rows)
    data["related_items-INITIAL_FORMS"] = "2"
    assert author.post(edit_url(page), data, follow=True).status_code == 200
    put_live(kept(page))
    shown = type(page).objects.get(pk=page.pk).related_items.all()
    assert [str(item) for item in shown] == ["Massage", "TENS"]
