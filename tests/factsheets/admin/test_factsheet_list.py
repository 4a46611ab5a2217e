"""The menu entry "Factsheets" is there for those whom the list lets in, and for nobody else."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.builders import library
from tests.factsheets.admin.kinds import signed_in

pytestmark = pytest.mark.django_db

ENTRY = '"name": "factsheets"'


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("Author", True),
        ("Editor", True),
        ("Administrator", True),
        ("superuser", True),
        ("Clinical reviewer", False),
        ("Resource manager", False),
    ],
)
def test_the_menu_offers_the_list_to_those_who_may_open_it(role: str, may: bool) -> None:
    library()
    browser = signed_in(role)
    menu = browser.get(reverse("wagtailadmin_home")).content.decode()
    assert (ENTRY in menu) == may
    assert (browser.get(reverse("factsheet_list:index")).status_code == 200) == may
