"""Settings of the process that runs modelsearch's own tests: its test app, its records, and our back end."""

import os
import tempfile
from pathlib import Path

from backcare.settings.database_url import database_from

SECRET_KEY = "only-for-tests"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en-gb"
ROOT_URLCONF = "modelsearch.test.urls"
FIXTURE_DIRS = [Path(__file__).parent / "fixtures"]
INSTALLED_APPS = [
    "modelsearch.test.testapp",
    "modelsearch",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "backcare.search",
]

# A database of its own: the tests around this process have theirs on the same server.
DATABASES = {"default": database_from(os.environ.get("DATABASE_URL") or "sqlite://:memory:")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    INSTALLED_APPS.append("django.contrib.postgres")
    DATABASES["default"]["TEST"] = {"NAME": f"modelsearch_own_{os.getpid()}"}

# In memory where the system has such a folder: nothing has to survive, so nothing waits for the disk.
# Kept in a name, because the folder goes when the object goes: at the end of the process.
INDEX_FOLDER = tempfile.TemporaryDirectory(
    prefix="modelsearch-own-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None
)
MODELSEARCH_BACKENDS = {
    "default": {"BACKEND": "backcare.search", "PATH": INDEX_FOLDER.name, "BACKGROUND": False}
}
