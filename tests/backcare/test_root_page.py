"""The root of the tree, named in the address of any of Wagtail's screens of a page."""

from __future__ import annotations

import re

import pytest
from django.db import transaction
from django.test import Client
from wagtail.models import Page

from tests.builders import superuser
from tests.factsheets.screens.hostile_forms.addresses import addresses

PLACES = re.compile(r"<int:\w+>")
OF_ONE_PAGE = sorted(
    {
        address.template
        for address in addresses()
        if address.template.startswith("/admin/pages/<int:") and address.places[1:] == []
    }
)


@pytest.mark.django_db
def test_no_screen_of_a_page_breaks_on_the_root() -> None:
    root = Page.objects.get(depth=1)
    browser = Client(raise_request_exception=False)
    browser.force_login(superuser())
    answers = {}
    for template in OF_ONE_PAGE:
        place = PLACES.sub(str(root.pk), template)
        for ask in (browser.get, browser.post):
            with transaction.atomic():
                answers[ask.__name__, place] = ask(place).status_code
                transaction.set_rollback(True)
    assert ("post", f"/admin/pages/{root.pk}/lock/") in answers
    assert {asked: status for asked, status in answers.items() if status >= 500} == {}
    assert answers["post", f"/admin/pages/{root.pk}/set_position/"] == 404
