"""Which names are taken for those of the roles."""

from __future__ import annotations

import pytest

from factsheets.people.alike import is_of_two_alphabets
from factsheets.people.roles import is_name_of_a_role


@pytest.mark.parametrize(
    "name",
    [
        "Author", " author ", "AUTHOR", "Ａｕｔｈｏｒ", "Auth0r", "Auth\u200bor", "Áuthor", "ᴀuthor", "Au-thor", "A u t h o r",
        "C1inical reviewer", "CIinical reviewer", "Clinicalreviewer", "Clinical\xa0reviewer", "Ed\u0131tor", "Administrator.",
        "Clinical reviewers", "Clinical reviewer’s", "Editors", "Clinical\u3164reviewer", "Clinical\u115freviewers\uffa0",
        "Clinical\u2800reviewer", "Clini\u00adcal reviewer", "\u200fClinical reviewer", "Clinical\u061c reviewer",
    ],
)  # fmt: skip
def test_what_reads_like_a_role(name):
    assert is_name_of_a_role(name)


@pytest.mark.parametrize("name", ["Clinical reviеwer", "Αuthor", "Еditor"])
def test_letters_of_another_alphabet_in_it(name):
    assert is_of_two_alphabets(name)


@pytest.mark.parametrize(
    "name", ["Authors of leaflets", "Volunteers", "Réviseurs", "Редакторы", "東京 office", "Team 2"]
)
def test_other_names_are_free(name):
    assert not is_name_of_a_role(name)
    assert not is_of_two_alphabets(name)
