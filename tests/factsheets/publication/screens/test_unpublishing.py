"""A page above factsheets is unpublished alone: what a clinician signed is withdrawn one by one, with a reason."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from factsheets.models import FactsheetPage
from home.models import PlainPage
from tests.builders import complete_draft, library, live, person
from tests.setting_up import following

pytestmark = pytest.mark.django_db

REFUSED = "Nothing was unpublished: there are public factsheets below"


@pytest.fixture
def editor() -> Client:
    live()
    live("TENS")
    client = Client()
    client.force_login(person("Editor"))
    return client


@pytest.fixture(params=["home", "library"])
def above(editor: Client, request: pytest.FixtureRequest) -> Page:
    found: Page = library()
    return found if request.param == "library" else found.get_parent()


def public() -> set[str]:
    return set(Page.objects.live().values_list("slug", flat=True))


def ticked(*pages: Page) -> str:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    return f"{address}?{'&'.join(f'id={page.pk}' for page in pages)}"


def test_the_question_says_what_readers_lose_and_offers_no_factsheet_along_with_it(
    editor: Client, above: Page
) -> None:
    shown = editor.get(reverse("wagtailadmin_pages:unpublish", args=[above.pk])).content.decode()
    assert f"Readers find nothing at {above.specific.url} until it is published again." in " ".join(
        shown.split()
    )
    assert "The 2 public factsheets below it stay public" in " ".join(shown.split())
    assert "include_descendants" not in shown


def test_it_is_refused_together_with_them(editor: Client, above: Page) -> None:
    before = public()
    address = reverse("wagtailadmin_pages:unpublish", args=[above.pk])
    for where in (address, ticked(above)):
        response = following.post(editor, where, {"include_descendants": "on"})
        assert REFUSED in response.content.decode()
        assert public() == before


def test_alone_it_is_unpublished_and_put_back(editor: Client, above: Page) -> None:
    before = public()
    editor.post(reverse("wagtailadmin_pages:unpublish", args=[above.pk]))
    assert public() == before - {above.slug}
    assert FactsheetPage.objects.live().count() == 2


def test_plain_pages_go_together(editor: Client) -> None:
    home = library().get_parent()
    about = home.add_child(instance=PlainPage(title="About", slug="about-all", body="<p>Us.</p>"))
    about.add_child(instance=PlainPage(title="Team", slug="team", body="<p>We.</p>"))
    address = reverse("wagtailadmin_pages:unpublish", args=[about.pk])
    assert "include_descendants" in editor.get(address).content.decode()
    editor.post(address, {"include_descendants": "on"})
    assert not {"about-all", "team"} & public()


def test_of_ticked_drafts_it_is_said_that_they_are_not_public(editor: Client) -> None:
    draft = complete_draft("Massage")
    shown = editor.get(ticked(FactsheetPage.objects.get(slug="tens"), draft)).content.decode()
    assert "These stay as they are: they are not public, or your role may not unpublish them." in shown
    assert "You don&#x27;t have permission" not in shown
