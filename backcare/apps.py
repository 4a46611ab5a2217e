"""The application that carries the site's own commands, static files and settings."""

from django.apps import AppConfig
from typing_extensions import override

from .deployment import register_deployment_check


class BackcareConfig(AppConfig):
    """Carries the commands of the site and its static files; it has no models."""

    name = "backcare"
    verbose_name = "BackCare site"

    @override
    def ready(self) -> None:
        """Hook of Django's start."""
        register_deployment_check()
