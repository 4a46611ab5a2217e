"""Changes that come seldom or by themselves: by a schedule, from a document, with a picture, at midnight, by a second site."""

from __future__ import annotations

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, Site

from backcare.today import readers_day
from factsheets.exchange.importing import import_document
from factsheets.models import FactsheetPage
from factsheets.page.models.review import Review
from home.models import PlainPage
from tests import builders
from tests.factsheets.management.import_runs import SEED

from .published_site import home


def _public(number: int) -> FactsheetPage:
    return FactsheetPage.objects.live().order_by("pk")[number]


def go_live_by_schedule() -> None:
    page = home().add_child(instance=PlainPage(title="Comes by itself", body="<p>Soon.</p>", live=False))
    page.go_live_at = timezone.now() + timedelta(hours=1)
    revision = page.save_revision()
    revision.publish()
    # The hour is over.
    revision.approved_go_live_at = timezone.now() - timedelta(seconds=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    call_command("publish_scheduled")
    assert PlainPage.objects.get(pk=page.pk).live


def expire() -> None:
    """A factsheet and a page of words, both at once."""
    ours = [_public(0).pk, PlainPage.objects.live().get(title="Comes by itself").pk]
    Page.objects.filter(pk__in=ours).update(expire_at=timezone.now() - timedelta(seconds=1))
    call_command("publish_scheduled")
    assert not Page.objects.filter(pk__in=ours, live=True).exists()


def revert() -> None:
    """Words that were published once are published again."""
    page = _public(1)
    page.save_revision()
    builders.put_live(page)
    first = page.get_latest_revision()
    page.summary = "Words that are taken back."
    page.save_revision()
    builders.put_live(page)
    builders.put_live(FactsheetPage.objects.get(pk=page.pk), first)


def bring_in_a_document() -> None:
    """A document is read, its conditions become records, and the draft is published."""
    (made,) = import_document(SEED.read_bytes(), SEED.name)
    page = FactsheetPage.objects.get(title=made.title)
    builders.put_live(page)


def change_first_page() -> None:
    page = home()
    page.introduction = "<p>Other words in front.</p>"
    page.save_revision().publish()


def rename_first_page() -> None:
    page = home()
    page.title = "Another name in front"
    page.save_revision().publish()


def review() -> None:
    """Recorded, and due today: from tomorrow on it is overdue."""
    Review.objects.create(
        page=_public(2),
        outcome="unchanged",
        reviewer="Dr A",
        reviewed_on=readers_day() - timedelta(days=100),
        next_due_on=readers_day(),
    )


def show_picture() -> None:
    picture = get_image_model().objects.create(title="A picture", file=get_test_image_file("shown.png"))
    words = f'<p>Look:</p><embed embedtype="image" id="{picture.pk}" format="fullwidth" alt="A shape"/>'
    page = home().add_child(instance=PlainPage(title="With a picture", body=words))
    page.save_revision().publish()


def change_picture() -> None:
    """Another file in its place: the smaller ones are made anew, under other names."""
    picture = get_image_model().objects.get(title="A picture")
    picture.file = get_test_image_file("other.png", colour="black")
    picture.renditions.all().delete()
    picture.save()


def second_site() -> None:
    """Of a part of the tree; readers of the first find everything where it was."""
    page = home().add_child(instance=PlainPage(title="Elsewhere", body="<p>Another site.</p>"))
    page.add_child(instance=PlainPage(title="Below it", body="<p>Words.</p>"))
    Site.objects.create(hostname="other.example.org", site_name="Other", root_page=page)


def close_second_site() -> None:
    Site.objects.get(hostname="other.example.org").delete()
