"""The public API, version 1: the search, for other programs. Same engine and same order as the page of results."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from urllib.parse import urljoin

from django.conf import settings
from django.core.paginator import EmptyPage, Page
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from ninja import NinjaAPI, Query, Schema, Status
from ninja.errors import ValidationError
from pydantic import Field

from factsheets.api.formats.api_answer import (
    NamedAnswer,
    VerdictAnswer,
    named_answers,
    said_in_words,
    verdict_answers,
)
from factsheets.api.formats.api_warning import Warned, warned
from factsheets.language.vocabulary import SignpostKind
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.library_page import LibraryPage
from factsheets.search.answers import answers_for
from factsheets.search.choices import Choice
from factsheets.search.formats.answer_parts import SignpostPart, WithdrawnPart
from factsheets.search.formats.search_parts import Hit, HitContext, excerpt_of, hits
from factsheets.search.question import Question, understood
from factsheets.search.ranking import in_order
from factsheets.search.reading_results import Standing, factsheets_of, read_lists, standing_of_each
from factsheets.search.searching import ON_A_PAGE, FoundFactsheets, search
from factsheets.versions.formats.version_code import for_people
from factsheets.warning_signs.warnings import warnings_for

PREFIX = "/api/v1/"

# Neither a page of documentation, which would load scripts from elsewhere, nor an address of its own for the description.
api = NinjaAPI(
    title="BackCare factsheets",
    version="1",
    description="Search the public factsheets about therapies for back pain. Read only, without a key.",
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)


class FactsheetFound(Schema):
    """A factsheet that fits the question."""

    title: str
    url: str = Field(description="The address of the factsheet.")
    summary: str = Field(description="One or two plain sentences.")
    excerpt: str = Field(
        description="The part of the factsheet that fits best, as plain text, out of one field."
    )
    excerpt_from: str = Field(description="The heading of that field; empty for the summary.")
    kind: str = Field(description="The kind of therapy; empty if it has none.")
    is_example: bool = Field(description="True for an example text that no clinician has reviewed.")
    certainty: str = Field(description="By GRADE: high, moderate, low, very_low, not_graded, or empty.")
    certainty_in_words: str = Field(description="What the grade means to a reader.")
    reviewed_on: date | None = Field(description="The day of the last review; null before the first.")
    review_due_on: date | None = Field(description="The day of the next review; null where none is promised.")
    version_code: str = Field(
        description="The code of the version that readers have now: /v/<code>/ says whether a copy still stands."
    )
    about_the_question: list[str] = Field(
        description="What it says about what the question names, or what results are narrowed by, in words. "
        "Show the caveats in “verdicts” with it."
    )
    verdicts: list[VerdictAnswer] = Field(
        description="All that it says, in three lists, each with what has to be shown beside it."
    )


class Count(Schema):
    """By what the results can be narrowed, and how many there would be."""

    slug: str = Field(description="What to ask for to narrow the results.")
    name: str
    count: int


_WARNING = Field(
    description="What a person has to be shown before all else, because the question has a warning sign: the most urgent "
    "one. Null if it has none."
)


class SignpostFound(Schema):
    """Where the charity sends those who ask for what the library does not have."""

    heading: str = Field(description="What is asked for and not in the library.")
    text: str = Field(description="Whom to ask, in plain sentences.")
    kind: SignpostKind = Field(description="Where the address leads.")
    url: str = Field(description="Where to read on; empty where the text answers alone.")
    link_text: str
    is_example: bool = Field(description="True for an example text that the charity has not looked at.")


class WithdrawnFound(Schema):
    """A factsheet that is no longer offered."""

    title: str
    url: str = Field(description="The address of the factsheet, which says that it is no longer offered.")
    withdrawn_on: date
    reason: str
    replacement_title: str = Field(description="What to read instead; empty if nothing replaces it.")
    replacement_url: str


class SearchAnswer(Schema):
    """One page of what a search found."""

    q: str = Field(description="The words that were searched.")
    was_cut: bool = Field(
        description="True if the question was too long, and only its beginning was searched."
    )
    corrected_query: str | None = Field(
        description="The question as it was understood, if not as it was typed."
    )
    has_all_words: bool = Field(
        description="False if no factsheet has every word, and these have some of them."
    )
    count: int = Field(description="How many factsheets were found.")
    page: int
    pages: int
    kinds: list[Count]
    conditions: list[Count]
    named: list[NamedAnswer] = Field(
        description="The conditions and pain patterns that the question names. Their pages are the first answer."
    )
    factsheets: list[FactsheetFound]
    warning: Annotated[Warned | None, _WARNING]
    signposts: list[SignpostFound] = Field(
        description="Where to ask for what the library does not have, two at most."
    )
    withdrawn: list[WithdrawnFound] = Field(
        description="Factsheets of the name asked for that are no longer offered, two at most."
    )


class Fault(Schema):
    """Why there is no answer. A warning is given all the same."""

    detail: str = Field(description="One sentence that says what is wrong.")
    warning: Annotated[Warned | None, _WARNING] = None


# As GET, for whoever only asks whether there is an answer; no description of an interface lists it.
@api.api_operation(
    ["HEAD"], "search", response={200: SearchAnswer, 404: Fault, 422: Fault}, include_in_schema=False
)
@api.get("search", response={200: SearchAnswer, 404: Fault, 422: Fault}, summary="Search the factsheets")
def search_factsheets(
    request: HttpRequest,
    q: Annotated[str, Query(description="The words to search for.")],
    kind: Annotated[str, Query(description="The slug of a kind of therapy.")] = "",
    condition: Annotated[str, Query(description="The slug of a condition.")] = "",
    page: Annotated[int, Query(ge=1, description=f"The page of results, {ON_A_PAGE} on each.")] = 1,
    exact: Annotated[bool, Query(description="True to search for the words exactly as typed.")] = False,
) -> dict[str, object] | Status[dict[str, object]]:
    """Public factsheets in which each word is found, or if there are none, some of them; the best first.

    Where the question names a condition or a pain pattern, or the results are narrowed by a condition, those most likely
    to help come first, then those that a source speaks against, those least likely to help, those that say nothing about
    it, and last those that should not be used. A therapy that the question names stays first.
    """
    question = understood(q)
    library = LibraryPage.for_readers()
    # All that was typed counts, also what is too long to be searched.
    warning = warned(warnings_for(q))
    if not question.words:
        return _refused(422, "q: say what to search for.", warning)
    if library is None:
        return _refused(404, "There are no public factsheets yet.", warning)
    asked = {"kind": understood(kind).words, "condition": understood(condition).words}
    found = search(question.words, exact=exact or bool(warning), **asked)
    if found.left_something_out:
        return _refused(
            404, "kind, condition: at least one of them is not among the public factsheets.", warning
        )
    try:
        shown = found.pages.page(page)
    except EmptyPage:
        return _refused(404, f"page: the last page is {found.pages.num_pages}.", warning)
    return _answer(question, found, shown, library) | {"warning": warning}


def description(request: HttpRequest) -> JsonResponse:
    """The API as OpenAPI 3.1, for the tools of other programmers."""
    return JsonResponse(api.get_openapi_schema(path_prefix=PREFIX))


def unknown(request: HttpRequest, rest: str = "") -> JsonResponse:
    """A program that asks for the wrong address gets an answer that it can read."""
    return JsonResponse({"detail": f"There is nothing here. See {PREFIX}openapi.json."}, status=404)


@api.exception_handler(ValidationError)
def _wrong_question(request: HttpRequest, error: ValidationError) -> HttpResponse:
    words = "; ".join(f"{fault['loc'][-1]}: {fault['msg']}" for fault in error.errors)
    warning = warned(warnings_for(request.GET.get("q", "")))
    return api.create_response(request, {"detail": f"{words}.", "warning": warning}, status=422)


def _refused(status: int, sentence: str, warning: dict[str, object] | None) -> Status[dict[str, object]]:
    """Whoever may be in danger is told so even where there is no answer to give."""
    return Status(status, {"detail": sentence, "warning": warning})


def _answer(
    question: Question, found: FoundFactsheets, shown: Page[FactsheetPage], library: LibraryPage
) -> dict[str, object]:
    """All but the warning: what was found, the page of it that was asked for, and what the library says besides."""
    factsheets = factsheets_of(shown.object_list)
    read_lists(factsheets)
    answers = answers_for(question.words, library.get_url())
    return {
        "q": question.words,
        "was_cut": question.was_cut,
        "corrected_query": found.corrected_query,
        "has_all_words": found.has_all_words,
        "count": found.pages.count,
        "page": shown.number,
        "pages": found.pages.num_pages,
        "kinds": _counts(found.kinds),
        "conditions": _counts(found.conditions),
        "named": named_answers(found.asked.subjects, settings.SITE_URL),
        "factsheets": _factsheets(found, in_order(factsheets, found.asked), library),
        "signposts": [_signpost(part) for part in answers.signposts],
        "withdrawn": [_withdrawn(part) for part in answers.withdrawn],
    }


def _counts(choices: list[Choice]) -> list[dict[str, object]]:
    return [{"slug": choice.slug, "name": choice.label, "count": choice.number} for choice in choices]


def _factsheets(
    found: FoundFactsheets, shown: list[FactsheetPage], library: LibraryPage
) -> list[dict[str, object]]:
    subjects = found.asked.all_subjects
    reading = HitContext(library.get_url(), library.headings, excerpt_of(found.factsheets), subjects)
    standing = standing_of_each(shown)
    return [
        _found(hit)
        | _standing(standing[page.pk])
        | {
            "certainty": page.certainty,
            "about_the_question": said_in_words(page, subjects),
            "verdicts": verdict_answers(page, subjects),
        }
        for page, hit in zip(shown, hits(shown, reading), strict=True)
    ]


def _found(hit: Hit) -> dict[str, object]:
    return {
        "title": hit.title,
        "url": f"{settings.SITE_URL}{hit.url}",
        "summary": hit.summary,
        "excerpt": hit.plain_excerpt,
        "excerpt_from": hit.excerpt.heading,
        "kind": hit.kind,
        "is_example": hit.is_starter_example,
        "certainty_in_words": hit.certainty,
    }


def _standing(standing: Standing) -> dict[str, object]:
    return {
        "reviewed_on": standing.reviewed_on,
        "review_due_on": standing.review_due_on,
        "version_code": for_people(standing.version_code) if standing.version_code else "",
    }


def _signpost(part: SignpostPart) -> dict[str, object]:
    return part._asdict() | {"url": _whole(part.url)}


def _withdrawn(part: WithdrawnPart) -> dict[str, object]:
    return part._asdict() | {
        "url": _whole(part.url),
        "withdrawn_on": timezone.localdate(part.withdrawn_at),
        "replacement_url": _whole(part.replacement_url),
    }


def _whole(url: str) -> str:
    """An address of ours with the site before it; one elsewhere, or none, as it is."""
    return urljoin(settings.SITE_URL, url) if url else ""
