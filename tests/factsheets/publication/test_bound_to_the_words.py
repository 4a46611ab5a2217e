"""A sign-off covers exact words: others are not published, and the parts that differ are named."""

from __future__ import annotations

from datetime import date

import pytest

from factsheets.language.vocabulary import PublicationRefused
from factsheets.models import Condition
from tests.builders import complete_draft, publish_signed, sign, sign_governed_texts, suits

from .test_workflow import fresh

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "change",
    [
        {"summary": "Other words."},
        {"introduction": '<p>Needling after an orthodox <a href="https://example.org/">diagnosis</a>.</p>'},
        {"introduction": "<p>Needling after an orthodox <b>diagnosis</b>.</p>"},
        {"certainty": "high"},
        {"regulation": "by_law"},
        {"evidence_searched_on": date(2026, 5, 4)},
        {"also_called": "Dry needling"},
    ],
)
def test_words_that_differ_from_those_signed_are_not_published_and_the_parts_are_named(change):
    sign_governed_texts()
    page = complete_draft()
    publish_signed(page)
    page = fresh(page)
    for name, value in change.items():
        setattr(page, name, value)
    label = {part["part"]: part["label"] for part in page.clinical_content()}[next(iter(change))]
    with pytest.raises(PublicationRefused, match=f"Changed since: “{label}”"):
        page.save_revision().publish(skip_permission_checks=True)
    assert fresh(page).live
    assert fresh(page).clinical_content() != page.clinical_content()


def test_a_record_that_is_renamed_afterwards_is_a_change_of_the_words():
    sign_governed_texts()
    page = complete_draft()
    disc = Condition.objects.create(name="Slipped disc")
    suits(page, "avoid", disc)
    page = fresh(page)
    page.contraindication_state = "listed"
    page.save_revision()
    publish_signed(fresh(page))
    Condition.objects.filter(pk=disc.pk).update(name="Any disc")
    assert "“Should not be treated”" in " ".join(
        fresh(page).get_latest_revision_as_object().what_stands_in_the_way()
    )


def test_another_number_of_a_block_is_no_change_of_the_words():
    page = complete_draft()
    sign(page)
    page.introduction = '<p data-block-key="abc12">Needling after an orthodox diagnosis.</p>'
    assert page.what_sign_off_lacks() == []
