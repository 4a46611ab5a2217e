"""What a request says about where it comes from: which site its form stood on, and which network it came through."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

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


def network_of(request: HttpRequest, *, proxies: int) -> str:
    """The network of the reader: the first 24 bits of an IPv4 address, the first 48 of an IPv6 one, or "unknown".

    Each of `proxies` web servers in front of the site adds one address to `X-Forwarded-For`; what stands before those
    anybody can invent, so it is not looked at.
    """
    address = request.META.get("REMOTE_ADDR", "")
    named = (part.strip() for part in request.headers.get("X-Forwarded-For", "").split(","))
    forwarded = [part for part in named if part]
    if proxies and len(forwarded) >= proxies:
        address = forwarded[-proxies]
    try:
        found = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return str(ip_network(f"{found}/{24 if found.version == 4 else 48}", strict=False))
