"""Which address a request comes from, behind as many web servers as the setting `PROXIES` says."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def reader_address(request: HttpRequest) -> str:
    """An IPv4 or IPv6 address, or "unknown"."""
    return address_behind(request.META.get("REMOTE_ADDR", ""), request.headers.get("X-Forwarded-For", ""))


def address_behind(peer: str, forwarded_for: str) -> str:
    """The same, from the address of the other end of the connection and what `X-Forwarded-For` says.

    Each of our web servers adds one address to `X-Forwarded-For`. What stands before those anybody can invent, and
    without such a server anybody can invent all of it, so it is not looked at.
    """
    named = (part.strip() for part in forwarded_for.split(","))
    forwarded = [part for part in named if part]
    if settings.PROXIES and len(forwarded) >= settings.PROXIES:
        peer = forwarded[-settings.PROXIES]
    try:
        return str(ip_address(peer))
    except ValueError:
        return "unknown"
