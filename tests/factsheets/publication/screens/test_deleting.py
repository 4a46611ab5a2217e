"""Deleting what is used is refused with the list of its uses, whoever asks and however."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import Page

from factsheets.models import (
    Association,
    Citation,
    FactsheetAssociation,
    FactsheetPage,
    LibraryPage,
    RelatedItem,
    Resource,
    Source,
    Suitability,
    TherapyKind,
)
from tests.builders import draft, library, live
from tests.factsheets.screens.kinds import KIND_OF, KINDS, Kind, signed_in
from tests.setting_up import following

pytestmark = pytest.mark.django_db

each_kind = pytest.mark.parametrize("kind", KINDS, ids=str)


def in_a_live_factsheet(kind: Kind, record: Any) -> str:
    kind.put_into(live("Osteopathy"), record)
    return "the factsheet “Osteopathy”"


def in_a_draft(kind: Kind, record: Any) -> str:
    page = draft("Osteopathy")
    kind.put_into(page, record)
    FactsheetPage.objects.get(pk=page.pk).save_revision()
    return "the factsheet “Osteopathy”"


def in_the_draft_of_a_live_factsheet(kind: Kind, record: Any) -> str:
    page = live("Osteopathy")
    kind.put_into(page, record)
    page = FactsheetPage.objects.get(pk=page.pk)
    page.save_revision()
    # The rows that readers see go; the record stands in the unpublished revision alone.
    for model in (Suitability, Citation, FactsheetAssociation, RelatedItem):
        model.objects.filter(page=page).delete()
    FactsheetPage.objects.filter(pk=page.pk).update(therapy_kind=None)
    return "the factsheet “Osteopathy” (in its draft)"


USES = [in_a_live_factsheet, in_a_draft, in_the_draft_of_a_live_factsheet]


def said(response) -> str:
    return " ".join(following.said(response))


def bulk_delete_url(record: Any) -> str:
    return (
        reverse("wagtail_bulk_action", args=["factsheets", record._meta.model_name, "delete"])
        + f"?id={record.pk}"
    )


def refuse_everywhere(kind: Kind, record: Any, *named: str) -> None:
    """Try each way to delete `record`; each must refuse and name all of `named`."""
    browser = signed_in("superuser")
    for url in (kind.url("delete", record.pk), bulk_delete_url(record)):
        for response in (browser.get(url, follow=True), browser.post(url, follow=True)):
            assert response.status_code == 200
            assert all(use in said(response) for use in named), url
            assert str(record) in said(response)
    for way in (record.delete, kind.model.objects.filter(pk=record.pk).delete):
        with pytest.raises(ProtectedError) as refusal:
            way()
        assert all(use in refusal.value.args[0] for use in named)
    assert kind.model.objects.filter(pk=record.pk).exists()


@each_kind
@pytest.mark.parametrize("use", USES)
def test_a_record_that_a_factsheet_uses_stays(kind: Kind, use):
    record = kind.make("Wanted")
    refuse_everywhere(kind, record, use(kind, record))


@pytest.mark.parametrize(
    ("model", "user", "field", "sentence"),
    [
        (Association, Resource, "supplier", "the resource “The user”"),
        (Resource, Resource, "replaced_by", "the resource “The user”"),
        (Source, Source, "superseded_by", "the source “The user”"),
    ],
)
def test_a_record_that_another_record_names_stays(model, user, field, sentence):
    record = KIND_OF[model].make("Wanted")
    KIND_OF[user].make("The user", **{field: record})
    refuse_everywhere(KIND_OF[model], record, sentence)


def test_every_use_is_named_once():
    kind = KIND_OF[TherapyKind]
    record = kind.make("Wanted")
    for title in ("Osteopathy", "TENS"):
        kind.put_into(live(title), record)
    refuse_everywhere(kind, record, "the factsheet “Osteopathy”", "the factsheet “TENS”")
    with pytest.raises(ProtectedError) as refusal:
        record.delete()
    assert refusal.value.args[0].count("“TENS”") == 1


@each_kind
def test_an_unused_record_goes(kind: Kind):
    browser = signed_in("Resource manager")
    first, second = kind.make("First"), kind.make("Second")
    browser.post(kind.url("delete", first.pk))
    browser.post(bulk_delete_url(second))
    assert not kind.model.objects.exists()


def test_one_used_record_keeps_all_that_were_ticked_with_it():
    kind = KIND_OF[TherapyKind]
    used, unused = kind.make("Used"), kind.make("Unused")
    kind.put_into(live(), used)
    response = following.post(signed_in("Resource manager"), bulk_delete_url(used) + f"&id={unused.pk}")
    assert "“Used” cannot be deleted" in said(response)
    assert kind.model.objects.filter(name="Unused").exists()


# Factsheets


def link(page: FactsheetPage, other: FactsheetPage) -> None:
    RelatedItem.objects.create(page=page, factsheet=other)


def page_delete_urls(page: Page) -> list[str]:
    return [
        reverse("wagtailadmin_pages:delete", args=[page.pk]),
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={page.pk}",
    ]


@pytest.mark.parametrize("which", [0, 1])
def test_a_factsheet_that_another_links_to_stays(which):
    tens, other = draft("TENS"), draft("Osteopathy")
    link(other, tens)
    browser, url = signed_in("Administrator"), page_delete_urls(tens)[which]
    for response in (browser.get(url, follow=True), browser.post(url, follow=True)):
        assert "“TENS” cannot be deleted, because it is used by the factsheet “Osteopathy”" in said(response)
    with pytest.raises(ProtectedError):
        FactsheetPage.objects.get(pk=tens.pk).delete()
    with pytest.raises(ProtectedError):
        Page.objects.get(pk=tens.pk).delete()
    with pytest.raises(ProtectedError):
        Page.objects.filter(pk=tens.pk).delete()
    assert FactsheetPage.objects.count() == 2


@pytest.mark.parametrize("which", [0, 1])
def test_a_factsheet_that_the_draft_of_another_links_to_stays(which):
    tens, other = draft("TENS"), live("Osteopathy")
    other.related_items = [RelatedItem(factsheet=tens)]
    other.save_revision()
    response = following.post(signed_in("Administrator"), page_delete_urls(tens)[which])
    assert "the factsheet “Osteopathy” (in its draft)" in said(response)
    assert FactsheetPage.objects.filter(pk=tens.pk).exists()


@pytest.mark.parametrize("which", [0, 1])
def test_a_library_whose_factsheets_link_to_each_other_stays_and_says_why(which):
    tens, other = draft("TENS"), draft("Osteopathy")
    link(other, tens)
    response = following.post(signed_in("superuser"), page_delete_urls(library())[which])
    assert "“TENS” cannot be deleted, because it is used by the factsheet “Osteopathy”" in said(response)
    assert LibraryPage.objects.exists()
    assert FactsheetPage.objects.count() == 2


@pytest.mark.parametrize("which", [0, 1])
def test_a_factsheet_that_nothing_links_to_goes_with_its_rows(which):
    tens, other = draft("TENS"), draft("Osteopathy")
    link(other, tens)
    signed_in("Administrator").post(page_delete_urls(other)[which])
    assert list(FactsheetPage.objects.values_list("title", flat=True)) == ["TENS"]


def test_factsheets_that_link_to_each_other_are_kept_until_one_of_them_lets_go():
    tens, other = draft("TENS"), draft("Osteopathy")
    link(other, tens)
    link(tens, other)
    browser, url = signed_in("Administrator"), page_delete_urls(tens)[1] + f"&id={other.pk}"
    sentences = said(following.post(browser, url))
    assert "“TENS” cannot be deleted" in sentences
    assert "“Osteopathy” cannot be deleted" in sentences
    assert FactsheetPage.objects.count() == 2

    for page in (tens, other):
        page = FactsheetPage.objects.get(pk=page.pk)
        page.related_items = []
        page.save()
        page.save_revision()
    browser.post(url)
    assert not FactsheetPage.objects.exists()
