"""How a form refuses what a rule forbids: a sentence beside the field, and a row in the security log."""

from __future__ import annotations

from django import forms
from django.contrib.auth.models import AbstractUser

from factsheets.security_log.acting import who_acts
from factsheets.security_log.formats.event_kinds import EventKind
from factsheets.security_log.recording import record_security_event


class RefusingForm(forms.ModelForm):  # type: ignore[type-arg]
    """Mixed into a form of Wagtail's."""

    _reasons: tuple[str, ...] = ()

    @property
    def actor(self) -> AbstractUser | None:
        """Whoever has signed in; None in a command."""
        return who_acts().person

    def refuse(self, field: str | None, reason: str) -> None:
        """An error beside `field`, or above the form for None. Each reason is noted once, whatever number of fields it is about."""
        self.add_error(field, reason)
        if reason not in self._reasons:
            self._reasons = (*self._reasons, reason)
            # The instance carries what was typed already, its name included.
            stored = type(self.instance)._base_manager.filter(pk=self.instance.pk).first()
            record_security_event(EventKind.REFUSED, stored or self.instance, reason)
