"""The line under the summary: it names only what the page answers."""

from __future__ import annotations

import pytest

from factsheets.page.formats.first_questions import first_questions


@pytest.mark.parametrize(
    ("sections", "has_associations", "ids"),
    [
        ({"procedure", "qualifications"}, True, ["verdict-avoid", "procedure", "qualifications"]),
        ({"procedure"}, True, ["verdict-avoid", "procedure", "associations"]),
        ({"introduction"}, False, ["verdict-avoid"]),
    ],
)
def test_a_question_leads_to_the_part_that_answers_it(sections, has_associations, ids):
    assert [question.id for question in first_questions(sections, has_associations=has_associations)] == ids
