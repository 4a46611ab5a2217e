"""What `migrate` alone lays, once; afterwards it belongs to the staff."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, Site, Workflow
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from factsheets.models import ClinicalSignOffTask, Disclaimer, EmergencyWord, LibraryPage, SafetyAdvice
from factsheets.upkeep.foundations import FACTSHEET_WORKFLOW, lay_foundations
from home.foundations import lay_pages
from home.models import HomePage, PlainPage
from tests.builders import as_loaded, draft, person, sign_governed_texts

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
    for model in (SafetyAdvice, Disclaimer):
        tasks = [task.specific for task in model.objects.get().get_workflow().tasks]
        assert tasks == [ClinicalSignOffTask.objects.get()]
    groups = ClinicalSignOffTask.objects.get().groups
    assert list(groups.values_list("name", flat=True)) == ["Clinical reviewer"]
    assert Workflow.objects.count() == 2


@pytest.mark.parametrize("model", [SafetyAdvice, Disclaimer])
def test_governed_texts_are_unsigned_drafts(model):
    text = model.objects.get()
    assert not text.live
    assert text.latest_revision
    assert not model.objects.signed().exists()
    assert text.what_is_missing()


def test_migrating_again_writes_nothing():
    assert migrate_again() == []


def test_the_emergency_words_are_there():
    assert {str(word) for word in EmergencyWord.objects.all()} >= {"numb", "can't pee", "weak legs"}


@pytest.mark.parametrize("removed", ["numb", None])
def test_emergency_words_that_staff_removed_stay_away(removed):
    words = EmergencyWord.objects.all()
    (words.filter(expression=removed) if removed else words).delete()
    before = set(EmergencyWord.objects.values_list("expression", flat=True))
    assert migrate_again() == []
    assert set(EmergencyWord.objects.values_list("expression", flat=True)) == before


@pytest.mark.parametrize("typed", ["numb", "i can't pee since yesterday", "weak legs"])
def test_a_red_flag_in_an_empty_library_is_answered_by_the_marked_example(client, typed):
    words = client.get("/search/", {"q": typed}).content.decode()
    assert "Call 999 or go to A&amp;E now if" in words
    assert "This is example text." in words
    assert not SafetyAdvice.objects.in_force().exists()
    assert "Call 999" not in client.get("/search/", {"q": "massage"}).content.decode()


def test_a_signed_text_takes_the_place_of_the_example(client):
    sign_governed_texts()
    words = client.get("/search/", {"q": "numb"}).content.decode()
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
