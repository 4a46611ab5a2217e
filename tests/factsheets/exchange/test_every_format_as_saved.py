"""Generated documents of each format become drafts: each word is on the page as it is saved, in its records, set aside, or waits
for a person. Nothing here asks the count that the import itself makes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings

from factsheets.exchange.importing import Import, import_document
from factsheets.exchange.page_values import gather
from factsheets.exchange.proof import LOST
from factsheets.exchange.reading_documents.reading import one_child_for_all
from factsheets.exchange.shared_records import ExchangeError
from factsheets.models import FactsheetPage, ImportNote
from tests.factsheets.exchange.mapping import test_every_word as in_words
from tests.factsheets.exchange.mapping.test_every_format import Parts, documents
from tests.factsheets.exchange.reading_documents.test_every_word import FORMATS
from tests.factsheets.management.import_runs import latest
from tests.setting_up.searches import examples

pytestmark = pytest.mark.django_db

SEARCH = settings(
    deadline=None,
    # Making a failing example small would run the database for minutes.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.fixture(scope="module", autouse=True)
def one_child() -> Iterator[None]:
    """The documents are read as on a site, by a child process; one waits for all of them."""
    with one_child_for_all():
        yield


def words_saved(page: FactsheetPage) -> Counter[str]:
    """What the draft holds as an editor opens it, and its tray."""
    held = Counter[str]()
    for text in in_words.strings_in(gather(latest(page))):
        held.update(in_words.words_of(text))
    for note in ImportNote.objects.filter(page=page, kind=ImportNote.Kind.UNPLACED):
        assert not note.text.startswith(LOST), note.text
        held.update(in_words.words_of(note.text.partition(": ")[2]))
    return held


def words_around(made: Import) -> Counter[str]:
    """Headings that are known, list marks, labels, the disclaimer, and what stands around a document."""
    reading = made.reading
    assert reading is not None
    around = (*reading.structural, *reading.disclaimer, *reading.set_aside)
    return Counter(word for text in around for word in in_words.words_of(text).elements())


def check(data: bytes, name: str, wanted: Counter[str]) -> None:
    """A document that is refused loses nothing: it stays where it is."""
    with transaction.atomic():
        try:
            made = import_document(data, name)
        except ExchangeError:
            return
        held = sum((words_saved(page) for page in FactsheetPage.objects.all()), Counter())
        held += sum(map(words_around, made), Counter())
        assert not wanted - held
        transaction.set_rollback(True)


def words_of_parts(parts: Parts) -> Counter[str]:
    """What stands in the parts of which a document is written."""
    return in_words.words_of(" ".join(text for _, text in parts))


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"pdf"}))
@settings(SEARCH, max_examples=examples(3, long=200))
@given(parts=documents())
def test_each_word_of_a_document_is_in_the_draft_as_it_is_saved(name: str, parts: Parts) -> None:
    check(FORMATS[name](parts), f"made.{name}", words_of_parts(parts))


@settings(SEARCH, max_examples=examples(2, long=100))
@given(parts=documents())
def test_each_word_of_a_pdf_is_in_the_draft_as_it_is_saved(parts: Parts) -> None:
    check(FORMATS["pdf"](parts), "made.pdf", words_of_parts(parts))


@settings(SEARCH, max_examples=examples(6, long=300))
@given(document=in_words.documents())
def test_each_word_of_a_text_as_charities_write_it_is_in_the_draft_as_it_is_saved(document: str) -> None:
    check(document.encode(), "made.txt", in_words.words_of(in_words.as_read(document)))
