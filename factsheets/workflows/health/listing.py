"""All that is wrong with the one way to publication, for the first screen and for the commands."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from wagtail.models import Site

from factsheets.governed.models.warning_advice import GOVERNED_TEXTS
from factsheets.page.models.library_page import LibraryPage

from .expected_pages import missing_pages
from .fault import WorkflowFault
from .people import missing_at, one_person_alone, people_of, unreachable
from .roles import Granted, incomplete_roles, other_signers
from .workflows import bindings, broken, steps_of, unbound, ways

_PRINTED = "django.core.mail.backends.console.EmailBackend"


def what_is_wrong() -> list[WorkflowFault]:
    """What stops texts from going live comes first. The number of queries does not depend on how much is in the library."""
    bound = bindings()
    found = ways(bound)
    steps, has = steps_of(found), Granted()
    people = people_of(steps)
    faults = [
        *_places(),
        *unbound(bound),
        *broken(found),
        *missing_at(steps, people),
        *one_person_alone(steps, people),
        *incomplete_roles(has),
        *other_signers(steps, has),
        *unreachable(steps, people),
        *_mail(),
        *missing_pages(),
    ]
    return sorted(faults, key=lambda fault: not fault.stops)


def _places() -> Iterator[WorkflowFault]:
    """The pages and texts that everything else needs."""
    library = LibraryPage.objects.order_by("path").first()
    yield from _front(library)
    if library is None:
        yield WorkflowFault(
            "Library page",
            "There is none, so factsheets have no place. Add one below the home page.",
            reverse("wagtailadmin_explore_root"),
        )
    elif LibraryPage.public_url() is None:
        yield WorkflowFault(
            f"The page “{library}”",
            "It is not public, so readers see no factsheet. Publish it.",
            reverse("wagtailadmin_pages:edit", args=[library.pk]),
        )
    for model in GOVERNED_TEXTS:
        if not model.objects.exists():
            name = str(model._meta.verbose_name)
            yield WorkflowFault(
                name.capitalize(), "It is missing. Whoever keeps the site runs “manage.py migrate”."
            )


def _front(library: LibraryPage | None) -> Iterator[WorkflowFault]:
    """Where readers come in: the site that answers to our address, and the one that answers to all others."""
    own = Q(hostname=urlsplit(settings.SITE_URL).hostname or "")
    default = False
    for site in Site.objects.filter(own | Q(is_default_site=True)).select_related("root_page").order_by("pk"):
        default = default or site.is_default_site
        if not site.root_page.live:
            what = "The site has no public home page. Choose one."
        elif library and not library.path.startswith(site.root_page.path):
            what = f"“{site.root_page}” is not above the library, so readers find no factsheet. Choose the page that is."
        else:
            continue
        yield WorkflowFault("Home page", what, reverse("wagtailsites:edit", args=[site.pk]))
    if not default:
        yield WorkflowFault("Home page", "There is no default site. Add one.", reverse("wagtailsites:index"))


def _mail() -> Iterator[WorkflowFault]:
    if settings.EMAIL_SENDING_BACKEND == _PRINTED and not settings.DEBUG:
        yield WorkflowFault(
            "Mail",
            "No mail server is set, so mails are printed instead of sent. Whoever keeps the site sets EMAIL_URL.",
            stops=False,
            deaf=True,
        )
