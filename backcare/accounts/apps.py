"""Signing in as an application: what it hears, and the table that all processes count in."""

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_save
from django.utils.module_loading import import_string
from typing_extensions import override


class AccountsConfig(AppConfig):
    """Stands before the package for signing in, so that its commands and templates are the site's own."""

    name = "backcare.accounts"
    label = "backcare_accounts"
    verbose_name = "Signing in"

    @override
    def ready(self) -> None:
        """Hook of Django's start."""
        keep_address = import_string("backcare.accounts.addresses.keep_address")
        import_string("backcare.accounts.recently.notice_proofs")()
        import_string("backcare.accounts.page_passwords.bind_to_the_password")()
        import_string("backcare.accounts.new_factor.notice_new_factors")()
        post_save.connect(keep_address, sender=settings.AUTH_USER_MODEL, dispatch_uid="keep_address")
