"""Which network a request comes through: as much of an address as is ever kept of it."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from django.http import HttpRequest


def network_of(request: HttpRequest, *, proxies: int) -> str:
    """The network of whoever asks: the first 24 bits of an IPv4 address, the first 48 of an IPv6 one, or "unknown".

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
