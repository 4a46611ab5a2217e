"""A source that no longer stands opens a review task on every factsheet that cites it, wherever it is saved."""

from __future__ import annotations

import pytest
from wagtail.models import PageLogEntry

from factsheets.models import Citation, FactsheetPage, ReviewTask, Source
from tests.builders import draft, live
from tests.factsheets.screens.kinds import KIND_OF, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def guideline() -> Source:
    return Source.objects.create(kind="guideline", title="Low back pain", year=2016)


def cites(page: FactsheetPage, source: Source, *sections: str) -> FactsheetPage:
    for section in sections:
        Citation.objects.create(page=page, source=source, section=section)
    return page


def mark(source: Source, status: str) -> None:
    source.status = status
    source.save()


def open_tasks() -> list[tuple[str, str, list[str]]]:
    tasks = ReviewTask.objects.waiting().order_by("page__title")
    return [(task.page.title, task.source_status, task.section_names) for task in tasks]


@pytest.mark.parametrize("status", ["changed", "superseded", "withdrawn"])
def test_every_factsheet_that_cites_it_gets_a_task_that_names_the_sections(guideline, status):
    other = Source.objects.create(kind="trial", title="A trial")
    cites(live(), guideline, "likely", "evidence", "likely")
    cites(draft("TENS"), guideline, "risks")
    cites(live("Yoga"), other, "evidence")
    mark(guideline, status)
    assert open_tasks() == [
        ("Medical acupuncture", status, ["What the evidence says", "Most likely to help"]),
        ("TENS", status, ["Side effects and risks"]),
    ]
    entry = PageLogEntry.objects.get(action="factsheets.review_task.open", label="TENS")
    assert entry.message == (
        f"The source “Low back pain (2016)” was marked {status}. It is cited in: Side effects and risks."
    )


def test_it_is_opened_from_the_record_s_own_screen_in_the_name_of_whoever_saved_it(guideline):
    cites(live(), guideline, "evidence")
    kind = KIND_OF[Source]
    form = {"kind": "guideline", "title": guideline.title, "year": 2016, "status": "superseded"}
    signed_in("Resource manager").post(kind.url("edit", guideline.pk), form)
    assert open_tasks() == [("Medical acupuncture", "superseded", ["What the evidence says"])]
    assert PageLogEntry.objects.get(action="factsheets.review_task.open").user.username == "resource-manager"


def test_a_draft_of_a_public_factsheet_counts_too(guideline):
    page = live()
    page.citations.add(Citation(source=guideline, section="mechanism"))
    page.save_revision()
    assert not Citation.objects.exists()
    mark(guideline, "changed")
    assert open_tasks() == [("Medical acupuncture", "changed", ["How it works"])]


def test_there_is_one_open_task_and_it_takes_the_newest_status(guideline):
    cites(live(), guideline, "evidence")
    mark(guideline, "changed")
    mark(guideline, "changed")
    mark(guideline, "superseded")
    assert open_tasks() == [("Medical acupuncture", "superseded", ["What the evidence says"])]
    assert PageLogEntry.objects.filter(action="factsheets.review_task.open").count() == 2


def test_saving_other_fields_opens_nothing(guideline):
    cites(live(), guideline, "evidence")
    guideline.title = "Low back pain and sciatica"
    guideline.save()
    guideline.status = "changed"
    guideline.save(update_fields=["title"])
    assert open_tasks() == []
    mark(guideline, "current")
    assert open_tasks() == []


def test_a_settled_task_is_opened_again_by_the_next_change(guideline):
    cites(live(), guideline, "evidence")
    mark(guideline, "changed")
    task = ReviewTask.objects.get()
    task.settled_as, task.settled_at = "answered", task.opened_at
    task.save()
    guideline.title = "Low back pain, second edition"
    guideline.save()
    assert open_tasks() == []
    mark(guideline, "current")
    mark(guideline, "changed")
    assert len(open_tasks()) == 1


def test_the_change_and_its_tasks_are_stored_together_or_not_at_all(guideline, monkeypatch):
    cites(live(), guideline, "evidence")

    def break_down(**kwargs):
        raise OSError("the disk is full")

    monkeypatch.setattr("factsheets.reviews.source_changes.log", break_down)
    with pytest.raises(OSError, match="full"):
        mark(guideline, "changed")
    assert Source.objects.get().status == "current"
    assert open_tasks() == []
