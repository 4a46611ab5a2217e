"""The list of people says which roles each of them has."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.urls import reverse

from tests.builders import person
from tests.factsheets.powers.ways import group
from tests.factsheets.screens.kinds import signed_in

pytestmark = pytest.mark.django_db


def rows(browser) -> dict[str, str]:
    soup = BeautifulSoup(browser.get(reverse("wagtailusers_users:index")).content, "html.parser")
    heads = [head.get_text(" ", strip=True) for head in soup.select("table.listing thead th")]
    place = heads.index("Roles")
    found = {}
    for row in soup.select("table.listing tbody tr"):
        cells = [cell.get_text(" ", strip=True) for cell in row.select("td")]
        found[cells[2]] = cells[place]
    return found


def test_it_names_roles_and_superusers(django_assert_max_num_queries):
    person("Author").groups.add(group("Editor"))
    get_user_model().objects.create_superuser("root")
    person(username="nobody")
    browser = signed_in("Administrator")
    found = rows(browser)
    assert found["author"] == "Author, Editor"
    assert found["root"] == "Superuser"
    assert found["nobody"] == ""
    for number in range(9):
        person("Author", f"author-{number}")
    with django_assert_max_num_queries(40):
        assert rows(browser)["author-8"] == "Author"
