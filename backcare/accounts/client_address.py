"""The address that a request comes from, as the settings say that it reaches the site."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

#: Where nobody can say: all of them count as one.
UNKNOWN = "0.0.0.0"  # noqa: S104 - no server listens there


def client_address(request: HttpRequest) -> str:
    """An IPv4 or IPv6 address as text.

    Each of the `PROXIES` web servers in front of the site adds one address to `X-Forwarded-For`; what stands before
    those anybody can invent, so it is not looked at.
    """
    address = request.META.get("REMOTE_ADDR", "")
    named = (part.strip() for part in request.headers.get("X-Forwarded-For", "").split(","))
    forwarded = [part for part in named if part]
    if settings.PROXIES and len(forwarded) >= settings.PROXIES:
        address = forwarded[-settings.PROXIES]
    try:
        found = ip_address(address)
    except ValueError:
        return UNKNOWN
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return str(found).partition("%")[0]
