"""Every public address: pages of Wagtail by their own rules, what the applications declare, and where old addresses lead."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import reverse
from wagtail import hooks
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import CollectionViewRestriction, Page, ReferenceIndex, Site

from .addresses import UnfitAddress, check_address
from .asking import site_of_readers
from .store import NOT_FOUND

#: An application registers a function for this hook. It is given the numbers of pages, or None for all that there is, and
#: yields `(address, number of the page that it belongs to or None, kind)`: with numbers, only what belongs to those pages.
#: The kind "slow" (a PDF) is made last, and never while somebody waits; all else is "".
HOOK = "backcare_public_addresses"


class Address(NamedTuple):
    """A public address. `page` is the number of the page with which it appears and vanishes; None for none."""

    address: str
    page: int | None = None
    kind: str = ""

    @property
    def is_slow(self) -> bool:
        """Whether it takes seconds to make."""
        return self.kind == "slow"


def public_addresses(pages: Collection[int] | None = None) -> dict[str, Address]:
    """Every public address, by itself; with `pages`, only those that belong to these. What no file can stand for is left out."""
    found: dict[str, Address] = {}
    site = site_of_readers()
    for each in _all(pages, site):
        each = _below_the_top(each, site)
        try:
            check_address(each.address)
        except UnfitAddress:
            continue
        found.setdefault(each.address, each)
    return found


def _below_the_top(declared: Address, site: Site | None) -> Address:
    """Where there are several sites, Wagtail writes the addresses of each with its host."""
    top = f"{site.root_url}/" if site else "/"
    if not declared.address.startswith(top):
        return declared
    return declared._replace(address=f"/{declared.address.removeprefix(top)}")


def _all(pages: Collection[int] | None, site: Site | None) -> Iterator[Address]:
    for declares in hooks.get_hooks(HOOK):
        found: Iterable[tuple[str, int | None, str]] = declares(pages)
        yield from (Address(*each) for each in found)
    yield from _of_pages(pages, site)
    if pages is None:
        yield Address(NOT_FOUND)
        yield from _plain_files()
        yield from _documents()
        yield from _pictures()
    yield from _moved(pages)


def _of_pages(pages: Collection[int] | None, site: Site | None) -> Iterator[Address]:
    public = Page.objects.live().public()
    if pages is not None:
        public = public.filter(pk__in=pages)
    if site is None:
        return
    above = site.root_page.url_path
    below = public.descendant_of(site.root_page, inclusive=True).order_by("path")
    for number, url_path in below.values_list("pk", "url_path").iterator():
        yield Address("/" + url_path.removeprefix(above), number)


def _plain_files() -> Iterator[Address]:
    for address in ("/robots.txt", "/.well-known/security.txt", reverse("web_manifest")):
        yield Address(address)


def _documents() -> Iterator[Address]:
    public = get_document_model().objects.exclude(_behind_a_rule("collection"))
    for document in public.only("id", "file").order_by("pk").iterator():
        yield Address(document.url)


def _pictures() -> Iterator[Address]:
    """Every size that was made of a picture which some text shows. A size is made when a page with it is asked for."""
    picture = get_image_model()
    kind = ContentType.objects.get_for_model(picture, for_concrete_model=False)
    shown = ReferenceIndex.objects.filter(to_content_type=kind).values_list("to_object_id", flat=True)
    sizes = picture.get_rendition_model().objects.filter(image__in={int(number) for number in shown})
    sizes = sizes.exclude(_behind_a_rule("image__collection"))
    for size in sizes.only("id", "file").order_by("pk").iterator():
        yield Address(size.url)


def _behind_a_rule(collection: str) -> Q:
    """What lies in a collection that only some may read, or in one below it; `collection` is how a row names its own."""
    private = Q(pk=None)
    for path in CollectionViewRestriction.objects.values_list("collection__path", flat=True):
        private |= Q(**{f"{collection}__path__startswith": path})
    return private


def _moved(pages: Collection[int] | None) -> Iterator[Address]:
    noted = Redirect.objects.order_by("pk")
    if pages is not None:
        noted = noted.filter(redirect_page__in=pages)
    for old_path, page in noted.values_list("old_path", "redirect_page_id").iterator():
        yield Address(old_path, page)
        if "." not in old_path.rpartition("/")[2]:
            yield Address(f"{old_path}/", page)
