"""A site with one of everything that has a form in the admin."""

from __future__ import annotations

from typing import Any, NamedTuple

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
    BatchDocument,
    FactsheetPage,
    Feedback,
    ImportBatch,
    ImportedDocument,
    OriginalDocument,
    OutgoingMail,
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
from home.models import PlainPage
from tests import builders
from tests.factsheets.screens.kinds import KINDS

from .wagtails_places import Known, addresses_of_pages, addresses_of_wagtail


class _Texts(NamedTuple):
    """Factsheets, one in each state: public, with the editor, with the clinician, withdrawn."""

    public: FactsheetPage
    checking: FactsheetPage
    signing: FactsheetPage
    withdrawn: FactsheetPage


def make_site() -> Known:
    """What stands in the places of the addresses, by the name of the address or of its part of the admin; "" is any."""
    boss = builders.superuser()
    ReviewerProfile.objects.create(
        user=boss, registered_name="Dr Jo Bloggs", role="GP", professional_body="A council",
        registration_number="1", interests="None",
    )  # fmt: skip
    records = {kind.model._meta.model_name: kind.make().pk for kind in KINDS}
    texts = _texts(boss, records)
    plain, author = PlainPage.objects.first(), builders.person("Author", "an-author")
    sign = WarningSign.objects.create(name="Toes", level="urgent", about="toes", wrong="numb")
    known = {
        "": {
            **_of_pages(texts),
            **_of_files(boss),
            **_of_search(texts.public),
            "task_id": [Task.objects.first().pk],
            "workflow_pk": [Workflow.objects.first().pk],
            "collection_id": [_collection().pk],
            "session_id": [_editing_session(boss, texts.checking).pk],
            "sign_off_id": [builders.sign(texts.public).pk],
            "number": [1],
            "change_id": [_wording_change(records["painpattern"], author).pk],
            "rest": [""],
        },
        **addresses_of_pages(texts.checking, plain),
        **addresses_of_wagtail(texts.checking, author),
        **_addresses_of_ours(texts),
        **_addresses_of_imports(texts.checking),
        **_addresses_of_signs(sign, _narrowing(sign, author)),
        **_addresses_of_snippets(_snippets(texts.public, plain) | records | {"warningsign": sign.pk}),
    }
    for model in GOVERNED_TEXTS:
        known[f"wagtailsnippets_factsheets_{model._meta.model_name}"] |= _of_governed_text(model, boss)
    return known


def _texts(boss: Any, records: dict[str, int]) -> _Texts:
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
    return _Texts(public, checking, signing, withdrawn)


def _of_pages(texts: _Texts) -> dict[str, list[Any]]:
    page, state = texts.checking, texts.checking.current_workflow_task_state
    return {
        "page_id": [page.pk],
        "page_pk": [page.pk],
        "page_to_move_id": [page.pk],
        "parent_page_id": [builders.library().pk],
        "destination_id": [builders.library().pk],
        "revision_id": [page.latest_revision_id],
        "revision_id_a": ["earliest"],
        "revision_id_b": ["latest"],
        "task_state_id": [state.pk],
        "workflow_state_id": [state.workflow_state_id],
        "action_name": ["approve", "reject"],
    }


def _of_files(boss: Any) -> dict[str, list[Any]]:
    uploaded = UploadedFile.objects.create(
        for_content_type=None, file=ContentFile(b"x", "x.txt"), uploaded_by_user=boss
    )
    image = Image.objects.create(title="Picture", file=get_test_image_file())
    document = Document.objects.create(title="Paper", file=ContentFile(b"words", "paper.txt"))
    return {
        "image_id": [image.pk],
        "document_id": [document.pk],
        "doc_id": [document.pk],
        "uploaded_file_id": [uploaded.pk],
        "filter_spec": ["width-100"],
    }


def _of_search(public: FactsheetPage) -> dict[str, list[Any]]:
    query = Query.get("pain")
    SearchPromotion.objects.create(query=query, page=public, description="Good.")
    redirect = Redirect.objects.create(old_path="/old", redirect_page=public, site=Site.objects.get())
    return {"query_id": [query.pk], "redirect_id": [redirect.pk]}


def _collection() -> Collection:
    return Collection.get_first_root_node().add_child(instance=Collection(name="Pictures"))


def _editing_session(boss: Any, page: FactsheetPage) -> EditingSession:
    return EditingSession.objects.create(user=boss, content_object=page, last_seen_at=timezone.now())


def _wording_change(pattern: int, author: Any) -> WordingChange:
    return WordingChange.objects.create(
        kind="painpattern",
        record_id=pattern,
        record_name="Something",
        before={"name": "Something"},
        after={"name": "Something else"},
        proposed_by=author,
        proposed_by_name="An author",
        proposed_at=timezone.now(),
    )


