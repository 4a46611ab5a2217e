"""A library of which readers may see a part, and all that they may not: each kind of record in each hidden state."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any, NamedTuple

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image as Picture
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, Comment, CommentReply, Page, PageViewRestriction
from wagtail.users.models import UserProfile

from factsheets.keeping.models.kept_name import KeptName
from factsheets.models import (
    GOVERNED_TEXTS,
    Association,
    Citation,
    Condition,
    ContactCheck,
    FactsheetAssociation,
    FactsheetPage,
    Feedback,
    ImportedDocument,
    ImportNote,
    OutgoingMail,
    PainPattern,
    RelatedItem,
    Reminder,
    Resource,
    Review,
    ReviewerProfile,
    ReviewTask,
    Signpost,
    Source,
    Suitability,
    TakeDownRequest,
    TherapyKind,
    UnansweredSearch,
    Version,
    WarningPhrase,
    WarningSignChange,
    WordingChange,
)
from factsheets.publication.withdrawing import withdraw
from home.models import HomePage, PlainPage
from tests.builders import (
    complete_draft,
    library,
    live,
    person,
    put_live,
    sign,
    sign_governed_texts,
    suits,
    superuser,
)

from .canary import ONE, OTHER, fill, plant, snapshot


class Hidden(NamedTuple):
    """The rows that were planted."""

    pages: list[Page]
    withdrawn: FactsheetPage
    documents: list[Document]
    images: list[Image]
    conditions: list[Condition]
    codes: list[str]


def build() -> Hidden:
    """The public part first, as the table of public addresses wants it; then, with the words in every text, the rest."""
    public = _public()
    before = snapshot()
    pages = {
        state: _page(state)
        for state in (
            "draft",
            "private",
            "password",
            "scheduled",
            "taken-down",
            "withdrawn",
            "withdrawn-private",
        )
    }
    plain = _plain_pages()
    _papers(public)
    for page in pages.values():
        _papers(page)
    plant(before)
    _bring_about(pages, plain)
    _drafts_of_what_is_public(public, pages["draft"])
    Redirect.add_redirect("/old", redirect_to=pages["draft"])
    plant(before)
    numbers = [page.pk for page in pages.values()]
    return Hidden(
        pages=[
            *FactsheetPage.objects.filter(pk__in=numbers),
            *PlainPage.objects.filter(pk__in=[p.pk for p in plain]),
        ],
        withdrawn=FactsheetPage.objects.get(pk=pages["withdrawn"].pk),
        documents=list(Document.objects.exclude(pk__in=before[Document])),
        images=list(Image.objects.all()),
        conditions=list(Condition.objects.exclude(pk__in=before[Condition])),
        codes=list(Version.objects.filter(factsheet__in=numbers).values_list("code", flat=True)),
    )


def _public() -> FactsheetPage:
    sign_governed_texts()
    page = live()
    suits(page, "likely", Condition.objects.create(name="Sciatica"))
    Version.objects.filter(factsheet__slug="medical-acupuncture", number=1).update(code="ABC234T")
    withdraw(live("Osteopathy"), reason="It is old.", replacement=None, user=superuser(), now=timezone.now())
    suits(live("TENS"), "avoid", PainPattern.objects.create(name="Dull or aching", aspect="feel"))
    return page


def _page(state: str) -> FactsheetPage:
    """A factsheet with a row of each kind, whose records nothing else uses."""
    page = complete_draft(f"A {state} one", therapy_kind=TherapyKind.objects.create(name=state))
    page.owner = person(username=f"owner-{state}", email=f"{state}@example.org")
    page.seo_title = page.search_description = state
    page.save()
    society = Association.objects.create(name=state)
    ContactCheck.objects.create(association=society, fact="phone", checked_by=state, checked_how=state)
    source = Source.objects.create(kind="trial", title=state)
    Suitability.objects.create(page=page, verdict="likely", condition=Condition.objects.create(name=state))
    pattern = PainPattern.objects.create(name=state, aspect="feel")
    Suitability.objects.create(page=page, verdict="avoid", pattern=pattern)
    FactsheetAssociation.objects.create(page=page, association=society)
    Citation.objects.create(page=page, source=source, section="evidence")
    RelatedItem.objects.create(page=page, resource=Resource.objects.create(kind="book", title=state))
    RelatedItem.objects.create(page=page, pending_title=state)
    RelatedItem.objects.create(page=page, factsheet=FactsheetPage.objects.get(slug="tens"))
    return page


def _plain_pages() -> list[Page]:
    home = HomePage.objects.get()
    return [
        home.add_child(instance=PlainPage(title=f"Plain {number}", body="<p>x</p>", live=False))
        for number in (1, 2)
    ]


def _papers(page: FactsheetPage) -> None:
    """What staff have beside a factsheet, public or not."""
    now, today = timezone.now(), timezone.localdate()
    reviewer = person(username=f"reviewer-{page.slug}", first_name="x", last_name="y", email="z@example.org")
    ReviewerProfile.objects.create(user=reviewer)
    UserProfile.get_for_user(reviewer).avatar.save("x.png", ContentFile(b"x"))
    sign(page, reviewer, comment="x")
    sign(page, reviewer, withdrawn_at=now, withdrawal_reason="x", withdrawn_by=reviewer)
    Review.objects.create(page=page, outcome="unchanged", reviewer="x", recorded_by=reviewer, notes="x")
    Feedback.objects.create(page=page, useful=False, comment="x", form_mark=page.slug)
    Feedback.objects.create(
        page=page,
        useful=True,
        form_mark=f"{page.slug}-2",
        handled_at=now,
        settled_as="set_aside",
        settled_note="x",
    )
    source = Source.objects.create(kind="trial", title=f"Retracted, {page.slug}", status="withdrawn")
    ReviewTask.objects.create(
        page=page,
        source=source,
        source_status="withdrawn",
        opened_at=now,
        settled_at=now,
        settled_as="answered",
    )
    Reminder.objects.create(page=page, due_on=today, stage="due", made_at=now)
    ImportNote.objects.create(page=page, kind="odd", text="x", settled=True)
    ImportedDocument.objects.create(page=page, name="x", digest="x" * 64, text="x")
    OutgoingMail.objects.create(key=page.slug, to="x@example.org", subject="x", body="x", made_at=now)
    UnansweredSearch.objects.create(term=page.slug[:60], count=9, first_on=today, last_on=today)
    WordingChange.objects.create(
        kind="condition",
        record_id=page.pk,
        record_name="x",
        before={"name": "x"},
        after={"name": "x"},
        proposed_by_name="x",
        proposed_at=now,
        outcome="declined",
        decided_at=now,
        decided_by_name="x",
        comment="x",
    )
    WarningPhrase.objects.create(phrase=f"x {page.slug}", expected="none")
    WarningSignChange.objects.create(
        sign_name="x",
        kind="removal",
        difference={},
        proposed_by_name="x",
        proposed_at=now,
        outcome="declined",
        decided_at=now,
        decided_by_name="x",
        comment="x",
    )
    TakeDownRequest.objects.create(factsheet=page, reason="x", asked_by=reviewer, asked_at=now)
    KeptName.objects.create(kind="factsheets.condition", key=page.pk, name="x", deleted_at=now)
    thread = Comment.objects.create(page=page, user=reviewer, text="x", contentpath="introduction")
    CommentReply.objects.create(comment=thread, user=reviewer, text="x")
    SearchPromotion.objects.create(query=Query.get(f"x {page.slug}"), page=page, description="x")
    picture = BytesIO()
    Picture.new("RGB", (4, 3)).save(picture, "PNG")
    Image.objects.create(
        title="x", file=ImageFile(picture, f"{ONE}-{OTHER}.png"), collection=_private_collection()
    )


def _private_collection() -> Collection:
    return Collection.objects.filter(depth=2).first() or Collection.get_first_root_node().add_child(name="x")


def _bring_about(pages: dict[str, FactsheetPage], plain: list[Page]) -> None:
    """Each hidden page gets into its state, with the words in all that it is made of."""
    leaflet = Document.objects.create(title=ONE, file=ContentFile(b"%PDF", f"{ONE}-{OTHER}.pdf"))
    link = f'<p>{ONE} <a linktype="document" id="{leaflet.pk}">{OTHER}</a></p>'
    for state, early in pages.items():
        FactsheetPage.objects.filter(pk=early.pk).update(procedure=link)
        page = FactsheetPage.objects.get(pk=early.pk)
        if state == "scheduled":
            page.go_live_at = timezone.now() + timedelta(days=1)
        revision = page.save_revision()
        if state != "draft":
            put_live(page, revision)
        page = FactsheetPage.objects.get(pk=early.pk)
        if state in ("private", "password"):
            kind = "login" if state == "private" else "password"
            PageViewRestriction.objects.create(page=page, restriction_type=kind, password="x")
        elif state == "taken-down":
            page.unpublish()
        elif state.startswith("withdrawn"):
            withdraw(page, reason="x", replacement=None, user=person(username=state), now=timezone.now())
        if state == "withdrawn-private":
            PageViewRestriction.objects.create(page=page, restriction_type="login")
    draft, private = (PlainPage.objects.get(pk=page.pk) for page in plain)
    draft.save_revision()
    private.save_revision().publish()
    PageViewRestriction.objects.create(page=Page.objects.get(pk=private.pk), restriction_type="login")


def _drafts_of_what_is_public(public: FactsheetPage, hidden: FactsheetPage) -> None:
    """Every public text has a draft with the words, and its workflow a comment; nothing of that is public."""
    texts: list[Any] = [
        FactsheetPage.objects.get(pk=public.pk),
        library(),
        HomePage.objects.get(),
        *PlainPage.objects.filter(live=True, slug="about"),
        *(model.objects.get() for model in GOVERNED_TEXTS),
    ]
    for text in texts:
        fill(text)
        text.save_revision()
    page = FactsheetPage.objects.get(pk=public.pk).get_latest_revision_as_object()
    page.related_items.add(RelatedItem(factsheet=hidden))
    page.suitabilities.add(
        Suitability(verdict="unlikely", condition=Condition.objects.last(), note=f"{ONE} {OTHER}")
    )
    page.save_revision()
    Signpost.objects.create(
        heading="Where", words="needles", text="There.", kind="our_page", page=hidden.page_ptr
    )
    # Also where readers see the row itself: what it leads to is not public.
    RelatedItem.objects.create(page=public, factsheet=hidden)
    page.get_workflow().start(page, user=page.owner or person(username="y"))
    step = FactsheetPage.objects.get(pk=public.pk).current_workflow_task_state
    step.reject(user=person("Editor", "z"), comment=f"{ONE} {OTHER}")
