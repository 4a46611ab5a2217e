"""What a request says about where it comes from: which site its form stood on."""

from __future__ import annotations

from django.http import HttpRequest


def comes_from_our_own_page(request: HttpRequest) -> bool:
    """True for a post from a page of this site.

    `Sec-Fetch-Site` must say "same-origin". A browser too old to send it must send a fitting `Origin`; a wrong `Origin`
    is refused in any case.
    """
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if origin is not None and origin != f"{request.scheme}://{request.get_host()}":
        return False
    return origin is not None if site is None else site == "same-origin"
