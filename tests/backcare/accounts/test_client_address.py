"""The address that tries are counted by: what our own web servers say, never what somebody invents."""

import pytest
from django.test import RequestFactory

from backcare.accounts.client_address import UNKNOWN, client_address


@pytest.mark.parametrize(
    ("proxies", "forwarded", "remote", "expected"),
    [
        (0, "", "192.0.2.1", "192.0.2.1"),
        (0, "203.0.113.9", "192.0.2.1", "192.0.2.1"),
        (1, "203.0.113.9", "10.0.0.1", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "10.0.0.1", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9, 10.0.0.2", "10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "10.0.0.1", "10.0.0.1"),
        (1, "", "10.0.0.1", "10.0.0.1"),
        (1, "2001:db8::7", "10.0.0.1", "2001:db8::7"),
        (0, "", "::ffff:192.0.2.1", "192.0.2.1"),
        (0, "", "fe80::1%eth0", "fe80::1"),
        (1, "nonsense", "10.0.0.1", UNKNOWN),
        (0, "", "", UNKNOWN),
    ],
)
def test_what_stands_before_our_own_servers_is_not_looked_at(settings, proxies, forwarded, remote, expected):
    settings.PROXIES = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert client_address(RequestFactory().post("/", headers=headers, REMOTE_ADDR=remote)) == expected
