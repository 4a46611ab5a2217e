"""Settings of production, but static files are laid out as they are: packing them costs a start most, and is no upgrade."""

from backcare.settings.base import *  # noqa: F403
from backcare.settings.base import STORAGES

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
