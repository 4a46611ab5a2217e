"""The starter library: eight marked examples in plain words, loaded once and never forced on anybody."""

import re
from html import unescape
from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command
from wagtail.models import Page

from factsheets.exchange.shared_records import ExchangeError
from factsheets.language.plain_words import words_of
from factsheets.language.rich_text import to_html
from factsheets.models import (
    Condition,
    Disclaimer,
    FactsheetPage,
    LibraryPage,
    SafetyAdvice,
    Signpost,
)
from factsheets.outputs import factsheet_file
from factsheets.outputs.parsed_factsheet import BACKCARE, SECTIONS
from factsheets.starter.library import STARTER, load_starter_library

SLUGS = {
    "medical-acupuncture",
    "tens",
    "osteopathy",
    "chiropractic",
    "alexander-technique",
    "massage",
    "group-exercise",
    "cognitive-behavioural-approaches",
}
FILES = sorted(STARTER.glob("*.md"))
SIGNPOSTS = yaml.safe_load((STARTER / "signposts.yaml").read_text(encoding="utf-8"))
GOVERNED = yaml.safe_load((STARTER / "governed_texts.yaml").read_text(encoding="utf-8"))
#: NG59's recommendations and the trial: nothing else may be cited.
LOCATORS = {"1.2.2", "1.2.7", "1.2.8", "1.2.11", "1.2.13", "BMJ 2008;337:a884"}


def starter(path):
    return factsheet_file.read(path.read_text(encoding="utf-8"), path.name)


def load() -> list[str]:
    """What the command says."""
    out = StringIO()
    call_command("load_starter_library", stdout=out)
    return out.getvalue().splitlines()


def paragraphs(parsed):
    """Every paragraph, list item and line that a reader reads."""
    for section in SECTIONS:
        for block in re.findall(r"<(?:p|li)>(.*?)(?=</p>|</li>|<ul>|<ol>)", getattr(parsed, section) or ""):
            yield unescape(re.sub("<[^>]+>", " ", block))
    yield from filter(None, [parsed.summary, parsed.likely_statement, parsed.unlikely_statement])
    for row in parsed.suitabilities or ():
        yield row.note


def governed_paragraphs():
    for points in GOVERNED["safety_advice"].values():
        yield from points
    yield from GOVERNED["disclaimer"].split("\n\n")


@pytest.mark.parametrize(
    "texts",
    [
        *(pytest.param(lambda path=path: paragraphs(starter(path)), id=path.stem) for path in FILES),
        governed_paragraphs,
    ],
)
def test_sentences_and_paragraphs_are_short(texts):
    for paragraph in texts():
        sentences = [sentence for sentence in re.split(r"(?<=[.!?:])\s+", paragraph.strip()) if sentence]
        assert len(sentences) <= 3, paragraph
        assert all(len(sentence.split()) <= 20 for sentence in sentences), paragraph


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_written_as_the_writer_writes_it(path):
    assert factsheet_file.write(starter(path)) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_only_what_the_sources_say_is_claimed(path):
    parsed = starter(path)
    assert {citation.locator for citation in parsed.citations} <= LOCATORS
    assert parsed.certainty == "not_graded"
    assert parsed.risks is None
    if parsed.slug == "medical-acupuncture":
        assert parsed.contraindication_state == "none_known"
    else:
        assert parsed.contraindication_state == "not_assessed"
        assert not any(row.pattern for row in parsed.suitabilities)
        for association in parsed.associations or ():
            assert association.website
            assert not association.postcode + association.phone + association.email
    assert not any(association.checks for association in parsed.associations or ())
    assert all(item.resource.supplier == BACKCARE for item in parsed.related_items if item.resource)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_record_has_the_same_words_in_every_file(path):
    """Records are never overwritten, so the order of the files must not matter."""
    others = [starter(other) for other in FILES]
    for citation in starter(path).citations:
        assert {
            other.source
            for sheet in others
            for other in sheet.citations
            if other.source.title == citation.source.title
        } == {citation.source}
    for row in starter(path).suitabilities:
        same = {
            other.condition
            for sheet in others
            for other in sheet.suitabilities
            if other.condition and row.condition and other.condition.name == row.condition.name
        }
        assert len(same) <= 1


@pytest.mark.django_db
def test_an_edited_page_and_a_page_of_that_name_stay():
    library = LibraryPage.objects.get()
    library.add_child(instance=FactsheetPage(title="Back rubs", slug="rubs", also_called="massage"))
    load()
    tens = FactsheetPage.objects.get(slug="tens")
    tens.summary = "Our own words."
    tens.save_revision()
    lines = load()
    assert "TENS: left alone, “TENS” is there already" in lines
    assert "Massage: left alone, “Back rubs” is there already" in lines
    assert FactsheetPage.objects.get(slug="tens").get_latest_revision_as_object().summary == "Our own words."
    assert not FactsheetPage.objects.filter(slug="massage").exists()


@pytest.mark.django_db
def test_a_governed_text_that_somebody_has_begun_stays():
    advice = SafetyAdvice.objects.get()
    advice.emergency_points = "our own point"
    advice.save_revision()
    assert "Safety advice: left alone, it is being written or is in force already" in load()
    assert not SafetyAdvice.objects.get().live
    assert SafetyAdvice.objects.get().get_latest_revision_as_object().emergency_points == "our own point"
    assert to_html(GOVERNED["disclaimer"]) == Disclaimer.objects.get().text


@pytest.mark.django_db
def test_signposts_name_no_number_and_no_dose():
    for signpost in SIGNPOSTS:
        assert not re.search(r"\d", signpost["text"]), signpost["heading"]
        assert all(len(words_of(sentence)) <= 20 for sentence in signpost["text"].split(". "))


@pytest.mark.django_db
def test_a_signpost_to_a_page_that_staff_deleted_answers_by_its_words_alone():
    Page.objects.get(slug="about").delete()
    load()
    contact = Signpost.objects.get(heading="Contact us")
    assert (contact.kind, contact.page, contact.link) == ("other", None, "")


@pytest.mark.django_db
def test_a_faulty_file_loads_nothing(tmp_path: Path):
    (tmp_path / "a.md").write_text(FILES[0].read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "b.md").write_text("---\ntitel: B\n---\n", encoding="utf-8")
    with pytest.raises(factsheet_file.FactsheetFileError, match=r"b\.md, line 2"):
        load_starter_library(tmp_path)
    assert not FactsheetPage.objects.exists()


@pytest.mark.django_db
def test_a_refused_record_undoes_all(tmp_path: Path):
    (tmp_path / "a.md").write_text(FILES[0].read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "b.md").write_text("---\ntitle: B\nslug: b\nassociations:\n  - {name: B, email: none}\n---\n")
    with pytest.raises(ExchangeError, match=r"association “B” cannot be taken over: email"):
        load_starter_library(tmp_path)
    assert not FactsheetPage.objects.exists()
    assert not Condition.objects.exists()


@pytest.mark.django_db
def test_the_command_ends_with_a_sentence():
    LibraryPage.objects.get().delete()
    with pytest.raises(CommandError, match="no library page"):
        load()
