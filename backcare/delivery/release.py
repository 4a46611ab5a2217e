"""What an answer is made from besides the database: the code, the templates, the names of static files, and settings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

import django
import wagtail
from django.conf import settings

_CODE = ("backcare", "factsheets", "home", "templates")
_ENDINGS = {".py", ".html", ".jinja", ".txt", ".md", ".yaml", ".json", ".css", ".js", ".svg", ".woff2", ".mo"}
#: Of where and how the site runs, not of what it says.
_LEFT_OUT = (
    "DATABASE",
    "SECRET",
    "EMAIL",
    "PORT",
    "CACHES",
    "LOGGING",
    "DATA_DIR",
    "PUBLISHED_FOLDER",
    "BASE_DIR",
)


def release() -> str:
    """Another one for other code, other settings, and other versions of Django or Wagtail."""
    told = hashlib.blake2b(_code().encode(), digest_size=16)
    for name in sorted(dir(settings)):
        if name.isupper() and not name.startswith(_LEFT_OUT) and _is_plain(value := getattr(settings, name)):
            told.update(f"{name}={value!r}\n".encode())
    return told.hexdigest()


@cache
def _code() -> str:
    told = hashlib.blake2b(digest_size=16)
    told.update(f"{django.get_version()} {wagtail.__version__} {version('jinja2')}\n".encode())
    for path in _files():
        told.update(f"{path.relative_to(settings.ROOT)}\n".encode())
        told.update(hashlib.blake2b(path.read_bytes(), digest_size=16).digest())
    return told.hexdigest()


def _files() -> Iterator[Path]:
    for folder in _CODE:
        for path in sorted(Path(settings.ROOT, folder).rglob("*")):
            if path.suffix in _ENDINGS and "migrations" not in path.parts and path.is_file():
                yield path


def _is_plain(value: object) -> bool:
    if isinstance(value, list | tuple):
        return all(_is_plain(each) for each in value)
    return value is None or isinstance(value, str | int | float | bool)
