"""The application that carries the queue of the search index."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Carries the table of the queue and its migrations; the label is that of the table's name."""

    name = "backcare.search"
    label = "backcare_search"
    verbose_name = "Search index"
    default_auto_field = "django.db.models.BigAutoField"
