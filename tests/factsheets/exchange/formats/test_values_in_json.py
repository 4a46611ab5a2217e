"""Plans are kept as JSON: what comes back is what was put in."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from factsheets.exchange.formats.plan import DocumentPlan, PlannedDraft, PlannedPart, PlannedRecord
from factsheets.exchange.formats.values_in_json import from_json, to_json
from factsheets.outputs.parsed_factsheet import ParsedFactsheet, ReadDocument
from tests.factsheets.exchange.storable import FACTSHEETS
from tests.setting_up.searches import examples


@settings(max_examples=examples(30, long=300), deadline=None)
@given(factsheet=FACTSHEETS, words=st.lists(st.text(max_size=20), max_size=3).map(tuple))
def test_a_plan_comes_back_as_it_was(factsheet: ParsedFactsheet, words: tuple[str, ...]) -> None:
    reading = ReadDocument(factsheet=factsheet, odd=words, placed=tuple((word, word) for word in words))
    draft = PlannedDraft(
        reading=reading,
        title=factsheet.title,
        page=3,
        records=(PlannedRecord(kind="condition", label="condition", name="A"),),
        parts=(PlannedPart(name="evidence", label="Evidence", own="a", new="b", is_free=False),),
    )
    plan = DocumentPlan(text="x", drafts=(draft,))
    assert from_json(DocumentPlan, json.loads(json.dumps(to_json(plan)))) == plan


def test_what_another_version_wrote_besides_is_left_out() -> None:
    assert from_json(DocumentPlan, {"text": "x", "later": 1}) == DocumentPlan(text="x")
