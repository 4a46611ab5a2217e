"""Many addresses are made one after the other: what they share is asked once, and each knows that it was made from it."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from backcare.delivery import rendering
from backcare.delivery.declared import Address, public_addresses
from backcare.delivery.front_door import FrontDoor
from backcare.delivery.place import ledger
from backcare.delivery.publishing import publish
from backcare.delivery.reads import recording
from backcare.delivery.rendering import make_files
from backcare.delivery.sweeping import untrue_files
from backcare.delivery.tables import tell_tables
from factsheets.models import Disclaimer
from home.models import HomePage

from .published_site import differences, files, fresh, home, make_library

#: As `get_site_for_hostname` of Wagtail asks: by the name of the machine.
_LOOKS_FOR_THE_SITE = 'SELECT "wagtailcore_site"."id" AS "id", "wagtailcore_site"."hostname" AS '

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def addresses(publishing: Path) -> list[Address]:
    make_library(3)
    return [each for each in public_addresses().values() if not each.is_slow]


def test_the_site_is_looked_for_once_and_each_page_is_made_from_it(addresses: list[Address]) -> None:
    pages = [each for each in addresses if each.page and each.address != "/"]
    make_files(pages)  # of what was never asked before, something may be remembered
    with CaptureQueriesContext(connection) as asked:
        make_files(pages)
    assert len([each for each in asked.captured_queries if _LOOKS_FOR_THE_SITE in each["sql"]]) == 1
    Site.objects.update(port=8080)
    assert {each.address for each in pages} <= untrue_now()


def test_the_words_of_the_first_page_concern_that_page_alone(addresses: list[Address]) -> None:
    make_files(addresses)
    HomePage.objects.update(introduction="Other words.", title="Another name")
    assert untrue_now() == {"/"}


def untrue_now() -> set[str]:
    return {address for part in untrue_files() for address in part}


def test_what_one_answer_keeps_in_the_site_another_does_not_find(addresses: list[Address], rf: Any) -> None:
    door = FrontDoor()
    with recording():
        one, other = (door.site_of(rf.get("/")) for _ in range(2))
    assert one is not None
    assert other is not None
    assert one == other
    one.root_page.specific.title = "Kept"
    one.root_page.title = "Kept"
    assert other.root_page.specific.title == other.root_page.title == home().title


def test_a_site_that_is_none_leads_nowhere(publishing: Path, rf: Any) -> None:
    Site.objects.all().delete()
    door = FrontDoor()
    with recording():
        assert [door.site_of(rf.get("/")) for _ in range(2)] == [None, None]


def test_what_changed_before_anybody_listened_is_made_once_more(
    addresses: list[Address], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first file of all is made from a table that nobody has told of: a change of it is heard by nobody."""
    changed: list[int] = []

    def tell(reads: Any) -> bool:
        if not changed:
            changed.append(Disclaimer.objects.update(text="<p>Nobody heard of this.</p>"))
        return tell_tables(reads)

    monkeypatch.setattr(rendering, "tell_tables", tell)
    publish(with_slow=False)
    assert changed == [1]
    found = {address: one for address, one in files().items() if not address.endswith(".pdf")}
    assert differences(found, {each: one for each, one in fresh().items() if not each.endswith(".pdf")}) == []
    assert all(made.release for made in ledger().made().values())
