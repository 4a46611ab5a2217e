"""A document that a text links to: who still gets it, and that nobody deletes it or exchanges its file."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Collection, Page, PageViewRestriction

from backcare.headers import CACHE_CONTROL, CACHE_CONTROL_OF_ONE_PERSON
from factsheets.documents.formats.pdf_anew import pdf_anew
from factsheets.documents.models import DocumentInUse
from factsheets.models import Disclaimer, FactsheetPage, Resource
from factsheets.publication.withdrawing import undo_withdrawal, withdraw
from home.models import PlainPage
from tests.backcare.uploads import BYTES, document
from tests.builders import (
    complete_draft,
    library,
    live,
    person,
    publish_signed,
    put_live,
    sign_governed_texts,
    superuser,
)
from tests.factsheets.documents.formats.pdfs import pdf
from tests.factsheets.screens.kinds import signed_in
from tests.setting_up import following

OTHER = pdf("(other words)")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def leaflet() -> Document:
    return document()


def link_to(linked: Document, *, id_first: bool = False) -> str:
    marks = [f'id="{linked.pk}"', 'linktype="document"']
    return f"<p>See <a {' '.join(marks if id_first else marks[::-1])}>the leaflet</a>.</p>"


def in_a_public_factsheet(linked: Document) -> FactsheetPage:
    return live("Heat", procedure=link_to(linked))


def in_a_draft(linked: Document) -> FactsheetPage:
    return complete_draft("Heat", procedure=link_to(linked, id_first=True))


def in_the_draft_of_a_public_factsheet(linked: Document) -> FactsheetPage:
    page = live("Heat")
    page.risks = link_to(linked, id_first=True)
    page.save_revision()
    return page


def in_a_taken_down_factsheet(linked: Document) -> FactsheetPage:
    page = in_a_public_factsheet(linked)
    page.unpublish()
    return page


def in_a_withdrawn_factsheet(linked: Document) -> FactsheetPage:
    page = in_a_public_factsheet(linked)
    withdraw(page, reason="Old.", replacement=None, user=superuser(), now=timezone.now())
    return page


def in_what_undoing_a_withdrawal_brings_back(linked: Document) -> FactsheetPage:
    page = FactsheetPage.objects.get(pk=in_a_withdrawn_factsheet(linked).pk)
    page.procedure = "<p>Other words.</p>"
    page.save()
    page.save_revision()
    return page


def in_a_scheduled_factsheet(linked: Document) -> FactsheetPage:
    page = live("Heat")
    page.procedure, page.go_live_at = link_to(linked), timezone.now() + timedelta(days=1)
    put_live(page, page.save_revision())
    page = FactsheetPage.objects.get(pk=page.pk)
    page.procedure, page.go_live_at = "<p>Later words.</p>", None
    page.save_revision()
    return page


def in_a_private_factsheet(linked: Document) -> FactsheetPage:
    page = in_a_public_factsheet(linked)
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="open sesame")
    return page


def in_the_disclaimer(linked: Document) -> Disclaimer:
    text = Disclaimer.objects.get()
    text.text = link_to(linked)
    text.save_revision()
    publish_signed(text)
    return text


def in_the_draft_of_the_disclaimer(linked: Document) -> Disclaimer:
    text = Disclaimer.objects.get()
    text.text = link_to(linked)
    text.save_revision()
    return text


def in_a_plain_page(linked: Document) -> Page:
    page = Page.objects.get(slug="about").add_child(instance=PlainPage(title="Heat", body=link_to(linked)))
    page.save_revision().publish()
    return page


def in_a_private_plain_page(linked: Document) -> Page:
    page = in_a_plain_page(linked)
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    return page


def in_the_words_above_the_library(linked: Document) -> Page:
    page = library()
    page.introduction = link_to(linked)
    page.save_revision().publish()
    return page


def by_its_web_address(linked: Document) -> FactsheetPage:
    return live("Heat", procedure=f'<p><a href="{linked.url}">The leaflet</a></p>')


def by_its_whole_web_address(linked: Document) -> Resource:
    return Resource.objects.create(kind="booklet", title="Basics", link=f"{settings.SITE_URL}{linked.url}")


def by_a_web_address_written_oddly(linked: Document) -> FactsheetPage:
    address = linked.url.replace("documents", "do%63u&#109;ents")
    return live("Heat", procedure=f'<p><a href="http:///127.1{address}">The leaflet</a></p>')


def by_a_web_address_written_oddly_in_a_draft(linked: Document) -> FactsheetPage:
    page = live("Heat")
    address = linked.url.replace("documents", "docu\tm&#101;nts")
    page.risks = f'<p><a href="http://LOCALHOST.{address}">The leaflet</a></p>'
    page.save_revision()
    return page


def by_its_web_address_in_a_draft(linked: Document) -> FactsheetPage:
    page = live("Heat")
    page.risks = f'<p><a href="{linked.url}">The leaflet</a></p>'
    page.save_revision()
    return page


def by_its_web_address_in_a_taken_down_factsheet(linked: Document) -> FactsheetPage:
    page = by_its_web_address(linked)
    page.unpublish()
    return page


PUBLIC = [
    by_a_web_address_written_oddly,
    by_its_web_address,
    by_its_whole_web_address,
    in_a_public_factsheet,
    in_the_disclaimer,
    in_a_plain_page,
    in_the_words_above_the_library,
]
NOT_PUBLIC = [
    by_a_web_address_written_oddly_in_a_draft,
    by_its_web_address_in_a_draft,
    by_its_web_address_in_a_taken_down_factsheet,
    in_a_draft,
    in_the_draft_of_a_public_factsheet,
    in_a_taken_down_factsheet,
    in_a_withdrawn_factsheet,
    in_what_undoing_a_withdrawal_brings_back,
    in_a_scheduled_factsheet,
    in_a_private_factsheet,
    in_the_draft_of_the_disclaimer,
    in_a_private_plain_page,
]
in_use = pytest.mark.parametrize("use", PUBLIC + NOT_PUBLIC, ids=lambda use: use.__name__)


@pytest.mark.parametrize("use", PUBLIC, ids=lambda use: use.__name__)
def test_readers_get_what_a_public_text_links_to(client, leaflet, use):
    use(leaflet)
    response = client.get(leaflet.url)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == CACHE_CONTROL


@pytest.mark.parametrize("use", NOT_PUBLIC, ids=lambda use: use.__name__)
def test_readers_do_not_get_what_no_public_text_links_to(client, leaflet, use):
    use(leaflet)
    response = client.get(leaflet.url)
    assert response.status_code == 404
    assert response.headers["Cache-Control"] == CACHE_CONTROL_OF_ONE_PERSON
    for role in ("Author", "Clinical reviewer"):
        theirs = signed_in(role).get(leaflet.url)
        assert theirs.status_code == 200
        assert theirs.headers["Cache-Control"] == CACHE_CONTROL_OF_ONE_PERSON


def test_one_public_text_is_enough(client, leaflet):
    in_a_draft(leaflet)
    live("Massage", evidence=link_to(leaflet))
    assert client.get(leaflet.url).status_code == 200


def test_what_nothing_links_to_is_served(client, leaflet):
    complete_draft("Heat", procedure=link_to(document("other.pdf")))
    assert client.get(leaflet.url).status_code == 200


def test_a_number_that_only_begins_alike_is_another_document(client, leaflet):
    complete_draft("Heat", procedure=link_to(leaflet).replace(f'id="{leaflet.pk}"', f'id="{leaflet.pk}0"'))
    assert client.get(leaflet.url).status_code == 200
    leaflet.delete()


def test_a_document_comes_back_with_its_factsheet(client, leaflet):
    sign_governed_texts()
    page = complete_draft("Heat", procedure=link_to(leaflet))
    publish_signed(page)
    boss = superuser()
    withdraw(page, reason="Old.", replacement=None, user=boss, now=timezone.now())
    assert client.get(leaflet.url).status_code == 404
    assert undo_withdrawal(page, user=boss, now=timezone.now()) == []
    assert client.get(leaflet.url).status_code == 200


def test_whoever_may_read_a_private_page_gets_its_document(client, leaflet):
    page = in_a_private_factsheet(leaflet)
    (rule,) = page.get_view_restrictions()
    client.post(
        reverse("wagtailcore_authenticate_with_password", args=[rule.pk, page.pk]),
        {"password": "open sesame", "return_url": "/"},
    )
    response = client.get(leaflet.url)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == CACHE_CONTROL_OF_ONE_PERSON


def test_a_public_document_costs_few_queries(client, leaflet, django_assert_max_num_queries):
    for number in range(5):
        live(f"Heat {number}", procedure=link_to(leaflet))
    with django_assert_max_num_queries(5):
        client.get(leaflet.url)


def test_the_screen_of_the_withdrawal_names_what_goes_with_it(leaflet):
    page = in_a_public_factsheet(leaflet)
    kept = document("kept.pdf")
    Document.objects.filter(pk=kept.pk).update(title="A second leaflet")
    page.risks = link_to(kept)
    put_live(page, page.save_revision())
    live("Massage", risks=link_to(kept))
    shown = signed_in("Editor").get(reverse("factsheets_withdraw", args=[page.pk])).content.decode()
    assert "A leaflet" in shown
    assert "A second leaflet" not in shown


def delete_url(linked: Document) -> str:
    return reverse("wagtaildocs:delete", args=[linked.pk])


def bulk_url(*linked: Document) -> str:
    numbers = "&".join(f"id={each.pk}" for each in linked)
    return f"{reverse('wagtail_bulk_action', args=['wagtaildocs', 'document', 'delete'])}?{numbers}"


def said(response) -> str:
    return " ".join(following.said(response))


@in_use
def test_it_is_not_deleted_on_any_way(leaflet, use):
    used_by = use(leaflet)
    sentence = (
        f"“A leaflet” cannot be deleted, because it is used by the {used_by._meta.verbose_name} “{used_by}”"
    )
    browser = signed_in("superuser") if use in PUBLIC or use is in_a_draft else Client()
    if not browser.session.get("_auth_user_id"):
        browser.force_login(person("Administrator"))
    other = document("other.pdf")
    for url in (delete_url(leaflet), bulk_url(leaflet, other)):
        for response in (browser.get(url, follow=True), browser.post(url, follow=True)):
            assert response.status_code == 200
            assert sentence in said(response), url
    answer = browser.post(
        reverse("wagtaildocs:delete_multiple", args=[leaflet.pk]),
        headers={"X-Requested-With": "XMLHttpRequest"},
    ).json()
    assert answer["success"] is False
    assert sentence in answer["error_message"]
    for way in (leaflet.delete, Document.objects.filter(pk=leaflet.pk).delete):
        with pytest.raises(ProtectedError), transaction.atomic():
            way()
    assert Document.objects.filter(pk__in=[leaflet.pk, other.pk]).count() == 2
    assert Path(leaflet.file.path).read_bytes() == BYTES


def test_its_collection_is_not_deleted_either(leaflet):
    folder = Collection.get_first_root_node().add_child(name="Leaflets")
    Document.objects.filter(pk=leaflet.pk).update(collection=folder)
    in_a_public_factsheet(leaflet)
    response = signed_in("superuser").post(reverse("wagtailadmin_collections:delete", args=[folder.pk]))
    assert response.status_code == 403
    with pytest.raises(ProtectedError), transaction.atomic():
        Collection.objects.get(pk=folder.pk).delete()
    assert Document.objects.filter(pk=leaflet.pk).exists()


def edit(browser: Client, edited: Document, **fields: object):
    form = {"title": edited.title, "collection": edited.collection_id, "tags": ""} | fields
    return following.post(browser, reverse("wagtaildocs:edit", args=[edited.pk]), form)


def new_file() -> SimpleUploadedFile:
    return SimpleUploadedFile("leaflet.pdf", OTHER)


@in_use
def test_its_file_is_not_exchanged(leaflet, use):
    used_by = use(leaflet)
    sentence = f"cannot be exchanged, because it is used by the {used_by._meta.verbose_name} “{used_by}”"
    browser = Client()
    browser.force_login(person("Author", "who-exchanges"))
    Document.objects.update(uploaded_by_user=person("Author", "who-uploaded"))
    response = edit(browser, leaflet, title="Another title", file=new_file())
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert "Upload the new file as a new document" in response.content.decode()
    stored = Document.objects.get(pk=leaflet.pk)
    assert (stored.title, stored.file.name, stored.file_hash) == (
        "A leaflet",
        leaflet.file.name,
        leaflet.file_hash,
    )
    assert Path(leaflet.file.path).read_bytes() == BYTES
    stored.file = ContentFile(b"other words", "leaflet.pdf")
    with pytest.raises(DocumentInUse, match=r"cannot be exchanged"):
        stored.save()
    stored.file = "documents/another.pdf"
    with pytest.raises(DocumentInUse):
        stored.save()
    assert Path(leaflet.file.path).read_bytes() == BYTES


def test_its_title_may_change(leaflet):
    in_a_public_factsheet(leaflet)
    edit(signed_in("Editor"), leaflet, title="Another title")
    assert Document.objects.get(pk=leaflet.pk).title == "Another title"


def test_what_nothing_links_to_may_be_exchanged_and_deleted(leaflet, django_capture_on_commit_callbacks):
    browser = signed_in("Editor")
    with django_capture_on_commit_callbacks(execute=True):
        edit(browser, leaflet, file=new_file())
    exchanged = Document.objects.get(pk=leaflet.pk)
    assert Path(exchanged.file.path).read_bytes() == pdf_anew(OTHER).data
    assert not Path(leaflet.file.path).exists() or exchanged.file.name == leaflet.file.name
    browser.post(delete_url(leaflet))
    assert not Document.objects.exists()


def test_only_who_may_delete_is_told_who_uses_it(leaflet):
    in_a_draft(leaflet)
    browser = signed_in("Resource manager")
    for url in (delete_url(leaflet), bulk_url(leaflet)):
        response = browser.get(url, follow=True)
        assert "Heat" not in response.content.decode()
        assert "Heat" not in said(response)
