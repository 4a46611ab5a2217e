"""The site with a search index that nobody tells of changes: what a save takes without it."""

from backcare.settings.base import *  # noqa: F403
from backcare.settings.base import WAGTAILSEARCH_BACKENDS as _WITH_INDEX

WAGTAILSEARCH_BACKENDS = {"default": _WITH_INDEX["default"] | {"AUTO_UPDATE": False}}