def _narrowing(sign: WarningSign, author: Any) -> WarningSignChange:
    return WarningSignChange.objects.create(
        sign=sign,
        sign_name="Toes",
        kind="narrowing",
        difference={"about": {"added": [], "removed": ["toes"]}},
        proposed_by=author,
        proposed_by_name="An author",
        proposed_at=timezone.now(),
    )


def _addresses_of_ours(texts: _Texts) -> Known:
    public, today = [texts.public.pk], timezone.localdate()
    search = UnansweredSearch.objects.create(term="cupping", count=5, first_on=today, last_on=today)
    mail = OutgoingMail.objects.create(
        key="one", to="a@example.org", subject="A", body="B", made_at=timezone.now()
    )
    return {
        "send_mail_again": {"pk": [mail.pk]},
        "give_up_mail": {"pk": [mail.pk]},
        "forget_search": {"pk": [search.pk]},
        "factsheets_withdraw": {"page_id": public},
        "factsheets_undo_withdrawal": {"page_id": [texts.withdrawn.pk]},
        "factsheets_versions": {"page_id": public},
        "factsheets_version": {"page_id": public},
        "factsheets_version_comparison": {"page_id": public},
        "factsheet_review": {"page_id": public},
        "factsheet_review_acknowledge": {"page_id": public},
        "factsheets_sign_off": {"task_state_id": [texts.signing.current_workflow_task_state.pk]},
        "factsheets_sign_offs": {"kind": ["factsheetpage"], "text_id": public},
    }


def _addresses_of_imports(page: FactsheetPage) -> Known:
    """A batch that waits, one that is under way, and one that is done."""
    original = OriginalDocument.objects.keep(b"Heat\n\nEvidence\nSome.\n")
    now, batches = timezone.now(), {}
    for state in ("planned", "reading", "applied"):
        confirmed_at = now if state == "applied" else None
        batch = ImportBatch.objects.create(name=state, state=state, confirmed_at=confirmed_at)
        batches[state] = BatchDocument.objects.create(
            batch=batch,
            place=1,
            name="heat.txt",
            size=1,
            digest=original.digest,
            original=original,
            state="planned" if state == "planned" else "unchanged",
            plan=_PLAN,
        )
    imported = ImportedDocument.objects.create(
        page=page, name="heat.txt", digest=original.digest, text="Heat", original=original
    )
    planned, reading, applied = (batches[state].batch_id for state in ("planned", "reading", "applied"))
    return {
        "factsheets_import_batch": {"batch_id": [planned, reading, applied]},
        "factsheets_go_on_with_batch": {"batch_id": [reading]},
        "factsheets_undo_batch": {"batch_id": [applied]},
        "factsheets_throw_batch_away": {"batch_id": [reading]},
        "factsheets_original_of_batch": {"batch_id": [planned], "document_id": [batches["planned"].pk]},
        "factsheets_original": {"document_id": [imported.pk]},
    }


_PLAN = {
    "text": "Heat",
    "drafts": [{"title": "Heat", "reading": {"factsheet": {"title": "Heat"}, "odd": ["A space."]}}],
}


def _addresses_of_signs(sign: WarningSign, narrowing: WarningSignChange) -> Known:
    change = {"change_id": [narrowing.pk]}
    return {
        "factsheets_warning_sign_change": change,
        "factsheets_see_warning_sign": change,
        "factsheets_take_back_warning_sign": change,
        "factsheets_remove_warning_sign": {"sign_id": [sign.pk]},
    }


def _snippets(public: FactsheetPage, plain: PlainPage) -> dict[str, int]:
    """One of each kind but the records and signs, by the name of its model."""
    phrase = WarningPhrase.objects.create(phrase="numb toes at night", expected="urgent")
    signpost = Signpost.objects.create(
        heading="Yoga", words="yoga", text="None.", kind="our_page", page=plain
    )
    return {
        "warningphrase": phrase.pk,
        "feedback": Feedback.objects.create(page=public, useful=True, form_mark="one").pk,
        "review": Review.objects.create(page=public, outcome="unchanged", reviewer="Dr A").pk,
        "searchsynonym": SearchSynonym.objects.create(expressions="ache\nsore").pk,
        "signpost": signpost.pk,
        **{model._meta.model_name: model.objects.get().pk for model in GOVERNED_TEXTS},
    }


def _addresses_of_snippets(snippets: dict[str, int]) -> Known:
    return {
        f"{part}_factsheets_{model}": {"pk": [number]}
        for model, number in snippets.items()
        for part in ("wagtailsnippets", "wagtailsnippetchoosers")
    }


def _of_governed_text(model: Any, boss: Any) -> dict[str, list[Any]]:
    """What its addresses ask for besides, once its words wait in a step."""
    text = model.objects.get()
    text.save_revision()
    text.get_workflow().start(text, user=boss)
    text = model.objects.get()
    return {
        "revision_id": [text.latest_revision_id],
        "task_state_id": [text.current_workflow_task_state.pk],
        "workflow_state_id": [text.current_workflow_state.pk],
    }


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
