"""Settings for the test suite: quick, alone, and as close to production as that allows."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import LOGGING, MODELSEARCH_BACKENDS, STORAGES

SECRET_KEY = "only-for-tests"  # noqa: S105
MEDIA_ROOT = Path(tempfile.gettempdir()) / "backcare-test-media"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
LOGGING = LOGGING | {"root": {"handlers": ["stderr"], "level": "WARNING"}}
MODELSEARCH_BACKENDS = {
    "default": MODELSEARCH_BACKENDS["default"]
    | {"PATH": Path(tempfile.mkdtemp(prefix="backcare-search-")), "BACKGROUND": False}
}
