"""What the people of a charity did in the first years: every kind of record, in every state that it can be in."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from factsheets.models import (
    Condition,
    Disclaimer,
    FactsheetPage,
    OutgoingMail,
    Resource,
    Review,
    SafetyAdvice,
    SignOff,
    Source,
    TherapyKind,
)

from .browsing import Person

DOCUMENTS = Path(__file__).parent / "documents"
#: One for each role, beside the demonstration accounts; nobody can sign in as any of them.
PEOPLE = {
    "ada": "Author",
    "ed": "Editor",
    "rita": "Clinical reviewer",
    "ray": "Clinical reviewer",
    "max": "Resource manager",
    "pat": "Administrator",
}
REGISTERED = {
    "role": "GP",
    "professional_body": "A council",
    "registration_number": "1234567",
    "interests": "None",
}


def tell() -> None:
    """All of it, in the order in which it happened."""
    _people()
    _governed_texts()
    _signed_with_everything()
    _one_in_each_state()
    _records_that_changed()
    _readers()
    _reviews()
    _mail()
    _imports()
    _the_last_draft()


def leave() -> None:
    """Nobody is signed in any more, and nobody has a password."""
    Session.objects.all().delete()
    for user in get_user_model().objects.all():
        user.set_unusable_password()
        user.save()


def _people() -> None:
    get_user_model().objects.create_superuser("superuser", "superuser@example.org")
    for name, role in PEOPLE.items():
        user = get_user_model().objects.create_user(
            name, f"{name}@example.org", first_name=name.title(), last_name="Example"
        )
        user.groups.add(Group.objects.get(name=role))


def _page(title: str) -> FactsheetPage:
    return FactsheetPage.objects.get(title=title)


def _import(name: str, title: str = "") -> None:
    words = (DOCUMENTS / name).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(words.replace("{title}", title), encoding="utf-8")
        call_command("import_factsheet", str(path))


def _edit(page: FactsheetPage, who: str, button: str = "", **words: object) -> str:
    return Person(who).fill_in(reverse("wagtailadmin_pages:edit", args=[page.pk]), "slug", button, **words)


def _check(page: FactsheetPage, who: str = "ed", action: str = "approve") -> None:
    state = FactsheetPage.objects.get(pk=page.pk).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    answer = Person(who).client.post(url, {"comment": "Read."}, follow=True)
    assert answer.status_code == 200


def _decide(text: FactsheetPage | SafetyAdvice | Disclaimer, who: str, outcome: str = "signed_off") -> None:
    state = type(text).objects.get(pk=text.pk).current_workflow_task_state
    words = {"outcome": outcome, "comment": "Seen.", "registered_name": f"Dr {who.title()} Example"}
    if isinstance(text, FactsheetPage):
        words["evidence_checked_to"] = timezone.localdate().isoformat()
    Person(who).fill_in(
        reverse("factsheets_sign_off", args=[state.pk]), "registration_number", **words, **REGISTERED
    )
    assert SignOff.objects.of(text)[0].registered_name == words["registered_name"], (text, who)


def _publish(page: FactsheetPage, who: str = "rita", author: str = "ada", **words: object) -> None:
    """From an author's save to the public, through both steps."""
    _edit(page, author, "action-submit", **words)
    _check(page)
    _decide(page, who)


def _written(title: str) -> FactsheetPage:
    _import("simple.md", title)
    page = _page(title)
    page.owner = get_user_model().objects.get(username="ada")
    page.save(update_fields=["owner"])
    return page


def _governed_texts() -> None:
    """The examples of the starter, signed as they are, then the advice once more in other words."""
    for model in (SafetyAdvice, Disclaimer):
        _sign_governed(model.objects.get(), "rita")


def _sign_governed(text: SafetyAdvice | Disclaimer, who: str, **words: object) -> None:
    url = reverse(f"wagtailsnippets_factsheets_{text._meta.model_name}:edit", args=[text.pk])
    field = "text" if isinstance(text, Disclaimer) else "urgent_points"
    Person("ed").fill_in(url, field, "action-submit", **words)
    _decide(text, who)


def _signed_with_everything() -> None:
    """Three versions, a document behind a link, a reviewer whose account is closed, and words of the library's own."""
    document = Document(title="Example sheet", uploaded_by_user=get_user_model().objects.get(username="ada"))
    document.file.save("example-sheet.txt", ContentFile(b"An example, to be read at home.\n"))
    _import("example-therapy.md")
    page = _page("Example therapy")
    page.procedure += f'<p>Read <a linktype="document" id="{document.pk}">our sheet</a>.</p>'
    page.owner = get_user_model().objects.get(username="ada")
    page.save()
    page.save_revision(user=page.owner)
    _publish(page, "ray")
    _publish(page, change_note="The summary is plainer.", summary="A therapy that is an example.")
    _sign_governed(
        SafetyAdvice.objects.get(), "rita", urgent_points="you have a fever\nyour pain gets worse at night"
    )
    get_user_model().objects.filter(username="ray").update(is_active=False)


