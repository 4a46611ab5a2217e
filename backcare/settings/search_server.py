"""Where the search index lies: in files beside the data, or on a server that several machines share."""

import importlib.util
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

# What SEARCH_BACKEND may be, and the package that talks to such a server.
SERVERS = {
    "opensearch2": "opensearchpy",
    "opensearch3": "opensearchpy",
    "elasticsearch7": "elasticsearch",
    "elasticsearch8": "elasticsearch",
    "elasticsearch9": "elasticsearch",
}
PACKAGES = {"opensearchpy": "opensearch-py", "elasticsearch": "elasticsearch"}
FORM = "https://user:password@host:9200"


def search_backend(folder: Path, *, server: str, url: str) -> dict[str, Any]:
    """The default entry of WAGTAILSEARCH_BACKENDS; raises `ImproperlyConfigured`, which never repeats the password.

    `server` and `url` are the values of SEARCH_BACKEND and SEARCH_URL, both empty for files in `folder`.
    """
    if not server and not url:
        return {
            "BACKEND": "backcare.search",
            "PATH": folder,
            "SYNONYMS": "factsheets.searching.synonyms.groups",
        }
    if not url:
        raise ImproperlyConfigured(
            f"SEARCH_BACKEND names a search server, but SEARCH_URL does not say where it is. It looks like {FORM}."
        )
    if server not in SERVERS:
        raise ImproperlyConfigured(
            f"SEARCH_URL names a search server, so SEARCH_BACKEND has to say which one it is: {', '.join(SERVERS)}."
        )
    if not _is_address(url):
        raise ImproperlyConfigured(f"SEARCH_URL cannot be read. It has to look like {FORM}.")
    package = SERVERS[server]
    if importlib.util.find_spec(package) is None:
        raise ImproperlyConfigured(
            f"SEARCH_BACKEND is {server}, but the Python package {PACKAGES[package]} that it needs is not installed."
        )
    return {
        "BACKEND": f"modelsearch.backends.{server}",
        "URLS": [url],
        "INDEX_PREFIX": "backcare_",
        "TIMEOUT": 5,
    }


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
