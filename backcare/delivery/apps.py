"""The application that carries the requests for refreshing, and listens to every change."""

from django.apps import AppConfig
from django.utils.module_loading import import_string
from typing_extensions import override


class DeliveryConfig(AppConfig):
    """Carries the table of changes and the command that publishes."""

    name = "backcare.delivery"
    label = "backcare_delivery"
    verbose_name = "Published files"
    default_auto_field = "django.db.models.BigAutoField"

    @override
    def ready(self) -> None:
        """Hook of Django's start."""
        # Named, not imported: it needs the models.
        import_string("backcare.delivery.listening.hear_every_change")()
