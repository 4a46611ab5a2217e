"""No screen of the admin that changes a row writes over somebody else's save without a word; rows below a record included."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.admin.views.account import AccountView
from wagtail.admin.views.generic import EditView
from wagtail.admin.views.generic.multiple_upload import EditView as UploadedEditView
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.documents.models import Document
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page, Workflow, WorkflowTask
from wagtail.snippets.views.snippets import EditView as SnippetEditView
from wagtail.users.views.users import EditView as UserEditView

from factsheets.edit_conflicts.other_saves import NoticesOtherSaves
from factsheets.powers.screens.groups import EditGroup
from tests.factsheets.screens.hostile_forms.addresses import addresses

from .test_other_saves import boss as boss
from .test_other_saves import form_at, kept_by
from .test_stale_form import rows_shown


def add_a_step(workflow: Workflow) -> None:
    step = GroupApprovalTask.objects.create(name="Theirs")
    WorkflowTask.objects.create(workflow=workflow, task=step, sort_order=1)


def give_a_permission(group: Group) -> None:
    change = Permission.objects.get(codename="change_page")
    page = Page.objects.get(depth=1)
    GroupPagePermission.objects.create(group=group, page=page, permission=change)


#: What makes the record, the address that changes it, and what somebody else does to its rows.
BELOW = {
    "steps": (lambda: Workflow.objects.create(name="Old"), "wagtailadmin_workflows:edit", add_a_step),
    "powers": (lambda: Group.objects.create(name="Old"), "wagtailusers_groups:edit", give_a_permission),
    "promotions": (
        lambda: Query.get("knee"),
        "wagtailsearchpromotions:edit",
        lambda query: SearchPromotion.objects.create(
            query=query, external_link_url="https://example.org/", external_link_text="Theirs"
        ),
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", BELOW)
def test_rows_below_a_record_that_somebody_else_has_changed(kind, boss):
    make, name, change = BELOW[kind]
    row = make()
    address = reverse(name, args=[row.pk])
    typed = form_at(boss, address)
    change(row)
    asked = boss.post(address, typed)
    assert asked.status_code == 409
    [(saved, _yours)] = rows_shown(asked).values()
    assert saved != "empty"
    assert "Open the saved text in a new tab, and type there" in asked.content.decode()
    assert "Keep mine" not in asked.content.decode()


@pytest.mark.django_db
def test_a_file_that_was_replaced_is_no_conflict_for_whoever_changes_the_words(boss):
    row = Document.objects.create(title="Old", file=ContentFile(b"Heat", "heat.txt"))
    row.tags.add("warm")
    address = reverse("wagtaildocs:edit", args=[row.pk])
    typed = form_at(boss, address) | {"title": "Mine"}
    Document.objects.filter(pk=row.pk).update(file="documents/theirs.txt")
    assert boss.post(address, typed).status_code == 302
    typed = form_at(boss, address) | {"tags": "hot"}
    row.tags.add("cold")
    assert rows_shown(boss.post(address, typed)) == {"Tags": ("cold warm", "hot")}


@pytest.mark.django_db
def test_who_decides_a_step_is_not_taken_away_in_passing(boss):
    step, (first, second) = GroupApprovalTask.objects.create(name="Old"), Group.objects.order_by("name")[:2]
    step.groups.add(first)
    address = reverse("wagtailadmin_workflows:edit_task", args=[step.pk])
    typed = form_at(boss, address)
    step.groups.add(second)
    asked = boss.post(address, typed)
    assert rows_shown(asked)["Groups"][1] == str(first)
    assert kept_by(boss, asked, address).status_code == 302
    assert list(step.groups.all()) == [first]


#: Screens that change a row and let the last save win, with the reason.
LAST_SAVE_WINS = {
    "/admin/images/multiple/<int:image_id>/": "the title of a picture, typed by whoever uploads it",
    "/admin/documents/multiple/<int:doc_id>/": "the title of a document, typed by whoever uploads it",
    "/admin/account/": "the name, the picture and the wishes of one person, typed by that person alone",
}
#: Screens that have hooks before they change a row.
HOOKED = (SnippetEditView, UserEditView, EditGroup)


def test_every_screen_that_changes_a_row_notices_others():
    unguarded = {
        address
        for address, view in screens()
        if issubclass(view, (EditView, UploadedEditView, AccountView))
        and not issubclass(view, (NoticesOtherSaves, *HOOKED))
    }
    assert unguarded == set(LAST_SAVE_WINS)


def screens() -> Iterator[tuple[str, type]]:
    """Each address of a class of Wagtail's, as the first that stands under it answers."""
    seen = set()
    for address in addresses():
        if address.template not in seen:
            seen.add(address.template)
            if view := getattr(address.view, "view_class", None):
                yield address.template, view
