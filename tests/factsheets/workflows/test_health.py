"""What is wrong with the one way to publication: on the administrator's first screen, and for the commands."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.checks import Tags, run_checks
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test.utils import CaptureQueriesContext
from wagtail.models import (
    GroupPagePermission,
    Page,
    Site,
    Task,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from factsheets.models import ClinicalSignOffTask, EditorialCheckTask, LibraryPage, SafetyAdvice, SignOff
from factsheets.starter.foundations import FACTSHEET_WORKFLOW
from factsheets.workflows.health.listing import what_is_wrong
from tests.builders import draft, person, sign_governed_texts, sign_warning_advice
from tests.factsheets.staff.dashboard.test_what_to_do_now import NOTHING, front_page, sections
from tests.setting_up.made_once import MadeOnce

pytestmark = pytest.mark.django_db

BEFORE = "Before anything can go live"
TEAM = ["Author", "Editor", "Clinical reviewer", "Administrator"]


@pytest.fixture(autouse=True)
def team(made_once: MadeOnce) -> None:
    """Everything is in order."""
    made_once(make_team)


def make_team() -> None:
    sign_governed_texts()
    for role in TEAM:
        person(role, email=f"{role[:3].lower()}@example.org")


def administrator():
    return get_user_model().objects.get(username="administrator")


def workflow() -> Workflow:
    return Workflow.objects.get(name=FACTSHEET_WORKFLOW)


def the_sign_off() -> ClinicalSignOffTask:
    return ClinicalSignOffTask.objects.get()


def reverse_the_steps() -> None:
    for place, row in enumerate(WorkflowTask.objects.filter(workflow=workflow()).order_by("-sort_order")):
        WorkflowTask.objects.filter(pk=row.pk).update(sort_order=place + 10)


def another_workflow_below() -> None:
    own = Workflow.objects.create(name="Short way")
    WorkflowTask.objects.create(workflow=own, task=EditorialCheckTask.objects.get(), sort_order=0)
    WorkflowPage.objects.create(page=draft("Massage"), workflow=own)


def one_person_for_both() -> None:
    get_user_model().objects.filter(username="clinical-reviewer").delete()
    get_user_model().objects.get(username="editor").groups.add(Group.objects.get(name="Clinical reviewer"))


def without(role: str, *codenames: str) -> Callable[[], None]:
    def take_away() -> None:
        group = Group.objects.get(name=role)
        group.permissions.remove(*Permission.objects.filter(codename__in=codenames))
        GroupPagePermission.objects.filter(group=group, permission__codename__in=codenames).delete()

    return take_away


def nobody_in(role: str) -> Callable[[], None]:
    return lambda: Group.objects.get(name=role).user_set.clear()


def lose_the_safety_advice() -> None:
    """Below every rule that keeps it."""
    SignOff.objects.exclude(safety_advice=None)._raw_delete("default")
    SafetyAdvice.objects.all()._raw_delete("default")


#: What breaks the way, and words of the sentence that says so.
BROKEN: dict[str, tuple[Callable[[], object], str]] = {
    "workflow off": (lambda: workflow().deactivate(), "“Factsheet publication” is switched off"),
    "workflow off by a flag": (lambda: Workflow.objects.update(active=False), "is switched off"),
    "workflow deleted": (
        lambda: workflow().delete(),
        "The page “Factsheets”: No workflow is in use for it, so nobody can submit it.",
    ),
    "library unbound": (lambda: WorkflowPage.objects.all().delete(), "The page “Factsheets”: No workflow"),
    "texts unbound": (
        lambda: WorkflowContentType.objects.all().delete(),
        "The disclaimer: No workflow is in use for it",
    ),
    "no clinical step": (
        lambda: WorkflowTask.objects.filter(workflow=workflow(), task=the_sign_off()).delete(),
        "It has no clinical sign-off, so nothing that goes through it can go live.",
    ),
    "no editorial step": (
        lambda: WorkflowTask.objects.filter(task__editorialchecktask__isnull=False).delete(),
        "It has no editorial check.",
    ),
    "no step": (lambda: WorkflowTask.objects.all().delete(), "It has no clinical sign-off"),
    "wrong order": (reverse_the_steps, "Clinical sign-off is not its last step."),
    "another way below": (another_workflow_below, "Workflow “Short way”: It has no clinical sign-off"),
    "step off": (lambda: the_sign_off().deactivate(), "Step “Clinical sign-off”: It is switched off"),
    "step without roles": (
        lambda: the_sign_off().groups.clear(),
        "Step “Clinical sign-off”: No role takes it.",
    ),
    "role of a step deleted": (
        lambda: Group.objects.get(name="Clinical reviewer").delete(),
        "Step “Clinical sign-off”: No role takes it.",
    ),
    "nobody in a role": (nobody_in("Editor"), "Step “Editorial check”: Nobody takes it"),
    "inactive account": (
        lambda: get_user_model().objects.filter(username="clinical-reviewer").update(is_active=False),
        "Step “Clinical sign-off”: Nobody takes it",
    ),
    "one person for both": (one_person_for_both, "Four eyes: editor is the only one who checks"),
    "role deleted": (lambda: Group.objects.get(name="Author").delete(), "Role “Author”: It is not there"),
    "may not enter": (without("Clinical reviewer", "access_admin"), "has lost permissions that it needs"),
    "may not withdraw": (
        without("Clinical reviewer", "change_signoff"),
        "Role “Clinical reviewer”: It has lost permissions that it needs: change sign-off.",
    ),
    "may not take down": (
        without("Editor", "publish_page"),
        "Role “Editor”: It has lost permissions that it needs: publish pages.",
    ),
    "no library": (lambda: LibraryPage.objects.get().delete(), "Library page: There is none"),
    "library not public": (
        lambda: LibraryPage.objects.get().unpublish(),
        "The page “Factsheets”: It is not public",
    ),
    "home not public": (
        lambda: Site.objects.get().root_page.specific.unpublish(),
        "Home page: The site has no public home page.",
    ),
    "home beside the library": (
        lambda: Site.objects.update(root_page=Page.objects.get(slug="privacy")),
        "is not above the library, so readers find no factsheet.",
    ),
    "another site at our address": (
        lambda: Site.objects.create(
            hostname=urlsplit(settings.SITE_URL).hostname,
            port=8999,
            root_page=Page.objects.get(slug="privacy"),
        ),
        "is not above the library, so readers find no factsheet.",
    ),
    "no site": (lambda: Site.objects.all().delete(), "Home page: There is no default site."),
    "no safety advice": (
        lose_the_safety_advice,
        "Safety advice: It is missing.",
    ),
}


@pytest.fixture(autouse=True)
def sites_are_looked_up_anew():
    yield
    Site.clear_site_root_paths_cache()


@pytest.mark.parametrize("fault", BROKEN)
def test_each_fault_is_named_on_the_first_screen_and_by_the_check(fault):
    assert what_is_wrong() == []
    break_it, sentence = BROKEN[fault]
    break_it()
    found = [str(each) for each in what_is_wrong() if each.stops]
    assert any(sentence in each for each in found), found
    seen = sections(administrator())[BEFORE]
    assert len(seen) >= len(found)
    title, _, what = sentence.partition(": ")
    assert any((what or title) in each for each in seen), seen
    assert sentence in " ".join(message.msg for message in the_check())


def the_check():
    return run_checks(tags=[Tags.database], databases=["default"])


@pytest.mark.parametrize("fault", BROKEN)
def test_each_fault_leads_to_where_it_is_put_right(fault, client):
    BROKEN[fault][0]()
    client.force_login(get_user_model().objects.create_superuser("superuser"))
    for each in what_is_wrong():
        assert not each.url or client.get(each.url).status_code == 200, each


def test_when_all_is_in_order_nothing_is_said():
    sign_warning_advice()
    assert NOTHING in front_page(administrator())
    assert the_check() == []


def test_a_role_that_was_renamed_is_no_fault():
    Group.objects.filter(name="Author").update(name="Writer")
    assert what_is_wrong() == []


def test_a_whole_workflow_of_its_own_below_is_no_fault():
    own = Workflow.objects.create(name="Its own way")
    for place, task in enumerate((EditorialCheckTask.objects.get(), the_sign_off())):
        WorkflowTask.objects.create(workflow=own, task=task, sort_order=place)
    WorkflowPage.objects.create(page=draft("Massage"), workflow=own)
    assert what_is_wrong() == []


def test_nobody_who_can_be_reached_is_a_fault_that_stops_nothing():
    get_user_model().objects.update(email="")
    seen = sections(administrator())
    assert BEFORE not in seen
    assert (
        "Nobody who takes the step “Editorial check” or “Clinical sign-off” has an e-mail address"
        in " ".join(seen["Nobody hears of what waits"])
    )


def test_mails_that_are_only_printed_are_named(settings):
    settings.EMAIL_SENDING_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert [str(each) for each in what_is_wrong()] == [
        "Mail: No mail server is set, so mails are printed instead of sent. Whoever keeps the site sets EMAIL_URL."
    ]


@pytest.mark.parametrize("role", ["Author", "Editor", "Clinical reviewer"])
def test_those_who_cannot_mend_it_are_not_told_on_their_first_screen(role):
    workflow().deactivate()
    assert BEFORE not in sections(get_user_model().objects.get(username=role.lower().replace(" ", "-")))


def test_the_check_asks_the_database_only_where_it_may():
    workflow().deactivate()
    with CaptureQueriesContext(connection) as captured:
        assert [each for each in run_checks() if each.id and each.id.startswith("factsheets.W00")] == []
    assert not captured.captured_queries
    out, err = StringIO(), StringIO()
    call_command("check", databases=["default"], stdout=out, stderr=err)
    assert "“Factsheet publication” is switched off" in out.getvalue() + err.getvalue()


def test_the_check_says_so_when_the_tables_do_not_fit():
    MigrationRecorder.Migration.objects.filter(app="factsheets").order_by("-name")[0].delete()
    assert [(each.id, each.msg) for each in the_check()] == [
        ("factsheets.W003", "The tables do not fit this code. Run “manage.py migrate”.")
    ]


def test_the_command_that_makes_the_tables_is_not_told_to_run_itself(monkeypatch):
    MigrationRecorder.Migration.objects.filter(app="factsheets").order_by("-name")[0].delete()
    monkeypatch.setattr("sys.argv", ["manage.py", "migrate", "--verbosity=0"])
    assert the_check() == []


@pytest.mark.parametrize("role", ["Editor", "Administrator", "Volunteers"])
def test_a_role_that_is_no_clinical_reviewers_and_takes_the_sign_off_is_a_fault(role):
    the_sign_off().groups.add(Group.objects.get_or_create(name=role)[0])
    sentence = f"The role “{role}” takes it too, and does not have what clinical reviewers have"
    seen = sections(administrator())
    assert BEFORE not in seen
    assert sentence in " ".join(seen["Worth a look"])
    assert f"Step “Clinical sign-off”: {sentence}" in " ".join(message.msg for message in the_check())


def test_two_roles_of_clinical_reviewers_are_no_fault():
    second = Group.objects.create(name="Surgeons")
    second.permissions.set(Group.objects.get(name="Clinical reviewer").permissions.all())
    the_sign_off().groups.add(second)
    assert what_is_wrong() == []


def test_the_daily_run_says_how_the_way_is():
    out = StringIO()
    call_command("daily", stdout=out)
    assert "The way to publication: in order." in out.getvalue()
    Task.objects.filter(pk=the_sign_off().pk).update(active=False)
    out = StringIO()
    call_command("daily", stdout=out)
    assert "Step “Clinical sign-off”: It is switched off" in out.getvalue()


def test_it_costs_the_same_however_much_is_in_the_library():
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            what_is_wrong()
        return len(captured)

    count()  # content types and sites are remembered from now on
    few = count()
    for number in range(5):
        draft(f"Therapy {number}")
        person("Author", f"author{number}")
        person("Editor", f"editor{number}")
    assert count() == few
