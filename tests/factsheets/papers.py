"""What staff have beside a factsheet: one of each kind of record about it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image as Picture
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.images.models import Image
from wagtail.models import Collection, Comment, CommentReply
from wagtail.users.models import UserProfile

from factsheets.keeping.models.kept_name import KeptName
from factsheets.models import (
    BatchDocument,
    FactsheetPage,
    Feedback,
    ImportBatch,
    ImportedDocument,
    ImportNote,
    OriginalDocument,
    OutgoingMail,
    Reminder,
    Review,
    ReviewerProfile,
    ReviewTask,
    Source,
    TakeDownRequest,
    UnansweredSearch,
    WarningPhrase,
    WarningSignChange,
    WordingChange,
)
from tests.builders import person, sign

from .canary import ONE, OTHER


def papers(page: FactsheetPage) -> None:
    """What staff have beside a factsheet, public or not."""
    reviewer = person(username=f"reviewer-{page.slug}", first_name="x", last_name="y", email="z@example.org")
    ReviewerProfile.objects.create(user=reviewer)
    UserProfile.get_for_user(reviewer).avatar.save("x.png", ContentFile(b"x"))
    _decisions(page, reviewer)
    _answers_of_readers(page)
    _reviews(page, reviewer)
    _imports_and_mail(page)
    _proposed_changes(page)
    _comments(page, reviewer)
    _searches(page)
    _picture()


def _decisions(page: FactsheetPage, reviewer: Any) -> None:
    now = timezone.now()
    sign(page, reviewer, comment="x")
    sign(page, reviewer, withdrawn_at=now, withdrawal_reason="x", withdrawn_by=reviewer)
    TakeDownRequest.objects.create(factsheet=page, reason="x", asked_by=reviewer, asked_at=now)


def _answers_of_readers(page: FactsheetPage) -> None:
    Feedback.objects.create(page=page, useful=False, comment="x", form_mark=page.slug)
    Feedback.objects.create(
        page=page,
        useful=True,
        form_mark=f"{page.slug}-2",
        handled_at=timezone.now(),
        settled_as="set_aside",
        settled_note="x",
    )


def _reviews(page: FactsheetPage, reviewer: Any) -> None:
    now, today = timezone.now(), timezone.localdate()
    Review.objects.create(page=page, outcome="unchanged", reviewer="x", recorded_by=reviewer, notes="x")
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


def _imports_and_mail(page: FactsheetPage) -> None:
    now = timezone.now()
    ImportNote.objects.create(page=page, kind="odd", text="x", settled=True)
    batch = ImportBatch.objects.create(name="x")
    document = BatchDocument.objects.create(batch=batch, place=1, name="x", size=1, digest="x", sentence="x")
    original = OriginalDocument.objects.keep(f"{page.slug}".encode())
    ImportedDocument.objects.create(
        page=page, name="x", digest="x" * 64, text="x", original=original, batch_document=document
    )
    OutgoingMail.objects.create(key=page.slug, to="x@example.org", subject="x", body="x", made_at=now)
    KeptName.objects.create(kind="factsheets.condition", key=page.pk, name="x", deleted_at=now)


def _proposed_changes(page: FactsheetPage) -> None:
    """Other words, and a warning sign that was to go; both declined."""
    now = timezone.now()
    declined = {
        "proposed_by_name": "x",
        "proposed_at": now,
        "outcome": "declined",
        "decided_at": now,
        "decided_by_name": "x",
        "comment": "x",
    }
    WordingChange.objects.create(
        kind="condition",
        record_id=page.pk,
        record_name="x",
        before={"name": "x"},
        after={"name": "x"},
        **declined,
    )
    WarningPhrase.objects.create(phrase=f"x {page.slug}", expected="none")
    WarningSignChange.objects.create(sign_name="x", kind="removal", difference={}, **declined)


def _comments(page: FactsheetPage, reviewer: Any) -> None:
    thread = Comment.objects.create(page=page, user=reviewer, text="x", contentpath="introduction")
    CommentReply.objects.create(comment=thread, user=reviewer, text="x")


def _searches(page: FactsheetPage) -> None:
    """One for which staff picked it, and one that found nothing."""
    today = timezone.localdate()
    SearchPromotion.objects.create(query=Query.get(f"x {page.slug}"), page=page, description="x")
    UnansweredSearch.objects.create(term=page.slug[:60], count=9, first_on=today, last_on=today)


def _picture() -> None:
    picture = BytesIO()
    Picture.new("RGB", (4, 3)).save(picture, "PNG")
    Image.objects.create(
        title="x", file=ImageFile(picture, f"{ONE}-{OTHER}.png"), collection=_private_collection()
    )


def _private_collection() -> Collection:
    return Collection.objects.filter(depth=2).first() or Collection.get_first_root_node().add_child(name="x")
