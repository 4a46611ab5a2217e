"""Each kind of change that can make a published file untrue, made as the site makes it."""

from __future__ import annotations

from collections.abc import Callable

from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import PageViewRestriction, Site

from factsheets.models import Condition, Disclaimer, FactsheetPage, Suitability, TherapyKind
from factsheets.publication.withdrawing import undo_withdrawal, withdraw
from home.models import PlainPage
from tests import builders

from .published_site import condition, home, library
from .rarer_changes import (
    bring_in_a_document,
    change_first_page,
    change_picture,
    close_second_site,
    expire,
    go_live_by_schedule,
    rename_first_page,
    revert,
    review,
    second_site,
    show_picture,
)


def _page(number: int) -> FactsheetPage:
    return FactsheetPage.objects.order_by("pk")[number]


def publish_words() -> None:
    page = _page(1)
    page.summary = "Other words."
    page.save_revision()
    builders.put_live(page)


def publish_new() -> None:
    builders.live("A new one", summary="Thin needles. It may ease pain.")


def rename() -> None:
    page = _page(2)
    page.title = "Another title"
    page.slug = "another-slug"
    page.save_revision()
    builders.put_live(page)


def unpublish() -> None:
    _page(3).unpublish()


def take_down() -> None:
    withdraw(
        _page(1),
        reason="It harms.",
        replacement=_page(4),
        user=builders.person("Editor", "ed"),
        now=timezone.now(),
    )


def undo() -> None:
    undo_withdrawal(_page(1), user=builders.person("Editor", "ed2"), now=timezone.now())
    builders.put_live(_page(1))


def move() -> None:
    """Plain pages move; a factsheet stays in its library."""
    above = home().add_child(instance=PlainPage(title="Above", body="<p>Above.</p>"))
    below = home().add_child(instance=PlainPage(title="Below", body="<p>Below.</p>"))
    below.move(above, pos="last-child")


def rename_library() -> None:
    page = library()
    page.slug = "all-factsheets"
    page.save_revision().publish()


def hide() -> None:
    PageViewRestriction.objects.create(
        page=_page(5), restriction_type=PageViewRestriction.PASSWORD, password="secret"
    )


def show_again() -> None:
    PageViewRestriction.objects.get().delete()


def hide_library() -> None:
    PageViewRestriction.objects.create(page=library(), restriction_type=PageViewRestriction.LOGIN)


def change_record() -> None:
    row = condition()
    row.description = "Other words about it."
    row.save()


def rename_record() -> None:
    row = condition()
    row.name, row.slug = "Made-up soreness", "made-up-soreness"
    row.save()


def rename_kind() -> None:
    row = TherapyKind.objects.filter(factsheets__isnull=False).first()
    assert row is not None
    row.name = "Another kind"
    row.save()


def change_governed_text() -> None:
    text = Disclaimer.objects.get()
    text.text = "<p>Other words for all.</p>"
    text.save_revision()
    builders.publish_signed(text)


def change_heading() -> None:
    page = library()
    page.heading_evidence = "What is known"
    page.save()


def add_row() -> None:
    Suitability.objects.create(
        page=_page(6), verdict="likely", condition=Condition.objects.get_or_create(name="New pain")[0]
    )


def plain_page() -> None:
    home().add_child(instance=PlainPage(title="About this", body="<p>Words.</p>"))


def add_document() -> None:
    model = get_document_model()
    model.objects.create(title="A leaflet", file=ContentFile(b"Words of a leaflet.", name="leaflet.txt"))


def delete_document() -> None:
    get_document_model().objects.get().delete()


def add_redirect() -> None:
    Redirect.objects.create(old_path="/shop", redirect_link="https://example.org/shop")


def change_redirect() -> None:
    Redirect.objects.filter(old_path="/shop").update(redirect_link="https://example.org/other")


def change_site() -> None:
    """No public page shows it: nothing may become wrong by it."""
    site = Site.objects.get()
    site.site_name = "Another name"
    site.save()


def bring_in() -> None:
    """As documents come in: a draft of a new factsheet, then it is published."""
    page = builders.draft("Brought in", summary="Words of a document.")
    page.save_revision()
    builders.put_live(page)


def delete_page() -> None:
    page = home().get_children().filter(title="About this").get()
    page.specific.delete()


def update_in_bulk() -> None:
    FactsheetPage.objects.filter(pk__in=[_page(4).pk, _page(6).pk]).update(summary="In bulk.")


def create_in_bulk() -> None:
    Suitability.objects.bulk_create(
        [Suitability(page=_page(number), verdict="unlikely", condition=condition()) for number in (7,)],
        ignore_conflicts=True,
    )


def raw_sql() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE factsheets_factsheetpage SET summary = 'By hand.' WHERE page_ptr_id = %s", [_page(6).pk]
        )


def raw_sql_deletes() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM factsheets_suitability WHERE page_id = %s", [_page(4).pk])


#: In this order: some build on others. None of a group takes back what another one of it did.
GROUPS: tuple[tuple[Callable[[], None], ...], ...] = (
    (publish_words, publish_new, rename, unpublish, plain_page, add_redirect, go_live_by_schedule, show_picture),
    (take_down, move, hide, change_record, add_document, review, bring_in_a_document, change_picture),
    (undo, show_again, rename_record, rename_kind, change_site, expire, change_first_page),
    (change_governed_text, change_heading, add_row, delete_document, change_redirect, revert, rename_first_page),
    (delete_page, update_in_bulk, create_in_bulk, raw_sql, raw_sql_deletes, second_site),
    (rename_library, bring_in, close_second_site),
    (hide_library,),
    (show_again,),
)  # fmt: skip
