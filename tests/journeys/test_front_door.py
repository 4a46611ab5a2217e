"""A reader comes to the site for the first time."""

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Site


def test_a_reader_goes_from_the_front_page_to_the_library(live_server: LiveServer, page: Page) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("response", lambda response: faults.append(response.url) if response.status >= 400 else None)
    page.goto(live_server.url)
    page.get_by_role("link", name="Factsheets").first.click()
    assert page.url == f"{live_server.url}/factsheets/"
    assert page.get_by_role("heading", level=1).count() == 1
    assert faults == []


def test_no_page_can_reach_beyond_this_machine(live_server: LiveServer, page: Page) -> None:
    with pytest.raises(Exception, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://readers.example/")


@pytest.mark.django_db(transaction=True)
def test_a_journey_leaves_the_site_as_it_found_it() -> None:
    """Runs after the journeys above, whose flush took every row: the foundations are there again."""
    assert Site.objects.get(is_default_site=True).root_page.get_children().exists()
