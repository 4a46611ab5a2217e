"""What `migrate` alone lays, once; afterwards it belongs to the staff."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import GroupPagePermission, ModelLogEntry, Page, Site, Workflow
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from factsheets.models import (
    GOVERNED_TEXTS,
    ClinicalSignOffTask,
    LibraryPage,
    SafetyAdvice,
    WarningPhrase,
    WarningSign,
)
from factsheets.starter.foundations import FACTSHEET_WORKFLOW, lay_foundations
from factsheets.warning_signs.first_signs import KEPT_WORDS
from home.foundations import lay_pages
from home.models import HomePage, PlainPage
from tests.builders import as_loaded, draft, person, sign_governed_texts, sign_warning_advice

pytestmark = pytest.mark.django_db

ROLES = ["Author", "Editor", "Clinical reviewer", "Resource manager", "Administrator"]


def migrate_again() -> list[str]:
    """Run the handlers of `post_migrate` once more; what they wrote."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        lay_foundations(sender=apps.get_app_config("factsheets"), using="default")
        lay_pages(sender=apps.get_app_config("home"), using="default")
    statements = [query["sql"].lstrip().upper() for query in captured]
    return [sql for sql in statements if sql.startswith(("INSERT", "UPDATE", "DELETE"))]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "Help for your back"),
        ("/factsheets/", "Factsheets"),
        ("/about/", "About us"),
        ("/accessibility/", "Accessibility"),
        ("/privacy/", "Privacy"),
    ],
)
def test_the_first_pages_are_public(client, path, words):
    response = client.get(path)
    assert response.status_code == 200
    assert words in response.content.decode()


def test_the_home_page_is_the_root_of_the_only_site():
    assert Site.objects.get().root_page.specific == HomePage.objects.get()
    assert set(Page.objects.filter(depth=2).values_list("slug", flat=True)) == {"home"}
    assert PlainPage.objects.live().count() == 3
    assert LibraryPage.objects.live().count() == 1


def test_the_five_roles_are_there_and_no_others():
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)


def test_factsheets_go_through_two_steps_and_governed_texts_through_one():
    workflow = draft().get_workflow()
    assert [task.name for task in workflow.tasks] == ["Editorial check", "Clinical sign-off"]
    for model in GOVERNED_TEXTS:
        tasks = [task.specific for task in model.objects.get().get_workflow().tasks]
        assert tasks == [ClinicalSignOffTask.objects.get()]
    groups = ClinicalSignOffTask.objects.get().groups
    assert list(groups.values_list("name", flat=True)) == ["Clinical reviewer"]
    assert Workflow.objects.count() == 2


@pytest.mark.parametrize("model", GOVERNED_TEXTS)
def test_governed_texts_are_unsigned_drafts(model):
    text = model.objects.get()
    assert not text.live
    assert text.latest_revision
    assert not model.objects.signed().exists()
    assert text.what_is_missing()


def test_migrating_again_writes_nothing():
    assert migrate_again() == []


def test_warning_signs_of_every_level_are_there_and_the_phrases_on_which_they_are_tried():
    assert set(WarningSign.objects.values_list("level", flat=True)) == {"emergency", "crisis", "urgent"}
    assert set(WarningPhrase.objects.values_list("expected", flat=True)) == {
        "emergency",
        "crisis",
        "urgent",
        "none",
    }


@pytest.mark.parametrize("model", [WarningSign, WarningPhrase])
@pytest.mark.parametrize("keep", [0, 1])
def test_what_staff_took_out_of_these_lists_stays_away(model, keep):
    for row in model.objects.order_by("pk")[keep:]:
        log(instance=row, action="wagtail.delete")
        QuerySet.delete(model.objects.filter(pk=row.pk))
    before = set(model.objects.values_list("pk", flat=True))
    assert migrate_again() == []
    assert set(model.objects.values_list("pk", flat=True)) == before


def test_beside_what_was_kept_of_the_words_of_staff_the_first_signs_are_laid():
    QuerySet.delete(WarningSign.objects.all())
    ModelLogEntry.objects.filter(content_type__model="warningsign").delete()
    WarningSign.objects.create(name=KEPT_WORDS, level="emergency", about="cannot feel my feet")
    WarningSign.objects.create(name=f"{KEPT_WORDS} 2", level="emergency", about="cannot feel my toes")
    assert migrate_again() != []
    assert WarningSign.objects.filter(name=KEPT_WORDS, about="cannot feel my feet").exists()
    assert WarningSign.objects.count() > 3


