"""Times the saving of one page, as it is when the last word of the transaction is spoken."""

from __future__ import annotations

import random
import time

from factsheets.models import FactsheetPage


def measure(count: int) -> list[float]:
    """Milliseconds of each of `count` saves of different public factsheets."""
    pages = list(FactsheetPage.objects.filter(summary__startswith="Made up").order_by("pk")[: 20 * count])
    random.Random(3).shuffle(pages)
    return [_milliseconds(page) for page in pages[:count]]


def _milliseconds(page: FactsheetPage) -> float:
    page.summary = f"{page.summary[:190]} again"
    began = time.perf_counter()
    page.save()
    return (time.perf_counter() - began) * 1000
