"""The rows of a factsheet: what is saved with the page, and the sentence that a wrong row gets."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils.html import escape

from backcare.refusals import MOST_ROWS_SHOWN_AGAIN
from factsheets.language.vocabulary import PublicationRefused
from factsheets.models import (
    Association,
    Condition,
    FactsheetPage,
    PainPattern,
    RelatedItem,
    Resource,
    Source,
    TherapyKind,
)
from tests.builders import as_loaded, complete_draft, draft, live, put_live
from tests.factsheets.screens.forms import EMPTY, edit_url, form_on, kept, save, save_only, with_rows
from tests.factsheets.screens.kinds import KIND_OF, signed_in
from tests.setting_up import following

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
    save_only(
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


HALF_FILLED = [
    (
        {"suitabilities": [{"condition": Condition}, {"verdict": "avoid"}]},
        "Might it help?: row 2 says “Should not be treated” but not what: choose a condition or a pain pattern.",
    ),
    (
        {"suitabilities": [{"verdict": "", "condition": Condition}]},
        "Might it help?: row 1 names “Something” but does not say whether it may help: choose the verdict.",
    ),
    (
        {"suitabilities": [{"condition": Condition, "pattern": PainPattern}]},
        "Might it help?: row 1 names “Something” and “Something”: keep one of them, and give the other a row of its own.",
    ),
    (
        {"suitabilities": [{"verdict": "", "note": "words alone"}]},
        "Might it help?: row 1 says neither what it is about nor whether it may help: fill it in, or remove it.",
    ),
    (
        {"suitabilities": [{"condition": Condition}, {"verdict": "avoid", "condition": Condition}]},
        "Might it help?: row 2 names “Something” once more: keep one of the two rows.",
    ),
    (
        {"suitabilities": [{"pattern": PainPattern}, {"verdict": "avoid", "pattern": PainPattern}]},
        "Might it help?: row 2 names “Something” once more: keep one of the two rows.",
    ),
    (
        {"citations": [{"section": "evidence", "locator": "page 12"}]},
        "Sources: row 1 names no source: choose one, or remove the row.",
    ),
    (
        {"citations": [{"source": Source, "section": ""}]},
        "Sources: row 1 names “Something” but not the part that it is about: choose the section.",
    ),
    (
        {"associations": [{"association": Association}, {"association": Association}]},
        "Who gives it: row 2 names “Something” once more: keep one of the two rows.",
    ),
    (
        {"related_items": [{"resource": Resource, "pending_title": "TENS"}]},
        "Relevant information: row 1 names more than one thing: keep one of them, and give each other a row of its own.",
    ),
    (
        {"related_items": [{"factsheet": "other", "resource": Resource}]},
        "Relevant information: row 1 names more than one thing: keep one of them, and give each other a row of its own.",
    ),
    (
        {"related_items": [{"resource": Resource}, {"resource": Resource}]},
        "Relevant information: row 2 names “Something” once more: keep one of the two rows.",
    ),
    (
        {"related_items": [{"factsheet": "other"}, {"factsheet": "other"}]},
        "Relevant information: row 2 names “TENS” once more: keep one of the two rows.",
    ),
    (
        {"related_items": [{"factsheet": "itself"}]},
        "Relevant information: row 1 names this factsheet itself: choose another one, or remove the row.",
    ),
]
#: Rows that hold nothing but their place in the list.
EMPTY_ROWS = [
    ("associations", "Who gives it: row 1 names no association: choose one, or remove the row."),
    (
        "related_items",
        "Relevant information: row 1 names nothing: choose a factsheet or a resource, write a title, or remove the row.",
    ),
]


def filled_in(page: FactsheetPage, records: dict, rows: dict) -> dict:
    other = FactsheetPage.objects.filter(title="TENS").first() or live("TENS")
    known = records | {"other": other.pk, "itself": page.pk}
    return {
        name: [{field: known.get(value, value) for field, value in row.items()} for row in given]
        for name, given in rows.items()
    }


def typed_in(page: FactsheetPage, relation: str) -> list[dict]:
    """The rows that the draft keeps, as they were typed."""
    draft = kept(page).serializable_data()[relation]
    return [
        {name: value for name, value in row.items() if name not in ("pk", "page", "sort_order")}
        for row in draft
    ]


@pytest.mark.parametrize("is_public", [False, True])
@pytest.mark.parametrize(("rows", "sentence"), HALF_FILLED)
def test_a_draft_keeps_a_half_filled_row_and_submission_names_it(author, records, rows, sentence, is_public):
    page = live() if is_public else complete_draft()
    filled = filled_in(page, records, rows)
    [relation] = filled
    save_only(author, page, {"summary": "Changed."}, **filled)
    assert kept(page).summary == "Changed."
    as_typed = [
        {name: EMPTY[relation].get(name, "") if name not in row else row[name] for name in typed}
        for row, typed in zip(filled[relation], typed_in(page, relation), strict=True)
    ]
    assert [{n: v or "" for n, v in row.items()} for row in typed_in(page, relation)] == as_typed

    # The screen shows them again, and saving it a second time changes nothing.
    screen = author.get(edit_url(page)).content.decode()
    assert escape(sentence) in screen
    again = form_on(screen, edit_url(page)) | as_loaded(page)
    assert following.post(author, edit_url(page), again).is_redirect
    assert [{n: v or "" for n, v in row.items()} for row in typed_in(page, relation)] == as_typed

    response = following.post(author, edit_url(page), again | as_loaded(page) | {"action-submit": "1"})
    assert escape(sentence) in response.content.decode()
    assert FactsheetPage.objects.get(pk=page.pk).current_workflow_state is None
    assert sentence in kept(page).what_stands_in_the_way()
    with pytest.raises(PublicationRefused, match=re.escape(sentence)):
        kept(page).latest_revision.publish(skip_permission_checks=True)


@pytest.mark.parametrize(("relation", "sentence"), EMPTY_ROWS)
def test_submission_names_a_row_that_is_empty(author, relation, sentence):
    page = complete_draft()
    row = {"id": "", "DELETE": "", "ORDER": "7"}
    data = with_rows(page, **{relation: [row]}) | {"action-submit": "1"}
    page = kept(page)
    setattr(page, relation, [getattr(page, relation).model()])
    page.save_revision()
    assert sentence in kept(page).what_stands_in_the_way()
    assert author.post(edit_url(page), data, follow=True).status_code == 200


def test_screens_of_a_draft_cope_with_half_filled_rows(author, records):
    page = complete_draft()
    rows: dict = {}
    for given, _ in HALF_FILLED:
        for name, each in filled_in(page, records, given).items():
            rows.setdefault(name, []).extend(each)
    save_only(author, page, **rows)
    save_only(author, page, {"summary": "Once more."}, **rows)
    client = signed_in("superuser")
    number, revision = page.pk, kept(page).latest_revision_id
    for address in (
        reverse("wagtailadmin_pages:view_draft", args=[number]),
        reverse("wagtailadmin_pages:revisions_view", args=[number, revision]),
        reverse("wagtailadmin_pages:revisions_compare", args=[number, "earliest", "latest"]),
        reverse("wagtailadmin_pages:history", args=[number]),
        reverse("wagtailadmin_pages:copy", args=[number]),
        reverse("changed_words", args=[revision]),
        reverse("factsheets_by_condition_report") + "?drafts=on",
        reverse("incomplete_factsheets_report"),
        reverse("wagtailadmin_home"),
    ):
        assert client.get(address).status_code == 200, address
    copied = client.post(
        reverse("wagtailadmin_pages:copy", args=[number]),
        {"new_title": "Again", "new_slug": "again", "new_parent_page": page.get_parent().pk},
    )
    assert copied.status_code == 302
    copy = FactsheetPage.objects.get(slug="again")
    assert len(typed_in(copy, "suitabilities")) == len(typed_in(page, "suitabilities"))


def test_words_that_are_too_long_get_a_sentence_and_stay_in_the_form(author, records):
    page, typed = draft(), "too many words " * 20
    rows = [{"verdict": "likely", "condition": records[Condition], "note": typed}]
    screen = save(author, page, suitabilities=rows)
    assert "Ensure this value has at most 200 characters (it has 299)." in screen
    assert typed.strip() in screen
    assert not kept(page).suitabilities.all()


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
    assert following.post(author, edit_url(page), data).is_redirect
    assert [row.condition_id for row in kept(page).suitabilities.all()] == [second.pk, first.pk]
    # Readers have what they had until the draft goes live.
    assert [row.condition_id for row in type(page).objects.get(pk=page.pk).suitabilities.all()] == [
        first.pk,
        second.pk,
    ]
    put_live(kept(page))
    assert [row.condition_id for row in type(page).objects.get(pk=page.pk).suitabilities.all()] == [
        second.pk,
        first.pk,
    ]


def test_a_related_factsheet_may_be_a_draft_of_the_same_library(author):
    page, other = draft(), draft("TENS")
    save_only(author, page, related_items=[{"factsheet": other.pk}])
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
    assert following.post(author, edit_url(page), data).is_redirect
    put_live(kept(page))
    shown = type(page).objects.get(pk=page.pk).related_items.all()
    assert [str(item) for item in shown] == ["Massage", "TENS"]


def test_a_refused_submission_counts_the_rows_as_they_stand_on_the_screen(author, records):
    page = complete_draft()
    first, second = page.suitabilities.model, KIND_OF[Condition].make(name="Whiplash")
    for order, condition in enumerate((records[Condition], second.pk)):
        page.suitabilities.add(first(verdict="likely", condition_id=condition, sort_order=order))
    page.save()
    page.save_revision()
    one, two = (
        row for row in kept(page).suitabilities.all() if row.condition_id in (records[Condition], second.pk)
    )
    others = [row for row in kept(page).suitabilities.all() if row not in (one, two)]
    # The second was moved above the first, and its verdict taken away.
    rows = [
        {"id": str(row.pk), "condition": row.condition_id, "verdict": row.verdict, "ORDER": "9"}
        for row in others
    ]
    rows += [
        {"id": str(one.pk), "condition": one.condition_id, "ORDER": "2"},
        {"id": str(two.pk), "condition": two.condition_id, "verdict": "", "ORDER": "1"},
    ]
    data = with_rows(page, suitabilities=[{"DELETE": ""} | row for row in rows])
    data["suitabilities-INITIAL_FORMS"] = str(len(rows))
    body = author.post(edit_url(page), data | {"action-submit": "1"}, follow=True).content.decode()
    assert escape("Might it help?: row 1 names “Whiplash” but does not say whether it may help") in body


def test_a_form_with_very_many_rows_is_not_drawn_again_with_its_mistakes(author):
    page = draft()
    rows = [{"note": "mine", "condition": "999999", "pattern": "", "verdict": "likely"}] * (
        MOST_ROWS_SHOWN_AGAIN + 1
    )
    answer = author.post(edit_url(page), with_rows(page, suitabilities=rows))
    words = answer.content.decode()
    assert answer.status_code == 400
    assert f"The form has {MOST_ROWS_SHOWN_AGAIN + 1} rows in its lists" in words
    assert "Suitabilities, row 1: Select a valid choice." in words
    assert words.count("mine") > MOST_ROWS_SHOWN_AGAIN  # to be copied
    assert 'name="suitabilities-0-note"' not in words
    assert not kept(page).suitabilities.exists()
    # Without a mistake it is saved, however many there are: ten thousand fields.
    rows = [
        {"note": f"Note {number}", "condition": "", "pattern": "", "verdict": ""} for number in range(900)
    ]
    assert author.post(edit_url(page), with_rows(page, suitabilities=rows)).status_code == 302
    assert len(kept(page).suitabilities.all()) == 900


def test_nor_is_a_new_one_while_others_wait_for_the_tree(author):
    page = draft()
    rows = [{"verdict": "nonsense", "note": "mine"}] * (MOST_ROWS_SHOWN_AGAIN + 1)
    add = reverse("wagtailadmin_pages:add", args=["factsheets", "factsheetpage", page.get_parent().pk])
    answer = author.post(add, with_rows(page, {"title": ""}, suitabilities=rows))
    assert answer.status_code == 400
    assert f"The form has {MOST_ROWS_SHOWN_AGAIN + 1} rows in its lists" in answer.content.decode()
    assert "wagtailadmin/pages/create.html" not in [drawn.name for drawn in answer.templates]
