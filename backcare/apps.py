"""The application that carries the site's own commands, static files and settings."""

from django.apps import AppConfig


class BackcareConfig(AppConfig):
    name = "backcare"
    verbose_name = "BackCare site"
