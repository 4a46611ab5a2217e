"""A source that speaks against what a therapy is said to help needs a written reason, which readers never see."""

from __future__ import annotations

import pytest

from factsheets.models import Citation, Condition, FactsheetPage, Source
from tests.builders import complete_draft, live, suits
from tests.factsheets.screens.forms import edit_url, kept, save, with_rows
from tests.factsheets.screens.kinds import signed_in
from tests.setting_up import following

pytestmark = pytest.mark.django_db

ASKED = "speaks against what it is most likely to help. Write the reason"


@pytest.fixture
def guideline() -> Source:
    return Source.objects.create(kind="guideline", title="Low back pain", year=2016)


def submit(page: FactsheetPage, **citation: object) -> str:
    form = with_rows(page, citations=[{"section": "likely", "stance": "against"} | citation])
    browser = signed_in("Author")
    response = following.post(browser, edit_url(page), form | {"action-submit": "1"})
    return response.content.decode()


def test_submission_asks_for_the_reason_and_takes_it(guideline):
    page = complete_draft()
    shown = submit(page, source=guideline.pk)
    assert f"Sources: “Low back pain (2016)” {ASKED}" in shown
    page.refresh_from_db()
    assert page.current_workflow_state is None


def test_a_factsheet_with_the_reason_is_handed_on(guideline):
    page = complete_draft()
    assert ASKED not in submit(page, source=guideline.pk, reason="Most people in our groups say so.")
    page = FactsheetPage.objects.get(pk=page.pk)
    assert page.current_workflow_task.name == "Editorial check"
    assert kept(page).citations.get().reason == "Most people in our groups say so."


@pytest.mark.parametrize(
    "harmless",
    [{"section": "evidence"}, {"stance": "neutral"}, {"stance": "supports"}, {"reason": "Because."}],
    ids=str,
)
def test_no_reason_is_asked_for_where_nothing_is_contradicted(guideline, harmless):
    page = complete_draft()
    fields = {"section": "likely", "stance": "against"} | harmless
    page.citations.add(Citation(source=guideline, **fields))
    assert page.what_is_missing() == []


def test_no_reason_is_asked_for_where_nothing_is_claimed(guideline):
    page = complete_draft(likely_statement="")
    page.citations.add(Citation(source=guideline, section="likely", stance="against"))
    assert not any(ASKED in sentence for sentence in page.what_is_missing())
    suits(page, "likely", Condition.objects.create(name="Sciatica"))
    page = FactsheetPage.objects.get(pk=page.pk)
    page.citations.add(Citation(source=guideline, section="likely", stance="against"))
    assert any(ASKED in sentence for sentence in page.what_is_missing())


def test_a_draft_is_saved_without_the_reason(guideline):
    page = complete_draft()
    save(
        signed_in("Author"),
        page,
        citations=[{"source": guideline.pk, "section": "likely", "stance": "against"}],
    )
    assert kept(page).citations.get().stance == "against"


def test_readers_do_not_see_the_reason(client, guideline):
    page = live()
    Citation.objects.create(
        page=page, source=guideline, section="likely", stance="against", reason="Between us alone."
    )
    shown = client.get("/factsheets/medical-acupuncture/").content.decode()
    assert "Low back pain" in shown
    assert "Between us alone." not in shown
