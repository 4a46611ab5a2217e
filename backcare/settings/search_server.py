"""Where the search index lies: in files beside the data, or on a server that several machines share."""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

# What SEARCH_BACKEND may be: the package that talks to such a server, and which of its major versions.
SERVERS = {
    "opensearch2": ("opensearch-py", 2),
    "opensearch3": ("opensearch-py", 3),
    "elasticsearch7": ("elasticsearch", 7),
    "elasticsearch8": ("elasticsearch", 8),
    "elasticsearch9": ("elasticsearch", 9),
}
FORM = "https://user:password@host:9200"


def search_backend(folder: Path, *, server: str, url: str) -> dict[str, object]:
    """The default entry of WAGTAILSEARCH_BACKENDS; raises `ImproperlyConfigured`, which never repeats the password.

    `server` and `url` are the values of SEARCH_BACKEND and SEARCH_URL, both empty for files in `folder`.
    """
    if not server and not url:
        return {
            "BACKEND": "backcare.search",
            "PATH": folder,
            "SYNONYMS": "factsheets.search.synonyms.groups",
            "ENGLISH": "factsheets.language.english.is_english",
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
    package, major = SERVERS[server]
    if _installed(package) != major:
        raise ImproperlyConfigured(
            f"SEARCH_BACKEND is {server}, which needs the Python package {package} in a version {major}; "
            f"install it with: pip install '{package}>={major},<{major + 1}'"
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


def _installed(package: str) -> int | None:
    """The major version of an installed package; None when it is not there."""
    try:
        return int(version(package).partition(".")[0])
    except PackageNotFoundError:
        return None
