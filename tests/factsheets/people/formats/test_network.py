"""Where a request comes from: which network."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from factsheets.people.formats.network import network_of


@pytest.mark.parametrize(
    ("address", "forwarded", "proxies", "network"),
    [
        ("192.0.2.17", "", 0, "192.0.2.0/24"),
        ("192.0.2.200", "203.0.113.9", 0, "192.0.2.0/24"),
        ("2001:db8:1:2::3", "", 0, "2001:db8:1::/48"),
        ("::ffff:192.0.2.17", "", 0, "192.0.2.0/24"),
        ("127.0.0.1", "invented, 203.0.113.9", 1, "203.0.113.0/24"),
        ("127.0.0.1", "203.0.113.9, 198.51.100.4", 2, "203.0.113.0/24"),
        ("127.0.0.1", "", 1, "127.0.0.0/24"),
        ("127.0.0.1", "nonsense", 1, "unknown"),
        ("", "", 0, "unknown"),
    ],
)
def test_only_the_network_is_looked_at(address, forwarded, proxies, network):
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory().post("/", headers=headers, REMOTE_ADDR=address)
    assert network_of(request, proxies=proxies) == network
