"""Pages that every page of the site leads to: they belong to staff, who may move them or take them down."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from wagtail.models import Page, Site

from factsheets.page.models.view_restrictions import open_to_readers

from .fault import WorkflowFault

#: By its part of the address below the home page: what stands there.
_EXPECTED = {
    "about": "who is behind the site",
    "privacy": "what the site keeps, how long, and which rights readers have",
    "accessibility": "how accessible the site is, and whom to tell what somebody cannot use",
}


def missing_pages() -> Iterator[WorkflowFault]:
    """Addresses that the foot of every page leads to, where no reader finds a page."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return
    home = site.root_page
    found = Page.objects.filter(
        open_to_readers(), url_path__in=[f"{home.url_path}{slug}/" for slug in _EXPECTED]
    )
    there = set(found.values_list("slug", flat=True))
    for slug, what in _EXPECTED.items():
        if slug not in there:
            yield WorkflowFault(
                f"The address /{slug}/",
                f"Readers find no page there, and each page leads to it: it says {what}. "
                f"Publish a plain page with the slug “{slug}” below the home page.",
                reverse("wagtailadmin_explore", args=[home.pk]),
                stops=False,
            )
