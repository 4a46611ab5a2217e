"""Every pair of headings in every order: no word goes into another's part, and none is lost."""

from __future__ import annotations

import itertools
import re

import pytest

from factsheets.exchange.proof import count_words

from .read_as import read_document, rows_of

UNDER = {
    "Introduction": "Zeta alpha words.",
    "How it works": "Zeta beta words.",
    "What happens during treatment?": "Zeta gamma words.",
    "What is the evidence?": "Zeta delta words.",
    "Most likely to help": "Epsilon strain, zeta sprain.",
    "Least likely to help": "Theta strain, zeta sprain two.",
    "Contraindications": "Iota wound, kappa wound.",
    "Cautions": "Lambda words.",
    "Side effects": "Zeta mu words.",
    "Qualifications": "Zeta nu words.",
    "Association": "Society of Xi\nTel: 01632 960701",
    "Relevant information": "Books: “Omicron” by A. Pi",
    "References": "1. Rho A. Sigma. J Invent 2001;1:1.",
    "Also called": "Tau",
    "Cost": "Upsilon pounds.",
    "A walk in the park": "Phi words, chi words.",
}
FORMS = ("{}", "{}\n", "1. {}", "{}:")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("lead", ["", "A psi lead stands first.\n\n"])
def test_two_sections_in_any_order_stay_apart_and_whole(form: str, lead: str) -> None:
    for first, second in itertools.permutations(UNDER, 2):
        if {first, second} <= {"Cost", "A walk in the park"}:
            continue  # no heading of a factsheet at all
        if form == "{}:" and "A walk in the park" in (first, second):
            continue  # nothing tells it from words before a list
        body = "\n\n".join(f"{form.format(heading)}\n{UNDER[heading]}" for heading in (first, second))
        found = read_document(f"Omega\n\n{lead}{body}\n".encode(), "pair.txt")
        assert count_words(found, found.factsheet).lost == 0, (first, second)
        if lead:
            assert "psi lead" in str(found.factsheet.introduction), (first, second)
        for verdict, word in (("likely", "epsilon"), ("unlikely", "theta"), ("avoid", "iota")):
            rows = " ".join(rows_of(found, verdict)).casefold()
            assert not re.search(r"phi|chi|upsilon|lambda", rows), (first, second)
            others = {"epsilon", "theta", "iota"} - {word}
            assert not any(other in rows for other in others), (first, second)
        assert "lambda" not in str(found.factsheet.likely_statement).casefold()
        if "A walk in the park" in (first, second):
            assert any("Phi words" in note for note in found.unplaced), (first, second)
            assert "Phi words" not in repr(found.factsheet), (first, second)
