"""The forms for an account: Wagtail's, without superusers, and with the rules as errors beside the fields."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Group
from typing_extensions import override
from wagtail.users.forms import UserCreationForm, UserEditForm

from factsheets.accounts.beginning_anew import begin_anew
from factsheets.powers.rules import (
    ADDRESS_OF_ANOTHER,
    NAME_OF_ANOTHER,
    OWN_ROLES,
    TAKEN_ADDRESS,
    guarded_among,
    guarded_people,
    is_address_of_another,
    is_name_of_another,
    is_taken_address,
    why_account_is_closed,
    why_nobody_would_hear,
    why_superuser_is_closed,
)

from .refusing import RefusingForm

_ROLES_HELP = (
    "Whoever gives the role of a clinical reviewer or an administrator, or takes it away, is named in a mail to all of them "
    "at once, and in the security log."
)
_ADDRESS_HELP = (
    "Another address makes the account anew: its password, second factor and sessions end, and an invitation goes to the "
    "new address."
)


class _Guarded(RefusingForm):
    """Superusers are made on the command line, so the field that would make one is gone whatever is posted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("is_superuser", None)
        self.fields["groups"].help_text = _ROLES_HELP

    @override
    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        name, address = self._meta.model.USERNAME_FIELD, self._meta.model.EMAIL_FIELD
        if name in self.changed_data and (typed := self.cleaned_data.get(name, "")):
            if is_address_of_another(typed, self.instance):
                self.refuse(name, ADDRESS_OF_ANOTHER)
            elif is_name_of_another(typed, self.instance):
                self.refuse(name, NAME_OF_ANOTHER)
        if address in self.changed_data and is_taken_address(
            self.cleaned_data.get(address, ""), self.instance
        ):
            self.refuse(address, TAKEN_ADDRESS)
        return cleaned

    def refuse_what_nobody_would_hear(self, actor: AbstractUser, given: list[Group]) -> None:
        """An error beside the roles where a guarded one is among `given` and nobody would be told."""
        if guarded_among(given) and (reason := why_nobody_would_hear(actor, [self.instance])):
            self.refuse("groups", reason)


class NewPersonForm(_Guarded, UserCreationForm):
    """For a new account."""

    @override
    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.actor:
            self.refuse_what_nobody_would_hear(self.actor, list(self.cleaned_data.get("groups", [])))
        return cleaned


class PersonForm(_Guarded, UserEditForm):
    """For an account that is there. With another address it begins anew: nobody prepares an account, keeps its password,
    and gives it a colleague's address and powers."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if address := self.fields.get(self._meta.model.EMAIL_FIELD):
            address.help_text = _ADDRESS_HELP

    @override
    def save(self, commit: bool = True) -> AbstractUser:
        person: AbstractUser = super().save(commit=commit)
        actor, address = self.actor, person.EMAIL_FIELD
        is_by_another = actor is not None and actor.pk != person.pk
        if commit and actor and is_by_another and address in self.changed_data and getattr(person, address):
            begin_anew(person, by=actor.get_username())
        return person

    @override
    def clean(self) -> dict[str, object] | None:
        cleaned = super().clean()
        actor = self.actor
        if actor is not None:
            stored = get_user_model()._default_manager.get(pk=self.instance.pk)
            if reason := why_superuser_is_closed(actor, stored):
                self.refuse(None, reason)
            else:
                self._refuse_to_enter(actor, stored)
                self._refuse_powers(actor, stored)
        return cleaned

    def _refuse_to_enter(self, actor: AbstractUser, stored: AbstractUser) -> None:
        if not (reason := why_account_is_closed(actor, stored)):
            return
        for name in (stored.USERNAME_FIELD, stored.EMAIL_FIELD):
            if name in self.cleaned_data and self.cleaned_data[name] != getattr(stored, name):
                self.refuse(name, reason)

    def _refuse_powers(self, actor: AbstractUser, stored: AbstractUser) -> None:
        if "groups" not in self.cleaned_data:
            return
        before, after = set(stored.groups.all()), set(self.cleaned_data["groups"])
        if actor.pk == stored.pk:
            if before != after:
                self.refuse("groups", OWN_ROLES)
            return
        self.refuse_what_nobody_would_hear(actor, list(after - before))
        switched_on = self.cleaned_data.get("is_active") and not stored.is_active
        is_guarded = guarded_people().filter(pk=stored.pk).exists()
        if switched_on and is_guarded and (reason := why_nobody_would_hear(actor, [stored])):
            self.refuse("is_active", reason)
