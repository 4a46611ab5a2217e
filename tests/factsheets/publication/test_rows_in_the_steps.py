"""A public factsheet whose rows change goes all the way to its readers, on the screens and with their own forms."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from wagtail.models import TaskState

from factsheets.models import (
    Association,
    Citation,
    Condition,
    FactsheetAssociation,
    FactsheetPage,
    RelatedItem,
    Resource,
    SignOff,
    Source,
    Suitability,
)
from tests.builders import complete_draft, person, publish_signed, sign_governed_texts
from tests.factsheets.screens.kinds import signed_in
from tests.factsheets.screens.screen import PASS, SUBMIT, Screen, told
from tests.setting_up.made_once import MadeOnce

from .test_workflow import decide, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(made_once: MadeOnce) -> FactsheetPage:
    return made_once(make_public)


def make_public() -> FactsheetPage:
    """Public, with two rows of every kind."""
    sign_governed_texts()
    page = complete_draft()
    for number, word in enumerate(("First", "Second")):
        order = {"page": page, "sort_order": number}
        Suitability.objects.create(
            verdict="likely", condition=Condition.objects.create(name=f"{word} condition"), **order
        )
        source = Source.objects.create(title=f"{word} source", kind="trial", status="current")
        Citation.objects.create(source=source, section="evidence", **order)
        FactsheetAssociation.objects.create(
            association=Association.objects.create(name=f"{word} association"), **order
        )
        RelatedItem.objects.create(pending_title=f"{word} title", **order)
    fresh(page).save_revision()
    publish_signed(fresh(page))
    return fresh(page)


def new_suitability(screen: Screen) -> Screen:
    condition = Condition.objects.create(name="Third condition")
    return screen.row("suitabilities", verdict="likely", condition=condition.pk, pattern="", note="")


def new_citation(screen: Screen) -> Screen:
    source = Source.objects.create(title="Third source", kind="trial", status="current")
    return screen.row(
        "citations", source=source.pk, section="evidence", locator="", stance="neutral", reason=""
    )


def new_association(screen: Screen) -> Screen:
    return screen.row("associations", association=Association.objects.create(name="Third association").pk)


def new_related_item(screen: Screen) -> Screen:
    resource = Resource.objects.create(title="Third title", kind="book", availability="unknown")
    return screen.row("related_items", factsheet="", resource=resource.pk, pending_title="")


GAINS = [new_suitability, new_citation, new_association, new_related_item]
KINDS = ["suitabilities", "citations", "associations", "related_items"]
CLINICAL = {"suitabilities", "citations"}


def rows_for_readers(page: FactsheetPage, relation: str) -> list[str]:
    words = (" ".join(str(row).split()) for row in getattr(fresh(page), relation).all())
    return [next(word for word in ("First", "Second", "Third") if word in row) for row in words]


def through_the_steps(
    page: FactsheetPage,
    relation: str,
    change: Callable[[Screen], Screen],
    in_the_same_click: Callable[[Screen], Screen] | None = None,
) -> None:
    """Author, editor and, where clinical words changed, clinical reviewer: each clicks once."""
    author, editor = signed_in("Author"), signed_in("Editor")
    change(Screen(author, page)).post(SUBMIT)
    assert fresh(page).current_workflow_task.name == "Editorial check"
    screen = Screen(editor, page)
    answer = (in_the_same_click or (lambda same: same))(screen).post(PASS)
    if relation in CLINICAL or in_the_same_click:
        assert "It waits for the clinical sign-off by somebody with the role Clinical reviewer." in told(
            answer
        )
        decide(person("Clinical reviewer"), fresh(page))
    else:
        assert "Readers see it now." in told(answer)
    assert fresh(page).current_workflow_state is None
    checks = TaskState.objects.filter(task__name="Editorial check")
    assert [state.status for state in checks] == ["approved"]
    assert fresh(page).live_revision_id == fresh(page).latest_revision_id == checks[0].revision_id


@pytest.mark.parametrize(("relation", "gain"), list(zip(KINDS, GAINS, strict=True)))
def test_a_row_more(page, relation, gain):
    through_the_steps(page, relation, gain)
    assert rows_for_readers(page, relation) == ["First", "Second", "Third"]


@pytest.mark.parametrize(("relation", "gain"), list(zip(KINDS, GAINS, strict=True)))
def test_a_row_more_and_an_edit_in_the_click_that_passes_the_check(page, relation, gain):
    through_the_steps(page, relation, gain, lambda screen: screen.write(summary="Words of the editor."))
    assert rows_for_readers(page, relation) == ["First", "Second", "Third"]
    assert fresh(page).summary == "Words of the editor."


@pytest.mark.parametrize(("relation", "gain"), list(zip(KINDS, GAINS, strict=True)))
def test_a_row_that_the_editor_adds_in_the_click_that_passes_the_check(page, relation, gain):
    through_the_steps(page, relation, lambda screen: screen.write(summary="Words of the author."), gain)
    assert rows_for_readers(page, relation) == ["First", "Second", "Third"]


@pytest.mark.parametrize("relation", KINDS)
def test_a_row_less(page, relation):
    through_the_steps(page, relation, lambda screen: screen.without_row(relation, 0))
    assert rows_for_readers(page, relation) == ["Second"]


@pytest.mark.parametrize("relation", KINDS)
def test_rows_in_another_order(page, relation):
    through_the_steps(page, relation, lambda screen: screen.swap_rows(relation))
    assert rows_for_readers(page, relation) == ["Second", "First"]


@pytest.mark.parametrize(("relation", "gain"), list(zip(KINDS, GAINS, strict=True)))
def test_passing_from_the_first_screen(page, relation, gain):
    gain(Screen(signed_in("Author"), page)).post(SUBMIT)
    decide(person("Editor"), fresh(page))
    if relation in CLINICAL:
        decide(person("Clinical reviewer"), fresh(page))
    assert fresh(page).current_workflow_state is None
    assert rows_for_readers(page, relation) == ["First", "Second", "Third"]
    assert SignOff.objects.of(page).count() == (2 if relation in CLINICAL else 1)
