"""A rule of privacy above the library: nothing of it is seen anywhere."""

from __future__ import annotations

import pytest
from wagtail.models import PageViewRestriction

from factsheets.models import Condition
from tests.builders import live, sign_governed_texts, suits
from tests.search_index import index_everything

pytestmark = pytest.mark.django_db


def test_a_rule_above_the_library_hides_all_of_it(client):
    sign_governed_texts()
    live("Massage")
    tens = live("TENS")
    PageViewRestriction.objects.create(page=tens.get_parent(), restriction_type="login")
    suits(tens, "likely", Condition.objects.create(name="Sciatica"))
    index_everything()
    assert client.get("/factsheets/tens/").status_code == 302
    assert client.get("/conditions/sciatica/").status_code == 404
    for path in (
        "/find/?condition=sciatica",
        "/compare/?a=tens&b=massage",
        "/search/?q=needles",
        "/search/?q=tens",
        "/search/suggestions?q=te",
        "/search/suggestions?q=scia",
        "/api/v1/search?q=needles",
    ):
        body = client.get(path).content.decode()
        assert "TENS" not in body
        assert "Sciatica" not in body
