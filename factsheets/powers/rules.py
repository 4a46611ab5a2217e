"""The rules, each as the sentence that refuses: what nobody does on a screen, whoever they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Group, Permission
from django.db.models import Q, QuerySet

from factsheets.people.roles import (
    CLINICAL_REVIEWER,
    clinical_role,
    guarded_permissions,
    guarded_roles,
    own_roles,
)
from factsheets.signing.models.reviewer_profile import ReviewerProfile
from factsheets.signing.models.workflow_tasks import ClinicalSignOffTask

OWN_ROLES = "You cannot change your own roles. Ask another administrator."
NAME_OF_A_ROLE = "This is the name of a role of the charity. Choose another one."
TWO_ALPHABETS = "Letters of two alphabets that look the same stand in this name, so that it could be taken for another one. Write it anew."
ADDRESS_OF_ANOTHER = "This is the e-mail address of another account. Choose another user name."
NAME_OF_ANOTHER = "Another account has this user name, if capitals and small letters count the same. Choose another user name."
TAKEN_ADDRESS = (
    "Another account has this e-mail address, so neither could sign in with it. Use another address."
)
READ_ONLY_ROLE = (
    "The roles of the charity are not changed on this screen, neither their name nor what they may do. To let people do "
    "more, make a group of your own beside it, and give people both."
)


def guarded_people() -> QuerySet[AbstractUser]:
    """Who signs off or has ever signed off, who has power over accounts, and superusers; active or not."""
    signed = ReviewerProfile.objects.values("user")
    users = get_user_model().objects
    found = users.filter(Q(is_superuser=True) | Q(groups__in=guarded_roles()) | Q(pk__in=signed))
    return users.filter(pk__in=found.values("pk")).order_by("pk")


def why_superuser_is_closed(actor: AbstractUser, subject: AbstractUser) -> str:
    """Superusers are changed by superusers alone; empty where that is no hindrance."""
    if not subject.is_superuser or actor.is_superuser:
        return ""
    return (
        f"“{subject.get_username()}” is a superuser. Nobody else changes that account on a screen. "
        "Ask whoever keeps the site."
    )


def why_account_is_closed(actor: AbstractUser, subject: AbstractUser) -> str:
    """Their own people alone change how guarded accounts are entered: user name, address, password, second factor.

    Empty for oneself, and for the account of somebody who is not guarded.
    """
    if actor.pk == subject.pk or not guarded_people().filter(pk=subject.pk).exists():
        return ""
    return (
        f"Only “{subject.get_username()}” can change this, under their own name in the menu, because they sign off or look "
        "after accounts. If they cannot sign in, ask whoever keeps the site. You can switch the account off."
    )


def why_nobody_would_hear(actor: AbstractUser, subjects: Iterable[AbstractUser]) -> str:
    """Powers are given where others hear of it at once. The first ones are given by a superuser; empty for those."""
    if actor.is_superuser or people_to_tell(actor.pk, {subject.pk for subject in subjects}):
        return ""
    return (
        "Nobody else would hear of it, because no other administrator or clinical reviewer has an e-mail address. "
        "Ask one of them to add theirs, or ask whoever keeps the site to give this role."
    )


def people_to_tell(actor_key: int | None, subject_keys: Collection[int | None]) -> list[AbstractUser]:
    """All others who can be reached: clinical reviewers, those with power over accounts, superusers."""
    keys = [key for key in (actor_key, *subject_keys) if key is not None]
    return list(guarded_people().filter(is_active=True).exclude(email="").exclude(pk__in=keys))


def is_address_of_another(username: str, subject: AbstractUser) -> bool:
    """Whether somebody else who signs in with their address would be taken for `subject`, and kept out."""
    return bool(username) and _others(subject).filter(email__iexact=username).exists()


def is_name_of_another(username: str, subject: AbstractUser) -> bool:
    """Whether somebody else who signs in with their name in other letters would be taken for nobody."""
    return bool(username) and _others(subject).filter(username__iexact=username).exists()


def is_taken_address(address: str, subject: AbstractUser) -> bool:
    """Whether somebody else, or `subject`, could not sign in with this address any more."""
    same = Q(email__iexact=address) | Q(username__iexact=address)
    return bool(address) and _others(subject).filter(same).exists()


def _others(subject: AbstractUser) -> QuerySet[AbstractUser]:
    return get_user_model()._default_manager.exclude(pk=subject.pk)


def guarded_among(groups: Iterable[Group]) -> list[Group]:
    """Those of `groups` whose members sign off or have power over accounts."""
    return list(guarded_roles().filter(pk__in=[group.pk for group in groups]))


def is_own_role(group: Group) -> bool:
    """Whether it is one that no screen changes."""
    return group.pk is not None and own_roles().filter(pk=group.pk).exists()


def why_permissions_are_closed(permissions: Iterable[Permission]) -> str:
    """Of what another group would gain: the powers of the guarded roles stay with them; empty if none is among them."""
    closed = guarded_permissions().filter(pk__in=[each.pk for each in permissions]).order_by("name")
    if not closed:
        return ""
    names = ", ".join(f"“{each.name}”" for each in closed)
    return f"Only the roles of the charity have power over sign-offs, accounts and steps. This group cannot get {names}."


def groups_that_would_gain(step: ClinicalSignOffTask) -> list[Group]:
    """The groups of a clinical step that is switched off which take no such step today: switched on, it would make them clinicians."""
    if step.active:
        return []
    may = Group.objects.filter(clinical_role())
    return list(step.groups.exclude(pk__in=may.values("pk")).order_by("name"))


def why_step_is_closed(step: ClinicalSignOffTask) -> str:
    """A switched-off clinical step of an older site is switched on for the clinical role alone; empty if that is so."""
    groups = groups_that_would_gain(step)
    if not groups:
        return ""
    names = ", ".join(f"“{group}”" for group in groups)
    return (
        f"The step “{step.name}” was not enabled: it would let {names} sign off. First choose “{CLINICAL_REVIEWER}” for it, on its "
        "own screen, or ask whoever keeps the site to run “manage.py restore_roles”."
    )
