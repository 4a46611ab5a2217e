"""What was ever signed off or public is deleted by nobody, superuser included, on any way; drafts that never were, are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, Locale, Page, PageLogEntry, Revision, Site

from factsheets.models import (
    Disclaimer,
    FactsheetPage,
    ImportedDocument,
    ImportNote,
    LibraryPage,
    RelatedItem,
    Review,
    SafetyAdvice,
    SignOff,
    Version,
    Withdrawal,
)
from factsheets.publication.withdrawing import withdraw
from home.models import HomePage
from tests.builders import (
    complete_draft,
    draft,
    library,
    live,
    person,
    publish_signed,
    sign,
    sign_governed_texts,
)
from tests.factsheets.screens.kinds import signed_in
from tests.setting_up import following

pytestmark = pytest.mark.django_db


def fresh(page: FactsheetPage) -> FactsheetPage:
    return FactsheetPage.objects.get(pk=page.pk)


def public() -> FactsheetPage:
    sign_governed_texts()
    page = complete_draft("TENS")
    publish_signed(page)
    return fresh(page)


def taken_down() -> FactsheetPage:
    page = public()
    page.unpublish()
    return fresh(page)


def withdrawn() -> FactsheetPage:
    page = public()
    withdraw(page, reason="Old.", replacement=None, user=person("Editor", "withdrawer"), now=timezone.now())
    return fresh(page)


def an_example() -> FactsheetPage:
    page = complete_draft("TENS")
    page.publish_as_example(page.get_latest_revision())
    return fresh(page)


def signed() -> FactsheetPage:
    page = complete_draft("TENS")
    sign(page)
    return page


def signed_and_taken_back() -> FactsheetPage:
    page = complete_draft("TENS")
    sign(page, withdrawn_at=timezone.now(), withdrawal_reason="A mistake.")
    return page


def reviewed() -> FactsheetPage:
    page = complete_draft("TENS")
    Review.objects.create(page=page, outcome="unchanged", reviewer="Dr Jo Bloggs")
    return page


STAYING = {
    public: "“TENS” has been public, so it cannot be deleted. Withdraw it instead.",
    taken_down: "“TENS” has been public, so it cannot be deleted. Withdraw it instead.",
    withdrawn: "“TENS” has been public, so it cannot be deleted. Withdraw it instead.",
    an_example: "“TENS” has been public, so it cannot be deleted. Withdraw it instead.",
    signed: "“TENS” was signed off, so it cannot be deleted. Withdraw its sign-off instead.",
    signed_and_taken_back: "“TENS” was signed off, so it cannot be deleted. Withdraw its sign-off instead.",
    reviewed: "“TENS” has been reviewed, so it cannot be deleted. Leave it as a draft.",
}
#: Which page somebody tries to delete: the factsheet itself, or one above it.
CHOSEN = [
    *((make, lambda page: page) for make in STAYING),
    (public, lambda page: library()),
    (signed, lambda page: HomePage.objects.get()),
]
itself_or_above = pytest.mark.parametrize(
    ("make", "choose"), CHOSEN, ids=[*(make.__name__ for make in STAYING), "library", "home-page"]
)


def delete_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:delete", args=[page.pk])


def bulk_url(*pages: Page) -> str:
    ids = "&".join(f"id={page.pk}" for page in pages)
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'delete'])}?{ids}"


def by_api(browser: Any, page: Page) -> Any:
    return browser.post(reverse("wagtailadmin_api:pages:action", args=[page.pk, "delete"]))


def said(response: Any) -> str:
    return " ".join(following.said(response))


def is_refused(response: Any, reason: str) -> bool:
    """In our words, or in those of a newer Wagtail, which asks the policy of the kind by itself."""
    told = said(response)
    return reason in told or told.startswith("0 ") or "have permission to delete" in response.content.decode()


def assert_nothing_happened(page: FactsheetPage) -> None:
    assert FactsheetPage.objects.filter(pk=page.pk).exists()
    pages = Page.objects.values("pk")
    assert not PageLogEntry.objects.filter(action="wagtail.delete", page__in=pages).exists()
    assert library().numchild == library().get_children().count()
    assert not Page.find_problems()[4]  # wrong number of children


@itself_or_above
def test_every_screen_says_why_it_stays(make, choose):
    page = make()
    chosen, browser = choose(page), signed_in("superuser")
    for url in (delete_url(chosen), bulk_url(chosen)):
        for response in (browser.get(url, follow=True), browser.post(url, follow=True)):
            assert STAYING[make] in said(response), url
    response = by_api(browser, chosen)
    assert response.status_code == 409
    assert STAYING[make] in response.json()["detail"]
    assert_nothing_happened(page)


@itself_or_above
def test_no_code_deletes_it_by_accident(make, choose):
    page = make()
    chosen = choose(page)
    model = type(chosen)
    for way in (
        model.objects.get(pk=chosen.pk).delete,
        Page.objects.get(pk=chosen.pk).delete,
        model.objects.filter(pk=chosen.pk).delete,
        model.objects.all().delete,
    ):
        with pytest.raises(ProtectedError) as refusal:
            way()
        assert STAYING[make] in refusal.value.args[0]
        assert_nothing_happened(page)
    for way in (Page.objects.filter(pk=chosen.pk).delete, model._base_manager.filter(pk=chosen.pk).delete):
        with pytest.raises(ProtectedError), transaction.atomic():
            way()
        assert FactsheetPage.objects.filter(pk=page.pk).exists()


@pytest.mark.parametrize("make", [public, signed, reviewed])
def test_the_admin_does_not_offer_it(make):
    page, neighbour = make(), draft("Massage")
    browser = signed_in("superuser")
    listing = browser.get(reverse("wagtailadmin_explore", args=[library().pk])).content.decode()
    assert delete_url(neighbour) in listing
    assert delete_url(page) not in listing
    for url in ("wagtailadmin_pages:edit", "wagtailadmin_pages:history"):
        assert delete_url(page) not in browser.get(reverse(url, args=[page.pk])).content.decode()


def test_an_administrator_reads_it_too():
    page, browser = public(), signed_in("Administrator")
    for url in (delete_url(page), bulk_url(page), delete_url(library())):
        assert STAYING[public] in said(following.post(browser, url))
    assert_nothing_happened(page)


def test_one_that_stays_keeps_all_that_were_ticked_with_it():
    page, neighbour = public(), draft("Massage")
    response = following.post(signed_in("superuser"), bulk_url(neighbour, page))
    assert STAYING[public] in said(response)
    assert FactsheetPage.objects.filter(pk=neighbour.pk).exists()
    assert_nothing_happened(page)


def test_who_may_delete_nothing_is_told_so_and_no_more():
    page = signed()
    browser = signed_in("Clinical reviewer")
    for url in (delete_url(page), bulk_url(page)):
        assert "signed off, so" not in browser.get(url, follow=True).content.decode()
    assert by_api(browser, page).status_code in (403, 404)
    assert_nothing_happened(page)


def test_who_may_not_delete_many_pages_at_once_does_not_delete_the_page_above_them():
    """Nor are they told what keeps it: it is not theirs to delete in any case."""
    page = draft("Massage")
    browser = signed_in("Editor")
    browser.post(delete_url(library()))
    browser.post(bulk_url(library()))
    assert by_api(browser, library()).status_code in (403, 404)
    assert_nothing_happened(page)
    sign(page)
    for url in (delete_url(library()), bulk_url(library())):
        assert "stays on record" not in browser.post(url, follow=True).content.decode()
    assert_nothing_happened(page)


def test_wagtails_api_names_the_uses_of_a_draft_and_logs_nothing():
    tens, other = draft("TENS"), draft("Osteopathy")
    RelatedItem.objects.create(page=other, factsheet=tens)
    response = by_api(signed_in("superuser"), tens)
    assert response.status_code == 409
    assert (
        "“TENS” cannot be deleted, because it is used by the factsheet “Osteopathy”"
        in response.json()["detail"]
    )
    assert_nothing_happened(tens)


def test_what_stands_around_a_page_takes_none_with_it():
    page = public()
    owner = person("Author", "owner")
    Page.objects.filter(pk=page.pk).update(owner=owner)
    owner.delete()
    get_user_model().objects.all().delete()
    for site in Site.objects.all():
        site.delete()
    with pytest.raises(ProtectedError):
        Locale.objects.all().delete()
    Collection.objects.filter(depth__gt=1).delete()
    assert FactsheetPage.objects.filter(pk=page.pk).exists()
    assert Version.objects.filter(factsheet=page).exists()


# Drafts


def _with_all_that_a_draft_has() -> FactsheetPage:
    page = draft("Massage")
    ImportNote.objects.create(page=page, kind="odd", text="A space.")
    ImportedDocument.objects.create(page=page, name="massage.txt", digest="0" * 64, text="Massage.")
    sign(page, outcome=SignOff.Outcome.CHANGES, comment="Say more.")
    page.save_revision()
    return fresh(page)


@pytest.mark.parametrize(
    "delete",
    [
        lambda page: signed_in("Editor").post(delete_url(page)),
        lambda page: signed_in("Administrator").post(bulk_url(page)),
        lambda page: by_api(signed_in("superuser"), page),
        lambda page: page.delete(),
        lambda page: Page.objects.get(pk=page.pk).delete(),
        lambda page: Page.objects.filter(pk=page.pk).delete(),
        lambda page: FactsheetPage.objects.filter(pk=page.pk).delete(),
    ],
    ids=["screen", "bulk", "api", "code", "plain-page", "plain-pages", "pages"],
)
def test_a_draft_that_never_was_public_or_signed_goes_with_all_that_it_has(delete: Callable[..., object]):
    page = _with_all_that_a_draft_has()
    delete(fresh(page))
    assert not FactsheetPage.objects.exists()
    for model in (ImportNote, ImportedDocument, SignOff):
        assert not model.objects.exists(), model
    assert not Revision.objects.filter(object_id=page.pk, base_content_type__model="page").exists()


# Governed texts


def snippet_delete_urls(record: Any) -> list[str]:
    name = record._meta.model_name
    bulk = reverse("wagtail_bulk_action", args=["factsheets", name, "delete"])
    return [
        reverse(f"wagtailsnippets_factsheets_{name}:delete", args=[record.pk]),
        f"{bulk}?id={record.pk}",
    ]


@pytest.mark.parametrize("model", [SafetyAdvice, Disclaimer])
@pytest.mark.parametrize("are_signed", [True, False])
def test_no_screen_deletes_a_governed_text(model, are_signed):
    if are_signed:
        sign_governed_texts()
    text = model.objects.get()
    browser = signed_in("superuser")
    single, bulk = snippet_delete_urls(text)
    assert "permission" in said(browser.post(single, follow=True))
    reason = (
        "has been public, so it cannot be deleted. Change its words instead." if are_signed else "Nobody may."
    )
    for response in (browser.get(bulk, follow=True), browser.post(bulk, follow=True)):
        assert is_refused(response, reason)
    assert model.objects.filter(pk=text.pk).exists()


@pytest.mark.parametrize("model", [SafetyAdvice, Disclaimer])
def test_no_code_deletes_a_governed_text_that_was_signed(model):
    text = model.objects.get()
    sign(text)
    for way in (text.delete, model.objects.all().delete, model._base_manager.all().delete):
        with pytest.raises(ProtectedError):
            way()
    assert model.objects.exists()


def test_a_governed_text_that_was_public_as_an_example_stays():
    text = Disclaimer.objects.get()
    text.publish_as_example(text.get_latest_revision())
    for way in (Disclaimer.objects.get().delete, Disclaimer._base_manager.all().delete):
        with pytest.raises(
            ProtectedError, match=r"has been public, so it cannot be deleted\. Change its words"
        ):
            way()


# Records


def test_what_is_on_record_is_deleted_by_nobody():
    page = withdrawn()
    Review.objects.create(page=page, outcome="unchanged", reviewer="Dr Jo Bloggs")
    for model in (SignOff, Version, Withdrawal, Review):
        record = model.objects.filter(**{"page" if model is Review else "factsheet": page}).first()
        for way in (record.delete, model.objects.all().delete, model.objects.filter(pk=record.pk).delete):
            with pytest.raises(ProtectedError, match="stays on record"):
                way()
        assert model.objects.filter(pk=record.pk).exists()


def test_no_screen_deletes_a_review():
    reviewed()
    single, bulk = snippet_delete_urls(Review.objects.get())
    browser = signed_in("superuser")
    assert "permission" in said(browser.post(single, follow=True))
    assert is_refused(following.post(browser, bulk), "cannot be deleted")
    assert Review.objects.exists()


def test_revisions_that_are_on_record_stay():
    page = withdrawn()
    for revision in page.revisions.all():
        page.save_revision()
        with pytest.raises(ProtectedError):
            revision.delete()


def test_the_revision_of_a_request_for_changes_stays_while_its_draft_is_there():
    page = complete_draft()
    revision = sign(page, outcome=SignOff.Outcome.CHANGES, comment="Say more.").revision
    page.save_revision()
    with pytest.raises(ProtectedError):
        revision.delete()


def test_a_library_without_anything_on_record_goes():
    draft("Massage")
    signed_in("superuser").post(delete_url(library()))
    assert not LibraryPage.objects.exists()


def test_a_page_that_nothing_is_below_goes():
    page = live("Massage")
    home = HomePage.objects.get()
    other = home.add_child(instance=Page(title="Other", slug="other"))
    assert signed_in("superuser").post(delete_url(other)).status_code == 302
    assert not Page.objects.filter(pk=other.pk).exists()
    assert FactsheetPage.objects.filter(pk=page.pk).exists()
