"""The starter library: example factsheets and governed texts, public with a mark that no clinician has seen them."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import yaml
from django.db import transaction
from wagtail.log_actions import log

from factsheets.exchange.drafting import fill
from factsheets.exchange.page_values import gather
from factsheets.exchange.shared_records import ExchangeError
from factsheets.governed.formats.starter_texts import warning_advice_in
from factsheets.governed.models.governed_text import Disclaimer, GovernedText, SafetyAdvice
from factsheets.governed.models.warning_advice import WARNING_ADVICE
from factsheets.language.rich_text import to_html
from factsheets.outputs import factsheet_file
from factsheets.outputs.parsed_factsheet import ParsedFactsheet
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.library_page import LibraryPage

from .signposts import load_signposts
from .words import load_search_words

STARTER = Path(__file__).parent


@transaction.atomic
def load_starter_library(folder: Path = STARTER) -> list[str]:
    """Publish what is not there yet as marked examples; one line for each page, governed text and list of words.

    What exists is never touched, whether it is still the example or not. All or nothing: `ExchangeError` or
    `FactsheetFileError` says in one sentence why nothing was loaded.
    """
    library = LibraryPage.objects.first()
    if library is None:
        raise ExchangeError(
            "There is no library page to put the factsheets on; run “manage.py migrate” first."
        )
    starters = [
        factsheet_file.read(path.read_text(encoding="utf-8"), path.name)
        for path in sorted(folder.glob("*.md"))
    ]
    existing = {starter.title: _existing(library, starter) for starter in starters}
    # All pages first, then their contents, so that they can link to one another.
    new = {
        starter.title: _add_example(library, starter) for starter in starters if not existing[starter.title]
    }
    for starter in starters:
        if starter.title in new:
            fill(new[starter.title], starter)
    # Before the factsheets, so that the first version of each has the words that all of them show.
    governed = _load_governed_texts(folder / "governed_texts.yaml")
    lines = []
    for starter in starters:
        page = existing[starter.title]
        if page is None:
            example = new[starter.title]
            example.publish_as_example(example.save_revision(clean=True))
            lines.append(f"{starter.title}: published as an example")
        else:
            lines.append(f"{starter.title}: {_state_of(page, starter)}")
    words = load_search_words(folder / "search_words.yaml")
    return [*lines, *governed, *words, load_signposts(folder / "signposts.yaml", library)]


def _existing(library: LibraryPage, starter: ParsedFactsheet) -> FactsheetPage | None:
    """A page, draft or live, that has the starter's address or its name."""
    at_address = FactsheetPage.objects.child_of(library).filter(slug=starter.slug).first()
    named = FactsheetPage.objects.possibly_called(starter.title)
    return at_address or next((page for page in named if page.is_called(starter.title)), None)


def _state_of(page: FactsheetPage, starter: ParsedFactsheet) -> str:
    gathered = gather(page.get_latest_revision_as_object())
    is_same = all(
        getattr(starter, field.name) in (None, getattr(gathered, field.name)) for field in fields(starter)
    )
    return (
        "unchanged" if page.is_starter_example and is_same else f"left alone, “{page.title}” is there already"
    )


def _add_example(library: LibraryPage, starter: ParsedFactsheet) -> FactsheetPage:
    page = FactsheetPage(title=starter.title, slug=starter.slug or "")
    library.add_child(instance=page)
    log(instance=page, action="wagtail.create", content_changed=True)
    return page


def _load_governed_texts(path: Path) -> list[str]:
    written = yaml.safe_load(path.read_text(encoding="utf-8"))
    advice = {name: "\n".join(points) for name, points in written["safety_advice"].items()}
    return [
        _load_governed_text(SafetyAdvice, advice),
        _load_governed_text(Disclaimer, {"text": to_html(written["disclaimer"])}),
        *(
            _load_governed_text(model, warning_advice_in(written, level))
            for level, model in WARNING_ADVICE.items()
        ),
    ]


def _load_governed_text(model: type[GovernedText], values: dict[str, str]) -> str:
    """Only a text that nobody has ever published or begun to write gives way to the example."""
    name = str(model._meta.verbose_name).capitalize()
    text = model.objects.first() or model.objects.create()
    if text.is_starter_example and text.live:
        return f"{name}: unchanged"
    draft = text.get_latest_revision_as_object()
    if text.first_published_at or not draft.what_is_missing():
        return f"{name}: left alone, it is being written or is in force already"
    for field, value in values.items():
        setattr(text, field, value)
    text.publish_as_example(text.save_revision(clean=True))
    return f"{name}: published as an example"