@pytest.mark.parametrize("typed", ["numb legs", "i can't pee since yesterday", "weak legs"])
def test_a_red_flag_in_an_empty_library_is_answered_by_the_marked_example(client, typed):
    words = client.get("/search/", {"q": typed}).content.decode()
    assert "or go to A&amp;E now if" in words
    assert "This is example text." in words
    assert not SafetyAdvice.objects.in_force().exists()
    assert "or go to A&amp;E now if" not in client.get("/search/", {"q": "massage"}).content.decode()


def test_a_signed_text_takes_the_place_of_the_example(client):
    sign_governed_texts()
    sign_warning_advice()
    words = client.get("/search/", {"q": "numb legs"}).content.decode()
    assert "you are numb around your bottom" in words
    assert "This is example text." not in words


@pytest.mark.parametrize("change", ["rename", "delete"])
def test_a_role_that_staff_changed_is_not_made_again(change):
    role = Group.objects.get(name="Author")
    if change == "delete":
        role.delete()
    else:
        role.name = "Writer"
        role.save()
    before = set(Group.objects.values_list("name", flat=True))
    assert migrate_again() == []
    assert set(Group.objects.values_list("name", flat=True)) == before


def test_permissions_that_staff_took_away_stay_away():
    role = Group.objects.get(name="Author")
    role.permissions.clear()
    role.page_permissions.all().delete()
    assert migrate_again() == []
    assert not role.permissions.exists()


def test_edited_texts_and_pages_stay_as_they_are():
    home = HomePage.objects.get()
    home.title = "Welcome"
    home.save_revision().publish()
    PlainPage.objects.get(slug="about").delete()
    assert migrate_again() == []
    assert HomePage.objects.get().title == "Welcome"
    assert not PlainPage.objects.filter(slug="about").exists()


def test_a_workflow_that_staff_renamed_or_unbound_stays_so():
    workflow = Workflow.objects.get(name=FACTSHEET_WORKFLOW)
    workflow.name = "Our own way"
    workflow.save()
    workflow.workflow_pages.all().delete()
    assert migrate_again() == []
    assert not workflow.workflow_pages.exists()


@pytest.fixture
def _site_of_its_own() -> Iterator[None]:
    """Wagtail remembers the addresses of sites beyond the test."""
    yield
    Site.clear_site_root_paths_cache()


@pytest.mark.usefixtures("_site_of_its_own")
def test_a_page_of_somebody_elses_at_home_is_not_taken_away():
    HomePage.objects.get().delete()
    Page.get_first_root_node().add_child(instance=Page(title="Our old page", slug="home")).add_child(
        instance=Page(title="Below it", slug="below")
    )
    migrate_again()
    assert Page.objects.filter(title="Our old page", slug="home").exists()
    assert HomePage.objects.get().live
    assert LibraryPage.objects.get().get_parent().specific == HomePage.objects.get()


#: In the page tree, in Wagtail's words. Who may publish an ordinary page is decided here, too.
IN_THE_PAGE_TREE = {
    "Author": {"add_page", "change_page"},
    "Editor": {"add_page", "change_page", "publish_page", "lock_page", "unlock_page"},
    "Clinical reviewer": set(),
    "Resource manager": set(),
    "Administrator": {
        "add_page",
        "change_page",
        "publish_page",
        "bulk_delete_page",
        "lock_page",
        "unlock_page",
    },
}


@pytest.mark.parametrize("role", ROLES)
def test_what_each_role_may_do_in_the_page_tree(role):
    group = Group.objects.get(name=role)
    granted = GroupPagePermission.objects.filter(group=group)
    assert set(granted.values_list("permission__codename", flat=True)) == IN_THE_PAGE_TREE[role]
    assert {each.page for each in granted} <= {Page.get_first_root_node()}


@pytest.mark.parametrize(("role", "may"), [("Author", False), ("Editor", True)])
def test_an_author_publishes_no_ordinary_page(role, may, client):
    page = PlainPage.objects.get(slug="about")
    client.force_login(person(role))
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = nested_form_data(
        {
            "title": "About us all",
            "slug": "about",
            "body": rich_text("<p>Us.</p>"),
            "comments": inline_formset([]),
        }
    )
    client.post(url, form | as_loaded(page) | {"action-publish": "1"})
    assert (PlainPage.objects.get(pk=page.pk).title == "About us all") is may
