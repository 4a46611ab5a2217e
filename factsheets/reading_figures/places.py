"""What stands at the addresses that were read: which factsheet, and what of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from backcare.reading_counts import ASKED
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.library_page import LibraryPage
from factsheets.reading_figures.formats.figures import WhatIsThere
from factsheets.versions.formats.version_code import code_from
from factsheets.versions.models.version import Version


class ReadPlace(NamedTuple):
    """`factsheet` is its key; None where the address is that of none."""

    factsheet: int | None
    kind: WhatIsThere


_ELSEWHERE = ReadPlace(None, WhatIsThere.OTHER)


def places_of(addresses: Iterable[str]) -> dict[str, ReadPlace]:
    """Where each of them leads: three questions to the database, however many there are."""
    wanted = set(addresses)
    search, copies = reverse("factsheets:search") + ASKED, reverse("factsheets:copies")
    coded = {each: code_from(each[len(copies) : -1]) for each in wanted if each.startswith(copies)}
    versions = dict(Version.objects.values_list("code", "factsheet_id")) if any(coded.values()) else {}
    factsheets = _factsheets_by_address()
    found = {}
    for address in wanted:
        if address == search:
            found[address] = ReadPlace(None, WhatIsThere.SEARCH)
        elif coded.get(address):
            found[address] = ReadPlace(versions.get(coded[address]), WhatIsThere.COPY)
        else:
            found[address] = _below(address, factsheets)
    return found


def _below(address: str, factsheets: dict[str, int]) -> ReadPlace:
    if address in factsheets:
        return ReadPlace(factsheets[address], WhatIsThere.FACTSHEET)
    page = address[: address.rfind("/") + 1]
    if address.endswith(".pdf") and page in factsheets:
        return ReadPlace(factsheets[page], WhatIsThere.PDF)
    return _ELSEWHERE


def _factsheets_by_address() -> dict[str, int]:
    """By the address of today, and by former ones that no other factsheet has now."""
    library = LibraryPage.public_url()
    former = Redirect.objects.filter(redirect_page__in=FactsheetPage.objects.values("pk")).order_by("-pk")
    found = {
        f"{old_path}/": number for old_path, number in former.values_list("old_path", "redirect_page_id")
    }
    if library:
        found |= {f"{library}{slug}/": pk for pk, slug in FactsheetPage.objects.values_list("pk", "slug")}
    return found
