"""What patients say of themselves is no benefit, no safety and no evidence: it waits, with the names below it."""

from __future__ import annotations

import pytest

from factsheets.exchange.proof import count_words

from .read_as import read_under, rows_of


@pytest.mark.parametrize("heading", ["Most likely to help", "Contraindications", "Evidence"])
@pytest.mark.parametrize(
    "story",
    [
        "“I threw my asthma spray away.” ¶ Mrs Q, Hull",
        "“I threw my asthma spray away.” ¶ Jo, 61",
        "“I threw my asthma spray away.” – a member in Hull",
        '"It took my asthma away." ¶ Mr Q',
        "‘My doctor couldn’t believe that my asthma had gone.’",
        "“The asthma simply went away.” ¶ Jo Sample, Hull",
        "My asthma was gone within a week. ¶ Mrs Q, Hull",
        "After years of asthma I can run again. ¶ Jo Sample (61)",
        "“My asthma has gone. Thank you!” Jo from Hull",
        "“My asthma has gone!” Jo",
        "I had asthma. Now I am cured. ¶ Jo, Hull",
        "“I have no more asthma!” ¶ Jo of Hull",
        "One of our members told us: my asthma went away in a week.",
        "A patient from Hull wrote: I can breathe in spite of my asthma.",
        "Jo Sample says: I lost my asthma.",
    ],
)
def test_a_patients_words_wait_and_make_no_row(heading: str, story: str) -> None:
    found = read_under(heading, f"• Stiff neck ¶ • Cramp ¶ {story}")
    rows = [*rows_of(found, "likely"), *rows_of(found, "avoid")]
    assert rows == ([] if heading == "Evidence" else ["Stiff neck", "Cramp"])
    placed = f"{found.factsheet}".casefold()
    assert "asthma" not in placed
    assert "hull" not in placed
    assert "asthma" in f"{found.unplaced}"
    assert any("somebody says of themselves" in note for note in found.proposed)
    assert count_words(found, found.factsheet).lost == 0


@pytest.mark.parametrize("heading", ["Evidence", "What happens", "Most likely to help"])
@pytest.mark.parametrize(
    "above",
    [
        "Marjorie, 71, says:",
        "Marjorie (71) of Hull told us:",
        "In the words of one of our members:",
        "This is what one patient has to say:",
        "It is a small trial. Marjorie, 71, says:",
    ],
)
def test_what_leads_over_to_a_patients_words_waits_with_them(heading: str, above: str) -> None:
    found = read_under(heading, f"Some stay on. ¶ {above} ¶ “I threw my asthma spray away!” ¶ Others leave.")
    placed = str(found.factsheet)
    last = above.rpartition(". ")[2]
    assert last not in placed
    assert any(last in text for text in found.unplaced)
    assert "asthma" not in placed
    assert all(words in placed for words in ("Some stay on.", "Others leave."))
    assert ("small trial" in placed) is ("trial" in above)
    assert count_words(found, found.factsheet).lost == 0


@pytest.mark.parametrize(
    "text",
    [
        "“Trigger points” are said to be “knots” in a muscle.",
        "“Do not offer it for back pain,” says the guideline.",
        "“Fire cups”",
        "The teacher said: “I never saw it fail.”",
        "“I” is a letter. ¶ It was a small trial.",
    ],
)
def test_other_words_in_quotation_marks_stay_where_they_are(text: str) -> None:
    found = read_under("Evidence", text)
    assert "“" in str(found.factsheet.evidence)
    assert not any("says of themselves" in note for note in found.proposed)


def test_none_known_is_no_answer_where_somebody_tells_a_story_below_it() -> None:
    found = read_under(
        "Contraindications", "None known. ¶ “I fainted on the couch, and my leg went numb.” ¶ Mr Q, Hull"
    )
    assert found.factsheet.contraindication_state == "not_assessed"
    assert any("fainted" in note for note in found.proposed)
    assert any("fainted" in note for note in found.unplaced)


def test_a_list_below_a_story_is_a_list() -> None:
    found = read_under("Contraindications", "“My back felt warm.” ¶ Mr Q, Hull ¶ Epilepsy, Fever.")
    assert rows_of(found, "avoid") == ["Epilepsy", "Fever"]


@pytest.mark.parametrize("who", ["says Mr Q.", "said Jo from Hull.", "Jo, Hull.", "– a member in Hull."])
def test_what_stands_behind_a_story_in_its_paragraph_stays_where_it_is(who: str) -> None:
    found = read_under("Evidence", f"“I slept like a baby” {who} There are no trials for back pain.")
    assert found.factsheet.evidence == "<p>There are no trials for back pain.</p>"
    assert any("like a baby" in note for note in found.unplaced)
    assert count_words(found, found.factsheet).lost == 0


@pytest.mark.parametrize(
    "text",
    [
        "The review says: it helps my kind of back and others.",
        "Doctors told us: it is not proven.",
        "“Do I need it?” Ask your doctor. There are no trials.",
    ],
)
def test_a_report_of_others_is_no_story(text: str) -> None:
    found = read_under("Evidence", text)
    assert not any("asthma" in note for note in found.unplaced)
    assert found.factsheet.evidence is not None
