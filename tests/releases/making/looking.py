"""What is to be found in the library, and whether it is found again: at its public addresses, on its screens, by its codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.models import Page, Revision

from factsheets import models
from factsheets.models import Disclaimer, FactsheetPage, Review, SafetyAdvice, Version, Withdrawal

from .browsing import Person

RECORDS = [
    "therapykind",
    "condition",
    "painpattern",
    "association",
    "resource",
    "source",
    "searchsynonym",
    "warningsign",
    "feedback",
    "safetyadvice",
    "emergencyadvice",
    "urgentadvice",
    "crisisadvice",
    "disclaimer",
]
#: Pages that came since.
NEW_ADDRESSES = {"/help-now/"}
#: Screens of what an upgrade makes something else of; `test_upgrade` looks whether that is all there.
REPLACED_SCREENS = ("/admin/snippets/factsheets/emergencyword/",)
WORDS = [
    "title",
    "summary",
    "introduction",
    "mechanism",
    "procedure",
    "evidence",
    "likely_statement",
    "unlikely_statement",
    "contraindication_statement",
    "risks",
    "qualifications",
]


def expectations() -> dict[str, Any]:
    """All of it, as this code finds it, by part."""
    return {part: look() for part, look in PARTS.items()}


def differences(expected: dict[str, Any]) -> dict[str, list[str]]:
    """One sentence for each thing that this code does not find as it was, by part."""
    return {part: list(_differences(part, was)) for part, was in expected.items()}


def _differences(part: str, expected: dict[str, Any]) -> Iterator[str]:
    if part == "words":
        yield from _missing_words(expected)
        return
    now = PARTS[part]()
    for name, was in expected.items():
        if name.startswith(REPLACED_SCREENS):
            continue
        if name not in now:
            yield f"{name} is gone"
        elif part == "sign_offs" and was != "covered":
            continue  # what was lacking then may be told in other words
        elif (part == "lists" and [each for each in now[name] if each not in NEW_ADDRESSES] == was) or now[
            name
        ] == was:
            continue
        else:
            yield f"{name}: {was} then, {now[name]} now"


def _addresses() -> dict[str, Any]:
    """What readers get: the status, and where it leads."""
    reader = Person().client
    paths = [
        "/",
        "/factsheets/",
        "/conditions/",
        "/find/",
        "/v/",
        "/sitemap.xml",
        "/feeds/factsheets.atom",
        "/api/v1/openapi.json",
    ]
    for page in FactsheetPage.objects.order_by("pk"):
        paths += [f"/factsheets/{page.slug}/", f"/factsheets/{page.slug}/history/"]
    paths += [f"/conditions/{condition.slug}/" for condition in models.Condition.objects.order_by("pk")]
    paths += [redirect.old_path + "/" for redirect in Redirect.objects.order_by("pk")]
    paths += [document.url for document in Document.objects.order_by("pk")]
    answers = {path: reader.get(path) for path in paths}
    return {
        path: [answer.status_code, answer.headers.get("Location", "")] for path, answer in answers.items()
    }


def _words() -> dict[str, list[str]]:
    """For each factsheet that readers see, every sentence of it: by the fields, the rows and the names in them."""
    found = {}
    for page in FactsheetPage.objects.live().order_by("pk"):
        path = f"/factsheets/{page.slug}/"
        if Person().client.get(path).status_code == 200:
            shown = _text_of(path)
            found[path] = [words for words in dict.fromkeys(_sentences(page)) if words in shown]
    return found


def _sentences(page: FactsheetPage) -> Iterator[str]:
    for name in WORDS:
        for line in _plain(getattr(page, name).replace("</p>", "</p>\n").replace("</li>", "</li>\n")).split(
            "\n"
        ):
            if line.strip():
                yield " ".join(line.split())
    for row in page.suitabilities.all():
        yield str(row.condition.plain_name if row.condition else row.pattern.name)
        if row.note:
            yield row.note
    for citation in page.citations.all():
        yield citation.source.title
    for link in page.associations.all():
        yield link.association.name
    for item in page.related_items.all():
        yield str(
            item.resource.title
            if item.resource
            else item.factsheet.title
            if item.factsheet
            else item.pending_title
        )
    version = Version.objects.of(page).first()
    yield f"version {version.number}"
    yield version.code_for_people


def _missing_words(expected: dict[str, list[str]]) -> Iterator[str]:
    for path, sentences in expected.items():
        shown = _text_of(path)
        yield from (f"{path} does not say “{words}”" for words in sentences if words not in shown)


def _text_of(path: str) -> str:
    answer = Person().client.get(path)
    return (
        " ".join(_plain(answer.content.decode().replace("<", " <")).split())
        .replace(" .", ".")
        .replace("Version", "version")
    )


def _plain(html: str) -> str:
    return unescape(strip_tags(re.sub(r"<(/?)(b|a|strong|em)\b[^>]*>", "", html)))


def _codes() -> dict[str, Any]:
    """Every code that stands on a printed copy: it is known, and for the same version of the same factsheet."""
    answers = {}
    for version in Version.objects.order_by("pk"):
        answer = Person().client.get(f"/v/{version.code}/", follow=True)
        answers[version.code_for_people] = [
            answer.status_code,
            version.factsheet.title in _plain(answer.content.decode()),
            f"{version.factsheet.title}, version {version.number}",
        ]
    return answers


def _sign_offs() -> dict[str, str]:
    """For what readers see, and for the draft: whether a sign-off covers the words."""
    found = {}
    for text in [*FactsheetPage.objects.order_by("pk"), SafetyAdvice.objects.get(), Disclaimer.objects.get()]:
        if text.live:
            found[f"{text}, as readers see it"] = _covered(text)
        if text.latest_revision:
            found[f"{text}, the latest draft"] = _covered(text.get_latest_revision_as_object())
    return found


def _covered(text: Any) -> str:
    return "; ".join(text.what_sign_off_lacks()) or "covered"


def _steps() -> dict[str, Any]:
    """Where each text is on its way, when it goes live, and whether it is withdrawn."""
    found = {}
    for page in FactsheetPage.objects.order_by("pk"):
        task = page.current_workflow_task
        approved = Revision.objects.for_instance(page).filter(approved_go_live_at__isnull=False).first()
        found[page.title] = [
            task.name if task else None,
            "live" if page.live else "not live",
            approved.approved_go_live_at.isoformat() if approved else None,
            [f"{each.reason} {each.undone_at and 'undone'}" for each in Withdrawal.objects.of(page)],
            [
                f"{each.reviewed_on} by {each.reviewer}: {each.outcome}"
                for each in Review.objects.filter(page=page)
            ],
            Version.objects.of(page).count(),
        ]
    return found


def _screens() -> dict[str, int]:
    """Every screen of an administrator that opened then."""
    staff = Person("superuser").client
    paths = [reverse("wagtailadmin_home"), reverse("wagtailadmin_reports:site_history")]
    for page in Page.objects.filter(depth__gt=1).order_by("pk"):
        paths += [reverse(f"wagtailadmin_pages:{name}", args=[page.pk]) for name in ("edit", "history")]
    for page in FactsheetPage.objects.order_by("pk"):
        paths += [reverse("factsheet_review", args=[page.pk])]
        paths += [reverse("factsheets_sign_offs", args=["factsheetpage", page.pk])]
        # Each revision of the one that has most, and the latest of the others.
        newest = page.revisions.order_by("-pk")
        for revision in newest if page.slug == "example-therapy" else newest[:1]:
            paths += [
                reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, revision.pk]),
                reverse("wagtailadmin_pages:revisions_view", args=[page.pk, revision.pk]),
                reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", revision.pk]),
            ]
    for kind in RECORDS:
        prefix = f"wagtailsnippets_factsheets_{kind}"
        paths.append(reverse(f"{prefix}:list"))
        for record in getattr(models, _class(kind)).objects.order_by("pk"):
            paths.append(reverse(f"{prefix}:edit", args=[record.pk]))
    opened = {path: staff.get(path).status_code for path in paths}
    return {path: status for path, status in opened.items() if status == 200}


def _class(kind: str) -> str:
    return next(name for name in models.__all__ if name.lower() == kind)


def _lists() -> dict[str, Any]:
    """What machines and search engines are told of."""
    reader = Person().client
    places = re.findall(r"<loc>[^<]*//[^/]*(/[^<]*)</loc>", reader.get("/sitemap.xml").content.decode())
    return {"addresses in the sitemap": sorted(places)}


PARTS: dict[str, Callable[[], dict[str, Any]]] = {
    "addresses": _addresses,
    "words": _words,
    "codes": _codes,
    "sign_offs": _sign_offs,
    "steps": _steps,
    "screens": _screens,
    "lists": _lists,
}
