"""Browsers are told to come back over TLS, and no other site of the same domain is bound without being asked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SHOWN = """
import backcare.settings.base as settings
print(settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS, settings.SECURE_HSTS_PRELOAD)
"""


COOKIES = """
from django.conf import settings
print(settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE)
"""


def asked(folder: Path, shown: str = SHOWN, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {
        "DJANGO_SETTINGS_MODULE": "backcare.settings.base", "BACKCARE_DATA_DIR": str(folder),
        "SITE_URL": "", "HSTS_SUBDOMAINS": "", "HSTS_PRELOAD": "", "SECURITY_CONTACT": "",
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "-c", shown],
        cwd=ROOT,
        env=os.environ | clean | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "0 False False"),
        ({"SITE_URL": "https://library.example"}, "31536000 False False"),
        ({"SITE_URL": "https://library.example", "HSTS_SUBDOMAINS": "1"}, "31536000 True False"),
        (
            {"SITE_URL": "https://library.example", "HSTS_SUBDOMAINS": "1", "HSTS_PRELOAD": "1"},
            "31536000 True True",
        ),
    ],
)
def test_what_browsers_are_to_remember(tmp_path: Path, environment: dict[str, str], said: str) -> None:
    assert asked(tmp_path, **environment).stdout.strip() == said


@pytest.mark.parametrize(
    ("site_url", "said"),
    [
        ("https://library.example", "__Host-sessionid __Host-csrftoken True True"),
        ("http://127.0.0.1:8000", "sessionid csrftoken False False"),
    ],
)
def test_over_tls_no_other_site_of_the_domain_can_set_a_cookie_of_ours(
    tmp_path: Path, site_url: str, said: str
) -> None:
    assert asked(tmp_path, COOKIES, SITE_URL=site_url).stdout.strip() == said


def test_a_switch_is_on_or_off(tmp_path: Path) -> None:
    assert "HSTS_PRELOAD is 'yes', but it must be 0 or 1." in asked(tmp_path, HSTS_PRELOAD="yes").stderr


def test_a_contact_is_an_address_that_programs_can_open(tmp_path: Path) -> None:
    refused = asked(tmp_path, SECURITY_CONTACT="security@library.example")
    assert (
        "SECURITY_CONTACT is 'security@library.example', but it must begin with mailto:, https:// or tel:."
        in refused.stderr
    )
    assert asked(tmp_path, SECURITY_CONTACT="mailto:security@library.example").returncode == 0
