"""What `manage.py check --deploy` says of settings that are right for a demonstration and wrong for a site on the internet."""

from __future__ import annotations

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

#: What readers have a right to be told, by the setting that says it.
_TOLD_TO_READERS = {
    "PRIVACY_CONTROLLER": "the page on privacy does not say which charity answers for what is kept",
    "PRIVACY_CONTACT": "the page on privacy does not say whom readers can ask",
    "ACCESSIBILITY_CONTACT": "the page on accessibility does not say whom readers can tell what they cannot use",
}
_PRINTED = "django.core.mail.backends.console.EmailBackend"


def check_settings(app_configs: Sequence[AppConfig] | None = None, **kwargs: object) -> list[CheckMessage]:
    """An error for each, so that the command fails."""
    faults = []
    if not settings.BEHIND_TLS:
        faults.append(
            ("SITE_URL does not begin with https://. Set it to the address that readers use.", "E001")
        )
    if "*" in settings.ALLOWED_HOSTS:
        faults.append(("ALLOWED_HOSTS is *, so the site answers to every name. Name its hosts.", "E002"))
    if settings.EMAIL_SENDING_BACKEND == _PRINTED:
        faults.append(("EMAIL_URL is not set, so mails are printed instead of sent.", "E003"))
    if not settings.SECOND_FACTOR:
        faults.append(
            ("SECOND_FACTOR is 0, so a password alone opens what clinicians sign. Leave it out.", "E004")
        )
    return [Error(words, id=f"backcare.{number}") for words, number in faults]


def check_what_readers_are_told(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: object
) -> list[CheckMessage]:
    """A warning for each setting that is empty: the site works, and its pages leave a sentence out."""
    return [
        Warning(f"{name} is not set, so {what}.", id="backcare.W001")
        for name, what in _TOLD_TO_READERS.items()
        if not getattr(settings, name)
    ]


def register_deployment_check() -> None:
    """Run with `--deploy` alone."""
    register(check_settings, Tags.security, deploy=True)
    register(check_what_readers_are_told, Tags.security, deploy=True)
