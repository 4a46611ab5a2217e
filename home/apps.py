"""The front door as an application."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import import_string
from typing_extensions import override


class HomeConfig(AppConfig):
    """The first pages of an empty installation are laid after each `migrate`."""

    name = "home"
    verbose_name = "Home"

    @override
    def ready(self) -> None:
        # Named, not imported: the module needs models, which are ready only now.
        handler = import_string("home.foundations.lay_pages")
        post_migrate.connect(handler, sender=self, dispatch_uid="home.lay_pages")
