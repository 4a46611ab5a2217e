"""Lists that go on with “do not use it if you”: what somebody is, has, takes or wears."""

from __future__ import annotations

import pytest

from factsheets.exchange.proof import count_words

from .read_as import read_under, rows_of


@pytest.mark.parametrize(
    ("heading", "text", "names"),
    [
        ("Do not use it if you:", "• have a pacemaker ¶ • have epilepsy ¶ • are tired", ["Pacemaker", "Epilepsy"]),
        ("Contraindications", "Do not have it if you: ¶ • have gout ¶ • suffer from fits", ["Gout", "Fits"]),
        ("Do not use it if you:", "• have a pacemaker ¶ • are tired ¶ • take tablets", ["Pacemaker"]),
        ("Do not use it if you", "• are pregnant ¶ • take blood thinners ¶ • are under 18", ["Pregnancy", "Blood thinners"]),
        ("Do not use it if you", "• have been fitted with a pacemaker ¶ • are on warfarin", ["Pacemaker", "Warfarin"]),
        ("Do not use it if you", "• are allergic to latex, or ¶ • are breastfeeding", ["Allergy to latex", "Breastfeeding"]),
        ("Do not have it if", "• you are pregnant ¶ • you take warfarin ¶ • you like it", ["Pregnancy", "Warfarin"]),
        ("Contraindications", "You should not come if you: ¶ • have had a stroke ¶ • think you are pregnant", ["Stroke", "Pregnancy"]),
        ("Contraindications", "You can come if you: ¶ • are pregnant ¶ • take warfarin", []),
        ("Contraindications", "Please speak to your doctor first if you have: ¶ • gout ¶ • psychosis", []),
        ("Contraindications", "Ask your midwife before you come if you: ¶ • are pregnant ¶ • take warfarin", []),
        ("Contraindications", "Care is needed with: ¶ • gout ¶ • epilepsy", []),
        ("Contraindications", "Tell us, and do not come, if you have: ¶ • gout ¶ • epilepsy", ["Gout", "Epilepsy"]),
        ("Do not use it if you", "• take medicines ¶ • have a drink ¶ • have recently been abroad ¶ • use your arms", []),
        ("Do not use it if you", "• are pregnant, unless your midwife agrees ¶ • take aspirin only now and then", []),
        ("Contraindications", "• have a rest first ¶ • have a drink", []),
        ("Contraindications", "You can have it if you: ¶ • have gout ¶ • have a cold", []),
        ("Contraindications", "Fever. Gout.", ["Fever", "Gout"]),
        ("Contraindications", "People over 10. Also gout.", []),
        ("Contraindications", "Most is fine. Gout.", []),
    ],
)  # fmt: skip
def test_rows_of_a_list_that_speaks_to_the_reader(heading, text, names) -> None:
    reading = read_under(heading, text)
    assert rows_of(reading, "avoid") == names
    assert reading.factsheet.contraindication_state == ("listed" if names else "not_assessed")
    assert rows_of(reading, "likely") == []
    assert count_words(reading, reading.factsheet).lost == 0
