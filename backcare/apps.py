"""The application that carries the site's own commands, static files and settings."""

from django.apps import AppConfig


class BackcareConfig(AppConfig):
    """Carries the commands of the site and its static files; it has no models."""

    name = "backcare"
    verbose_name = "BackCare site"
