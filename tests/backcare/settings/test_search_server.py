"""Where search finds its index, by the environment alone; a mistake is told in one sentence."""

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from backcare.settings import search_server
from backcare.settings.search_server import search_backend

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def clients(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the packages that talk to search servers were installed: these are."""
    django = int(version("django").partition(".")[0])
    monkeypatch.setattr(search_server, "SERVERS", dict.fromkeys(search_server.SERVERS, ("django", django)))


@pytest.mark.parametrize(
    ("server", "url", "words"),
    [
        ("opensearch3", "", "SEARCH_URL does not say where"),
        ("", "https://search:secret-word@host:9200", "SEARCH_BACKEND has to say which"),
        ("solr", "https://search:secret-word@host:9200", "SEARCH_BACKEND has to say which"),
        ("opensearch3", "host:9200", "SEARCH_URL cannot be read"),
        ("opensearch3", "ftp://search:secret-word@host", "SEARCH_URL cannot be read"),
        ("opensearch3", "https://search:secret-word@host:port", "SEARCH_URL cannot be read"),
        ("opensearch3", "https://", "SEARCH_URL cannot be read"),
    ],
)
def test_a_mistake_is_told_without_the_password(clients: None, server: str, url: str, words: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=words) as refusal:
        search_backend(Path("/data/search"), server=server, url=url)
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize("package", ["not-installed-here", "django"])
def test_a_package_that_is_missing_or_of_another_version_is_named(
    monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    monkeypatch.setattr(search_server, "SERVERS", {"opensearch3": (package, 3)})
    with pytest.raises(ImproperlyConfigured, match=f"pip install '{package}>=3,<4'"):
        search_backend(Path("/data/search"), server="opensearch3", url="https://host:9200")


def test_a_server_is_used_by_its_settings_alone(clients: None) -> None:
    assert search_backend(
        Path("/data/search"), server="elasticsearch8", url="https://name:word@host:9200"
    ) == {
        "BACKEND": "modelsearch.backends.elasticsearch8",
        "URLS": ["https://name:word@host:9200"],
        "INDEX_PREFIX": "backcare_",
        "TIMEOUT": 5,
    }


def test_without_a_server_the_index_lies_in_the_data_folder(tmp_path: Path) -> None:
    assert _said("default['BACKEND'], default['PATH']", tmp_path) == f"backcare.search {tmp_path / 'search'}"


def test_a_wrong_value_stops_every_command_with_one_sentence(tmp_path: Path) -> None:
    stopped = _asked(
        ["manage.py", "check"], tmp_path, SEARCH_BACKEND="solr", SEARCH_URL="https://search.example:9200"
    )
    assert stopped.returncode == 1
    assert stopped.stderr.startswith("The settings are not right: SEARCH_URL names a search server")
    assert len(stopped.stderr.splitlines()) == 1


def _said(expression: str, folder: Path) -> str:
    words = f"from backcare.settings.base import WAGTAILSEARCH_BACKENDS; default = WAGTAILSEARCH_BACKENDS['default']; print({expression})"
    asked = _asked(["-c", words], folder)
    assert asked.returncode == 0, asked.stderr
    return asked.stdout.strip()


def _asked(words: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    settings = {
        "BACKCARE_DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "backcare.settings.base",
        "SEARCH_BACKEND": "",
        "SEARCH_URL": "",
    }
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=os.environ | settings | environment,
        capture_output=True,
        text=True,
        check=False,
    )
