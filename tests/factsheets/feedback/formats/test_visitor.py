"""Where a request comes from: whose page."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from factsheets.feedback.formats.visitor import comes_from_our_own_page

OURS, THEIRS = "http://testserver", "https://elsewhere.example"


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({"Sec-Fetch-Site": "same-origin", "Origin": OURS}, True),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Origin": OURS}, True),
        ({}, False),
        ({"Origin": "null"}, False),
        ({"Origin": THEIRS}, False),
        ({"Origin": "https://testserver"}, False),
        ({"Sec-Fetch-Site": "same-origin", "Origin": THEIRS}, False),
        ({"Sec-Fetch-Site": "same-site", "Origin": OURS}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Sec-Fetch-Site": ""}, False),
    ],
)
def test_only_a_page_of_ours_may_post(headers, ours):
    assert comes_from_our_own_page(RequestFactory().post("/", headers=headers)) is ours
