"""A library of which readers may see a part, and all that they may not: each kind of record in each hidden state."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page, PageViewRestriction

from factsheets.models import (
    GOVERNED_TEXTS,
    Association,
    Citation,
    Condition,
    ContactCheck,
    FactsheetAssociation,
    FactsheetPage,
    PainPattern,
    RelatedItem,
    Resource,
    Signpost,
    Source,
    Suitability,
    TherapyKind,
    Version,
)
from factsheets.publication.withdrawing import withdraw
from home.models import HomePage, PlainPage
from tests.builders import (
    complete_draft,
    library,
    live,
    person,
    put_live,
    sign_governed_texts,
    suits,
    superuser,
)

from .canary import ONE, OTHER, fill, plant, snapshot
from .papers import papers


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
    papers(public)
    for page in pages.values():
        papers(page)
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
