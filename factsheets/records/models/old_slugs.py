"""Addresses that somebody kept name a record by the slug that it had then: they go on to mean the same record."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from django.db import models
from wagtail.contrib.redirects.models import Redirect

#: From a slug to the address that readers keep.
Address = Callable[[str], str]
_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,90}")
#: More of them stand in no address that a page of ours has made.
_MOST = 50


def note_old_slug(address: Address, before: str, now: str) -> None:
    """Kept where Wagtail keeps the old addresses of pages; each leads straight to the present one."""
    there = address(now)
    Redirect.objects.filter(old_path=_noted(address, now), automatically_created=True).delete()
    old = Redirect.objects.filter(redirect_link=address(before))
    old.filter(automatically_created=True).update(redirect_link=there)
    Redirect.objects.update_or_create(
        old_path=_noted(address, before),
        automatically_created=True,
        defaults={"site": None, "redirect_link": there},
    )


def led_on(
    address: Address, slugs: Collection[str], records: models.QuerySet[models.Model]
) -> dict[str, str]:
    """Of `slugs` those that no record has any more, each with the slug of the one of `records` that had it last."""
    noted = {_noted(address, slug): slug for slug in sorted(filter(_SLUG.fullmatch, slugs))[:_MOST]}
    taken = records.model._default_manager.filter(slug__in=noted.values()).values_list("slug", flat=True)
    left = {path: slug for path, slug in noted.items() if slug not in set(taken)} if noted else {}
    if not left:
        return {}
    notes = Redirect.objects.filter(old_path__in=left, automatically_created=True)
    link_of = dict(notes.values_list("old_path", "redirect_link"))
    there = {address(slug): slug for slug in records.values_list("slug", flat=True)} if link_of else {}
    return {left[path]: there[link] for path, link in link_of.items() if link in there}


def _noted(address: Address, slug: str) -> str:
    return str(Redirect.normalise_path(address(slug)))
