"""The pages that an empty installation starts with: home, the library, and three plain pages."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from wagtail.models import Page, Site

from factsheets.models import LibraryPage
from factsheets.starter.foundations import bind_factsheet_workflow, database_is_complete
from home.models import HomePage, PlainPage
from home.plain_texts import PLAIN_PAGES


def lay_pages(sender: AppConfig, using: str, **kwargs: object) -> None:
    """Handler of `post_migrate`: lays the tree once; whatever staff do with it later is left alone."""
    if not database_is_complete(using) or HomePage.objects.exists():
        return
    with transaction.atomic(using=using):
        home = _lay_home(Page.get_first_root_node())
        library = home.add_child(
            instance=LibraryPage(
                title="Factsheets",
                slug="factsheets",
                introduction="<p>Each factsheet explains one therapy for back pain: what it is, what happens, "
                "who it may help, and who should not have it.</p>",
            )
        )
        bind_factsheet_workflow(library)
        library.save_revision().publish()
        for title, slug, body in PLAIN_PAGES:
            home.add_child(instance=PlainPage(title=title, slug=slug, body=body)).save_revision().publish()


def _lay_home(root: Page) -> HomePage:
    # Wagtail's own first page gives way, if nobody has used it.
    at_home = root.get_children().filter(slug="home")
    welcome = at_home.filter(Q(content_type__model="page"), numchild=0).first()
    home = root.add_child(
        instance=HomePage(
            title="Help for your back",
            slug="front" if at_home.exists() else "home",
            introduction="<p>Plain factsheets about therapies for back pain, from the charity BackCare.</p>",
        )
    )
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.root_page, site.site_name, site.hostname, site.port = (
        home,
        "BackCare",
        address.hostname or "localhost",
        port,
    )
    site.save()
    if welcome is not None:
        welcome.delete()
        home.refresh_from_db()
        home.slug = "home"
        home.save()
    home.save_revision().publish()
    laid: HomePage = HomePage.objects.get(pk=home.pk)
    return laid