def _one_in_each_state() -> None:
    _written("Unsigned therapy")
    _written("Therapy in the editorial check")
    _edit(_page("Therapy in the editorial check"), "ada", "action-submit")
    waiting = _written("Therapy that waits for a clinician")
    _edit(waiting, "ada", "action-submit")
    _check(waiting)
    refused = _written("Therapy to be changed")
    _edit(refused, "ada", "action-submit")
    _check(refused)
    _decide(refused, "rita", "changes")
    _written("Locked therapy")
    Person("ed").client.post(reverse("wagtailadmin_pages:lock", args=[_page("Locked therapy").pk]))

    for title in (
        "Withdrawn therapy",
        "Therapy that came back",
        "Therapy without a sign-off",
        "Moved therapy",
        "Private therapy",
    ):
        _publish(_written(title))
    for title in ("Withdrawn therapy", "Therapy that came back"):
        Person("ed").fill_in(
            reverse("factsheets_withdraw", args=[_page(title).pk]),
            "reason",
            reason=f"{title} is not offered any more.",
            replacement=_page("Example therapy").pk if title == "Withdrawn therapy" else "",
        )
    back = _page("Therapy that came back")
    assert not back.live
    Person("ed").client.post(reverse("factsheets_undo_withdrawal", args=[back.pk]))
    assert _page(back.title).live
    lost = SignOff.objects.of(_page("Therapy without a sign-off"))[0]
    Person("rita").fill_in(
        reverse("factsheets_withdraw_sign_off", args=[lost.pk]), "reason", reason="The evidence has changed."
    )
    _edit(_page("Moved therapy"), "ada", "action-submit", slug="therapy-at-a-new-address")
    _check(_page("Moved therapy"))
    assert _page("Moved therapy").slug == "therapy-at-a-new-address"
    PageViewRestriction.objects.create(page=_page("Private therapy").page_ptr, restriction_type="login")

    later = _written("Scheduled therapy")
    _publish(later, go_live_at="2090-01-02 09:00")
    assert not _page(later.title).live


def _records_that_changed() -> None:
    """A source that was superseded, a book that was replaced, a synonym and a warning sign of the charity's own."""
    newer = Source.objects.create(
        kind="guideline", title="A newer example guideline", authors="An example body", year=2026
    )
    source = Source.objects.get(title="An example guideline")
    Person("max").fill_in(
        reverse("wagtailsnippets_factsheets_source:edit", args=[source.pk]),
        "status",
        status="superseded",
        superseded_by=newer.pk,
    )
    assert Source.objects.get(pk=source.pk).status == "superseded"
    book = Resource.objects.get(title="The book of examples")
    book.availability = "out_of_print"
    book.replaced_by = Resource.objects.create(
        kind="leaflet", title="The leaflet of examples", supplied_by_charity=True
    )
    book.save()
    for kind, words in (
        ("searchsynonym", {"expressions": "example\nsample"}),
        ("warningsign", {"name": "Feet", "level": "emergency", "about": "cannot feel my feet"}),
    ):
        _add(kind, words)
    Condition.objects.create(name="Condition that nothing uses", plain_name="nothing uses it")
    TherapyKind.objects.create(name="Kind that nothing uses")
    private = Collection.get_first_root_node().add_child(name="Private files")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    sheet = Document(title="Private sheet", collection=private)
    sheet.file.save("private-sheet.txt", ContentFile(b"For staff.\n"))


def _add(kind: str, words: dict[str, str]) -> None:
    url = reverse(f"wagtailsnippets_factsheets_{kind}:add")
    Person("pat").fill_in(url, next(iter(words)), **words)


def _readers() -> None:
    reader = Person()
    for slug, useful, comment in (
        ("example-therapy", "yes", "It was plain."),
        ("example-therapy", "no", "What does it cost?"),
        ("therapy-that-came-back", "yes", ""),
    ):
        reader.fill_in(f"/feedback/{slug}/?useful={useful}", "token", comment=comment)
    for term in ("yoga", "yoga", "pilates"):
        reader.client.get("/search/", {"q": term})


def _reviews() -> None:
    """One by its screen today; one of long ago that is overdue, so that the night reminds of it."""
    today = timezone.localdate()
    page = _page("Example therapy")
    url = reverse("factsheet_review", args=[page.pk])
    person = Person("ed")
    opened = person.client.get(url).content.decode()
    matters = {name for name in opened.split('"') if name.startswith(("as-", "note-"))}
    person.fill_in(
        url,
        "reviewer",
        outcome="unchanged",
        reviewer="Ed Example, editor",
        reviewed_on=today.isoformat(),
        evidence_checked_to=today.isoformat(),
        next_due_on=(today + timedelta(days=700)).isoformat(),
        notes="Looked at all of it.",
        **{name: "answered" if name.startswith("as-") else "Done." for name in matters},
    )
    assert Review.objects.filter(page=page).exists()
    Review.objects.create(
        page=_page("Therapy that came back"),
        outcome="changed",
        reviewer="Dr Rita Example, GP",
        reviewed_on=today - timedelta(days=900),
        next_due_on=today - timedelta(days=40),
    )


def _mail() -> None:
    """What the steps have caused is sent; what the night adds finds no mail server and waits."""
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        call_command("daily")
    for title in ("Therapy in the editorial check", "Therapy to be changed"):
        page = _page(title)
        if page.workflow_in_progress:
            continue
        _edit(page, "ada", "action-submit")
    later = _page("Moved therapy")
    Review.objects.create(
        page=later,
        outcome="unchanged",
        reviewer="Dr Rita Example, GP",
        reviewed_on=timezone.localdate() - timedelta(days=1000),
        next_due_on=timezone.localdate() - timedelta(days=5),
    )
    with suppress(CommandError):  # it says that there is no mail server
        call_command("daily")
    assert OutgoingMail.objects.exclude(last_error="").exists()
    assert OutgoingMail.objects.exclude(sent_at=None).exists()


def _imports() -> None:
    """A document of the charity's own, as a new draft on top of a public example, with notes for whoever checks it."""
    call_command("import_factsheet", "tests/files/medical-acupuncture.txt", update=True)


def _the_last_draft() -> None:
    """New words that nobody has signed, on top of words that are public."""
    _edit(_page("Example therapy"), "ed", summary="New words that nobody has signed.")
    assert _page("Example therapy").has_unpublished_changes
