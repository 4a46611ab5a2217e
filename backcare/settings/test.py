"""Settings for the test suite: quick, alone, and as close to production as that allows."""

import os
import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import STORAGES
from .logs import LOGGING
from .search_server import search_backend

SECRET_KEY = "only-for-tests"  # noqa: S105
# Off but in the tests of it, whatever the environment says.
SECOND_FACTOR = False
RECENT_MINUTES = 0
# What is under test is no machine's speed: beside other work an answer of PostgreSQL may take a while.
DATABASE_SECONDS_FOR_READERS = 60
MEDIA_ROOT = Path(tempfile.gettempdir()) / "backcare-test-media"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = EMAIL_SENDING_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
LOGGING = LOGGING | {
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Most tests have no index, and the database answers them.
    "loggers": LOGGING["loggers"] | {"backcare.search": {"level": "ERROR"}},
}
# A folder for each process, deleted at its end, and no index in it: the database answers until a test builds one.
# No other thread sees the transactions of a test.
# It lies in memory where there is such a folder: a commit waits for the disk, and no test survives a power cut anyway.
MEMORY = Path("/dev/shm")  # noqa: S108
_search = tempfile.TemporaryDirectory(
    prefix="backcare-search-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None, ignore_cleanup_errors=True
)
PDF_FOLDER = Path(_search.name) / "pdfs"
TURNS_FOLDER = Path(_search.name) / "turns"
# On in the tests of it alone.
PUBLISH_FILES = COUNT_READERS = False
PUBLISHED_FOLDER = Path(_search.name) / "published"
READING_COUNTS_FOLDER = Path(_search.name) / "reading-counts"
WAGTAILSEARCH_BACKENDS = {
    "default": search_backend(Path(_search.name) / "search", server="", url="") | {"BACKGROUND": False}
}
