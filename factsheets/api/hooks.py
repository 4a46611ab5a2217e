"""What the API declares to the whole site."""

from collections.abc import Collection, Iterator

from django.urls import reverse

from factsheets.screens.hook_declaration import Hook


def _addresses(pages: Collection[int] | None) -> Iterator[tuple[str, int | None, str]]:
    if pages is None:
        yield reverse("factsheets:api_description"), None, ""


HOOKS = (Hook("backcare_public_addresses", _addresses),)
