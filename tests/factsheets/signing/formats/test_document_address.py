"""However the address of a document is written: what leads a browser to it names it."""

from __future__ import annotations

import pytest

from factsheets.signing.formats.document_address import document_at


@pytest.mark.parametrize(
    "address",
    [
        "/documents/10/name.pdf",
        "/documents/0010/name.pdf",
        "/%64ocuments/10/name.pdf",
        "/x/../documents/10/name.pdf",
        "//localhost/documents/10/name.pdf",
        "HTTP://127.0.0.1/documents/10/name.pdf",
        "http://localhost:9431/documents/10/name.pdf",
        "/docu\tments/10/name.pdf",
        "\\documents\\10\\name.pdf",
        "http://localhost/do%63uments/10/name.pdf",
        "/documents%2F10%2Fname.pdf",
        "http:///localhost/documents/10/name.pdf",
        "http:documents/10/name.pdf",
        "http:/documents/10/name.pdf",
        "http:\\\\localhost\\documents\\10\\name.pdf",
        "http://127.1:8400/documents/10/name.pdf",
        "http://2130706433/documents/10/name.pdf",
        "http://0x7f.1/documents/10/name.pdf",
        "http://localhost.:8400/documents/10/name.pdf",
        "http://[::1]/documents/10/name.pdf",
        "http://\uff4c\uff4fcalhost/documents/10/name.pdf",
        "http://somebody:else@localhost/documents/10/name.pdf",
        "http://example.org@localhost/documents/10/name.pdf",
        "\x01 /documents/10/name.pdf",
        "/x/%2e%2e/documents/10/name.pdf?download#page=2",
    ],
)
def test_it_is_known(address: str) -> None:
    assert document_at(address) == 10


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/documents/10/name.pdf",
        "https://www.example.org.:443/documents/10/name.pdf",
        "https://localhost@example.org/documents/10/name.pdf",
        "//xn--bcher-kva.example/documents/10/name.pdf",
        "mailto:documents/10/name.pdf",
        "/%2564ocuments/10/name.pdf",
        "/factsheets/10/",
        "/documents/x/",
        "http://[",
        "",
    ],
)
def test_other_addresses_are_none(address: str) -> None:
    assert document_at(address) is None
