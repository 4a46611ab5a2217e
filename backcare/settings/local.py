"""Settings for a developer's own machine: everything is shown, nothing is cached."""

from .base import *  # noqa: F403
from .base import STORAGES, TASKS

DEBUG = True
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
# Templates and styles are other ones with every key.
PUBLISH_FILES = False
# `runserver` has no worker beside it: what would be done in the background is done at once.
TASKS = TASKS | {"background": TASKS["default"]}
