"""The site with the search that Wagtail brings along: it asks the database."""

from backcare.settings.base import *  # noqa: F403

WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}
