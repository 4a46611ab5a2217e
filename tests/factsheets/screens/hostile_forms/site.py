"""A site with one of everything that has a form in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Site, Task, UploadedFile, Workflow

from factsheets.models import (
    GOVERNED_TEXTS,
    FactsheetPage,
    Feedback,
    Review,
    ReviewerProfile,
    SearchSynonym,
    Signpost,
    UnansweredSearch,
    WarningPhrase,
    WarningSign,
    WarningSignChange,
    WordingChange,
)
from factsheets.publication.withdrawing import withdraw
from home.models import HomePage, PlainPage
from tests import builders
from tests.factsheets.screens.kinds import KINDS

Known = dict[str, dict[str, list[Any]]]


def make_site() -> Known:
    """What stands in the places of the addresses, by the name of the address or of its part of the admin; "" is any."""
    boss = builders.superuser()
    ReviewerProfile.objects.create(
        user=boss, registered_name="Dr Jo Bloggs", role="GP", professional_body="A council",
        registration_number="1", interests="None",
    )  # fmt: skip
    records = {kind.model._meta.model_name: kind.make().pk for kind in KINDS}
    public, checking, signing = (
        builders.live("Massage"),
        builders.complete_draft("TENS"),
        builders.complete_draft("Yoga"),
    )
    _fill(checking, records, public)
    withdrawn = builders.live("Chiropractic")
    withdraw(withdrawn, reason="Old.", replacement=None, user=boss, now=timezone.now())
    for page in (checking, signing):
        page.get_workflow().start(page, user=boss)
    signing.current_workflow_task_state.approve(user=boss)
    checking, signing = (FactsheetPage.objects.get(pk=page.pk) for page in (checking, signing))
    decision = builders.sign(public)
    plain, home, library = PlainPage.objects.first(), HomePage.objects.get(), builders.library()
    redirect = Redirect.objects.create(old_path="/old", redirect_page=public, site=Site.objects.get())
    query = Query.get("pain")
    SearchPromotion.objects.create(query=query, page=public, description="Good.")
    image = Image.objects.create(title="Picture", file=get_test_image_file())
    document = Document.objects.create(title="Paper", file=ContentFile(b"words", "paper.txt"))
    uploaded = UploadedFile.objects.create(
        for_content_type=None, file=ContentFile(b"x", "x.txt"), uploaded_by_user=boss
    )
    collection = Collection.get_first_root_node().add_child(instance=Collection(name="Pictures"))
    answer = Feedback.objects.create(page=public, useful=True, form_mark="one")
    today = timezone.localdate()
    search = UnansweredSearch.objects.create(term="cupping", count=5, first_on=today, last_on=today)
    review = Review.objects.create(page=public, outcome="unchanged", reviewer="Dr A")
    session = EditingSession.objects.create(user=boss, content_object=checking, last_seen_at=timezone.now())
    somebody = builders.person("Author", "an-author")
    workflow = Workflow.objects.first()
    task = Task.objects.first()
    wording = WordingChange.objects.create(
        kind="painpattern",
        record_id=records["painpattern"],
        record_name="Something",
        before={"name": "Something"},
        after={"name": "Something else"},
        proposed_by=somebody,
        proposed_by_name="An author",
        proposed_at=timezone.now(),
    )
    sign = WarningSign.objects.create(name="Toes", level="urgent", about="toes", wrong="numb")
    narrowing = WarningSignChange.objects.create(
        sign=sign,
        sign_name="Toes",
        kind="narrowing",
        difference={"about": {"added": [], "removed": ["toes"]}},
        proposed_by=somebody,
        proposed_by_name="An author",
        proposed_at=timezone.now(),
    )
    snippets = {
        "warningsign": sign.pk,
        "warningphrase": WarningPhrase.objects.create(phrase="numb toes at night", expected="urgent").pk,
        **records,
        "feedback": answer.pk,
        "review": review.pk,
        "searchsynonym": SearchSynonym.objects.create(expressions="ache\nsore").pk,
        "signpost": Signpost.objects.create(
            heading="Yoga", words="yoga", text="None.", kind="our_page", page=plain
        ).pk,
        **{model._meta.model_name: model.objects.get().pk for model in GOVERNED_TEXTS},
    }
    page_kinds = {"content_type_app_name": ["factsheets"], "content_type_model_name": ["factsheetpage"]}
    state = checking.current_workflow_task_state
    known: Known = {
        "": {
            "page_id": [checking.pk],
            "page_pk": [checking.pk],
            "page_to_move_id": [checking.pk],
            "parent_page_id": [library.pk],
            "destination_id": [library.pk],
            "revision_id": [checking.latest_revision_id],
            "revision_id_a": ["earliest"],
            "revision_id_b": ["latest"],
            "task_state_id": [state.pk],
            "workflow_state_id": [state.workflow_state_id],
            "task_id": [task.pk],
            "workflow_pk": [workflow.pk],
            "action_name": ["approve", "reject"],
            "image_id": [image.pk],
            "document_id": [document.pk],
            "doc_id": [document.pk],
            "uploaded_file_id": [uploaded.pk],
            "redirect_id": [redirect.pk],
            "query_id": [query.pk],
            "collection_id": [collection.pk],
            "session_id": [session.pk],
            "sign_off_id": [decision.pk],
            "number": [1],
            "change_id": [wording.pk],
            "filter_spec": ["width-100"],
            "rest": [""],
        },
        "None": {"page_id": [checking.pk, plain.pk, library.pk], "pk": [workflow.pk]},
        "wagtailadmin_pages": {"pk": [checking.pk]},  # as newer releases call it
        "wagtailadmin_pages:edit": {"page_id": [checking.pk]},
        "wagtailadmin_pages:unpublish": {"page_id": [plain.pk]},
        "wagtailadmin_pages:move": {"page_to_move_id": [plain.pk]},
        "wagtailadmin_pages:move_confirm": {"page_to_move_id": [plain.pk], "destination_id": [home.pk]},
        "wagtailadmin_pages:set_page_position": {"page_to_move_id": [plain.pk]},
        "wagtailadmin_pages:copy": {"page_id": [checking.pk, plain.pk]},
        "wagtailadmin_pages:delete": {"page_id": [checking.pk, plain.pk]},
        "wagtailadmin_pages:add": page_kinds,
        "wagtailadmin_pages:preview_on_add": page_kinds,
        "wagtailadmin_pages:type_use": page_kinds,
        "wagtailadmin_pages:type_use_results": page_kinds,
        "wagtailadmin_pages:choose_parent": {"app_label": ["factsheets"], "model_name": ["factsheetpage"]},
        "wagtailadmin_tag_model_autocomplete": {"app_name": ["taggit"], "model_name": ["tag"]},
        "wagtailadmin_collections": {"pk": [collection.pk]},
        "wagtailadmin_workflows": {
            "pk": [workflow.pk],
            "app_label": ["wagtailcore"],
            "model_name": ["groupapprovaltask"],
        },
        "wagtailadmin_workflows:edit_task": {"pk": list(Task.objects.values_list("pk", flat=True))},
        "wagtailadmin_workflows:disable_task": {"pk": [task.pk]},
        "wagtailadmin_workflows:enable_task": {"pk": [task.pk]},
        "wagtailadmin_editing_sessions": {
            "app_label": ["factsheets"],
            "model_name": ["factsheetpage"],
            "object_id": [checking.pk],
        },
        "wagtailusers_users": {"pk": [somebody.pk]},
        "wagtailusers_groups": {"pk": [Group.objects.first().pk]},
        "wagtaildocs_chooser": {"pk": [document.pk]},
        "wagtailimages_chooser": {"pk": [image.pk]},
        "wagtailsites": {"pk": [Site.objects.get().pk]},
        "factsheets_warning_sign_change": {"change_id": [narrowing.pk]},
        "factsheets_see_warning_sign": {"change_id": [narrowing.pk]},
        "factsheets_take_back_warning_sign": {"change_id": [narrowing.pk]},
        "factsheets_remove_warning_sign": {"sign_id": [sign.pk]},
        "forget_search": {"pk": [search.pk]},
        "factsheets_withdraw": {"page_id": [public.pk]},
        "factsheets_undo_withdrawal": {"page_id": [withdrawn.pk]},
        "factsheets_versions": {"page_id": [public.pk]},
        "factsheets_version": {"page_id": [public.pk]},
        "factsheets_version_comparison": {"page_id": [public.pk]},
        "factsheet_review": {"page_id": [public.pk]},
        "factsheet_review_acknowledge": {"page_id": [public.pk]},
        "factsheets_sign_off": {"task_state_id": [signing.current_workflow_task_state.pk]},
        "factsheets_sign_offs": {"kind": ["factsheetpage"], "text_id": [public.pk]},
        "wagtailadmin_api:pages": {"pk": [checking.pk], "action_name": _API_ACTIONS},
        "wagtailadmin_api:images": {"pk": [image.pk]},
        "wagtailadmin_api:documents": {"pk": [document.pk]},
        "wagtailadmin_password_reset_confirm": {"uidb64": ["MQ"], "token": ["set-password"]},
    }
    for model, number in snippets.items():
        known[f"wagtailsnippets_factsheets_{model}"] = {"pk": [number]}
        known[f"wagtailsnippetchoosers_factsheets_{model}"] = {"pk": [number]}
    for model in GOVERNED_TEXTS:
        text = model.objects.get()
        text.save_revision()
        text.get_workflow().start(text, user=boss)
        text = model.objects.get()
        known[f"wagtailsnippets_factsheets_{model._meta.model_name}"] |= {
            "revision_id": [text.latest_revision_id],
            "task_state_id": [text.current_workflow_task_state.pk],
            "workflow_state_id": [text.current_workflow_state.pk],
        }
    return known


_API_ACTIONS = [
    "convert_alias", "copy", "delete", "publish", "unpublish", "move", "revert_to_page_revision",
]  # fmt: skip


def _fill(page: FactsheetPage, records: dict[str, int], other: FactsheetPage) -> None:
    """A row of each kind, so that the form has one."""
    page.suitabilities.create(verdict="likely", condition_id=records["condition"])
    page.suitabilities.create(verdict="avoid", pattern_id=records["painpattern"])
    page.citations.create(source_id=records["source"], section="evidence")
    page.associations.create(association_id=records["association"])
    page.related_items.create(factsheet=other)
    page.import_notes.create(kind="odd", text="Look at this.", settled=True)
    page.save()
    page.save_revision()
