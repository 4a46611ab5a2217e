"""What a passkey signs is taken for this very site alone, and from one that counts on."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
from typing import Any

import pytest
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.urls import reverse
from fido2.cose import ES256
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

from factsheets.security_log.models import SecurityEvent
from tests.builders import person

pytestmark = pytest.mark.django_db

SITE = "https://backcare.example"
FOREIGN = [
    "http://backcare.example",
    "https://backcare.example:8443",
    "https://evil.backcare.example",
    "https://backcare.example/",
    "https://elsewhere.example",
    "null",
]


_NETWORKS = itertools.count(1)


class Passkey:
    """A key in software: what a browser and an authenticator answer together."""

    def __init__(self, host: str) -> None:
        self.host, self.number, self.counter = host, b"0123456789abcdef", 1
        self.key = ec.generate_private_key(ec.SECP256R1())

    def _head(self, flags: int, attested: AttestedCredentialData | None = None) -> AuthenticatorData:
        scope = hashlib.sha256(self.host.encode()).digest()
        return AuthenticatorData.create(scope, flags, self.counter, attested or b"")

    def _answer(self, response: dict[str, bytes]) -> str:
        number = _letters(self.number)
        said = {name: _letters(value) for name, value in response.items()}
        return json.dumps(
            {
                "id": number,
                "rawId": number,
                "type": "public-key",
                "response": said,
                "clientExtensionResults": {},
            }
        )

    def made(self, challenge: str, origin: str) -> str:
        public = ES256.from_cryptography_key(self.key.public_key())
        data = self._head(0x45, AttestedCredentialData.create(Aaguid(bytes(16)), self.number, public))
        said = _said("webauthn.create", challenge, origin)
        return self._answer(
            {"clientDataJSON": said, "attestationObject": bytes(AttestationObject.create("none", data, {}))}
        )

    def signed(self, challenge: str, origin: str, user: Any) -> str:
        data, said = bytes(self._head(0x05)), _said("webauthn.get", challenge, origin)
        signature = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        handle = user_pk_to_url_str(user).encode()
        return self._answer(
            {"clientDataJSON": said, "authenticatorData": data, "signature": signature, "userHandle": handle}
        )


def _letters(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _said(kind: str, challenge: str, origin: str) -> bytes:
    return json.dumps({"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": False}).encode()


def challenge_of(client: Client) -> str:
    return str(client.session["mfa.webauthn.state"]["challenge"])


def stored(passkey: Passkey, user: Any) -> Authenticator:
    credential = json.loads(passkey.made("AAAA", SITE))
    return Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "Key", "credential": credential}
    )


@pytest.fixture
def site(settings: Any) -> str:
    settings.SITE_URL, settings.ALLOWED_HOSTS = SITE, ["backcare.example", "localhost"]
    return SITE


def sign_in(passkey: Passkey, user: Any, origin: str, host: str = "backcare.example") -> Client:
    network = f"192.0.2.{next(_NETWORKS)}"  # tries are counted by network
    client = Client(HTTP_HOST=host, REMOTE_ADDR=network)
    client.get(reverse("mfa_login_webauthn"), headers={"x-requested-with": "XMLHttpRequest"})
    signed = passkey.signed(challenge_of(client), origin, user)
    client.post(reverse("mfa_login_webauthn"), {"credential": signed})
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_passkey_signs_in_at_this_site_alone(site: str) -> None:
    user, passkey = person("Author"), Passkey("backcare.example")
    stored(passkey, user)
    for origin in FOREIGN:
        passkey.counter += 1
        assert not is_in(sign_in(passkey, user, origin)), origin
    passkey.counter += 1
    assert is_in(sign_in(passkey, user, SITE))


@pytest.mark.parametrize("host", ["localhost:8328", "localhost"])
def test_on_ones_own_machine_the_port_counts(site: str, settings: Any, host: str) -> None:
    settings.SITE_URL = "http://127.0.0.1:8328"
    user, passkey = person("Author"), Passkey("localhost")
    stored(passkey, user)
    for origin in (
        "http://localhost:9999",
        f"https://{host}",
        "http://evil.localhost:8328",
        "http://127.0.0.1:8328",
    ):
        passkey.counter += 1
        assert not is_in(sign_in(passkey, user, origin, host)), origin
    passkey.counter += 1
    assert is_in(sign_in(passkey, user, f"http://{host}", host))


def test_one_that_counts_back_is_refused_and_written_down(site: str) -> None:
    user, passkey = person("Author"), Passkey("backcare.example")
    stored(passkey, user)
    passkey.counter = 7
    assert is_in(sign_in(passkey, user, SITE))
    for counter in (7, 3, 0):
        passkey.counter = counter
        assert not is_in(sign_in(passkey, user, SITE)), counter
    assert SecurityEvent.objects.filter(detail__contains="counted back").exists()
    passkey.counter = 8
    assert is_in(sign_in(passkey, user, SITE))


def test_one_that_does_not_count_is_taken(site: str) -> None:
    user, passkey = person("Author"), Passkey("backcare.example")
    passkey.counter = 0
    stored(passkey, user)
    for _ in range(2):
        assert is_in(sign_in(passkey, user, SITE))


def at_the_desk(passkey: Passkey, user: Any) -> Client:
    passkey.counter += 1
    desk = sign_in(passkey, user, SITE)
    assert is_in(desk)
    return desk


def test_a_passkey_is_added_for_this_site_alone(site: str) -> None:
    user, passkey = person("Author"), Passkey("backcare.example")
    stored(passkey, user)
    desk, added = at_the_desk(passkey, user), Passkey("backcare.example")
    added.number = b"fedcba9876543210"
    passkey.counter += 1
    assert prove(desk, passkey, user, SITE)
    for origin in (*FOREIGN, SITE):
        assert desk.get(reverse("mfa_add_webauthn")).status_code == 200
        made = added.made(challenge_of(desk), origin)
        desk.post(reverse("mfa_add_webauthn"), {"name": "Second", "credential": made})
        keys = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).count()
        assert keys == (2 if origin == SITE else 1), origin
    added.counter += 1
    assert is_in(sign_in(added, user, SITE))


def prove(desk: Client, passkey: Passkey, user: Any, origin: str) -> bool:
    """Whether a passkey was taken as a new proof of who sits there."""
    session = desk.session
    session["proved_at"] = 1
    session.save()
    desk.get(reverse("mfa_reauthenticate_webauthn"))
    signed = passkey.signed(challenge_of(desk), origin, user)
    desk.post(
        reverse("mfa_reauthenticate_webauthn"),
        {"credential": signed},
        REMOTE_ADDR=f"192.0.2.{next(_NETWORKS)}",
    )
    return bool(desk.session["proved_at"] != 1)


def test_a_passkey_proves_once_more_for_this_site_alone_and_counts_on(site: str) -> None:
    user, passkey = person("Author"), Passkey("backcare.example")
    stored(passkey, user)
    desk = at_the_desk(passkey, user)
    for origin in FOREIGN:
        passkey.counter += 1
        assert not prove(desk, passkey, user, origin), origin
    passkey.counter += 1
    assert prove(desk, passkey, user, SITE)
    assert not prove(desk, passkey, user, SITE), "which did not count on"
    assert SecurityEvent.objects.filter(detail__contains="counted back").exists()
    passkey.counter += 1
    assert prove(desk, passkey, user, SITE)
    assert not prove(desk, Passkey("backcare.example"), user, SITE), "another key under the same number"
