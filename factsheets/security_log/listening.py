"""What the security log hears of by itself: Django says when somebody signs in, and when accounts and groups change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, AbstractUser, Group, Permission
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import models
from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save
from django.http import HttpRequest
from wagtail.models import Task

from .formats.event_kinds import EventKind
from .recording import record_failed_sign_in, record_security_event

_NAME_FIELDS = {
    "username": "user name",
    "email": "e-mail address",
    "first_name": "first name",
    "last_name": "last name",
}
_SWITCHES = {
    "is_active": (EventKind.SWITCHED_OFF, EventKind.SWITCHED_ON),
    "is_superuser": (EventKind.SUPERUSER_ENDED, EventKind.SUPERUSER_MADE),
}
#: Where a row was kept as it stood before it was saved.
_BEFORE = "_before_this_save"


def listen() -> None:
    """Connect all of it. To be called once, when all models are loaded."""
    user = get_user_model()
    heard: list[tuple[models.signals.ModelSignal, Any, Any]] = [
        (pre_save, _remember_person, user),
        (post_save, _person_saved, user),
        (pre_delete, _person_goes, user),
        (pre_save, _remember_group, Group),
        (post_save, _group_saved, Group),
        (pre_delete, _group_goes, Group),
        (m2m_changed, _roles_changed, user.groups.through),
        (m2m_changed, _own_permissions_changed, user.user_permissions.through),
        (m2m_changed, _permissions_changed, Group.permissions.through),
    ]
    heard += [(m2m_changed, _step_changed, through) for through in _roles_of_steps()]
    for signal, handler, sender in heard:
        signal.connect(handler, sender=sender, dispatch_uid=f"security_log {handler.__name__} {sender}")
    user_logged_in.connect(_signed_in, dispatch_uid="security_log signed in")
    user_logged_out.connect(_signed_out, dispatch_uid="security_log signed out")
    user_login_failed.connect(_sign_in_failed, dispatch_uid="security_log sign-in failed")


class NotesNewPasswords:
    """For `AUTH_PASSWORD_VALIDATORS`: Django tells validators when a password was set, by whatever way."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Any password will do here."""

    def get_help_text(self) -> str:
        """Beside the field."""
        return "The security log notes that a password was set, never the password itself."

    def password_changed(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Called by Django once it is stored."""
        if user is not None:
            record_security_event(EventKind.PASSWORD_SET, user)


def _signed_in(sender: object, request: HttpRequest, user: AbstractUser, **_options: object) -> None:
    record_security_event(EventKind.SIGNED_IN, user, request=request, actor=user)


def _signed_out(sender: object, request: HttpRequest, user: AbstractUser | None, **_options: object) -> None:
    if user is not None:
        record_security_event(EventKind.SIGNED_OUT, user, request=request, actor=user)


def _sign_in_failed(
    sender: object, credentials: Mapping[str, object], request: HttpRequest | None = None, **_options: object
) -> None:
    names = (get_user_model().USERNAME_FIELD, "username", "login", "email")
    typed = next((str(credentials[name]) for name in names if credentials.get(name)), "")
    record_failed_sign_in(typed, request=request)


def _remember_person(sender: object, instance: AbstractUser, raw: bool, **options: Any) -> None:
    """Whether anything that the log tells of may change: signing in stores its time in the account, too."""
    fields = options.get("update_fields")
    told = {*_NAME_FIELDS, *_SWITCHES}
    if instance._state.adding or raw or (fields is not None and not told & set(fields)):
        setattr(instance, _BEFORE, None)
        return
    setattr(instance, _BEFORE, type(instance)._default_manager.filter(pk=instance.pk).values(*told).first())


def _person_saved(sender: object, instance: AbstractUser, created: bool, **_options: object) -> None:
    before = instance.__dict__.pop(_BEFORE, None)
    if created:
        record_security_event(EventKind.PERSON_MADE, instance)
        if instance.is_superuser:
            record_security_event(EventKind.SUPERUSER_MADE, instance)
        return
    if before is None:
        return
    changed = [
        f"{words} from “{before[name]}” to “{getattr(instance, name)}”"
        for name, words in _NAME_FIELDS.items()
        if before[name] != getattr(instance, name)
    ]
    if changed:
        record_security_event(EventKind.PERSON_CHANGED, instance, "; ".join(changed))
    for name, kinds in _SWITCHES.items():
        if before[name] != getattr(instance, name):
            record_security_event(kinds[bool(getattr(instance, name))], instance)


def _person_goes(sender: object, instance: AbstractUser, **_options: object) -> None:
    roles = ", ".join(instance.groups.order_by("name").values_list("name", flat=True))
    record_security_event(EventKind.PERSON_DELETED, instance, f"Roles: {roles}" if roles else "")


def _remember_group(sender: object, instance: Group, **_options: object) -> None:
    old = None if instance._state.adding else Group.objects.filter(pk=instance.pk).first()
    setattr(instance, _BEFORE, old.name if old else None)


def _group_saved(sender: object, instance: Group, created: bool, **_options: object) -> None:
    before = instance.__dict__.pop(_BEFORE, None)
    if created:
        record_security_event(EventKind.GROUP_MADE, instance)
    elif before is not None and before != instance.name:
        record_security_event(EventKind.GROUP_CHANGED, instance, f"name from “{before}” to “{instance.name}”")


def _group_goes(sender: object, instance: Group, **_options: object) -> None:
    members = get_user_model().objects.filter(groups=instance.pk)
    names = ", ".join(person.get_username() for person in members.order_by("pk"))
    record_security_event(EventKind.GROUP_DELETED, instance, f"Who had it: {names}" if names else "")


def _roles_changed(sender: object, instance: Any, **options: Any) -> None:
    """One row for each person and role, whichever of the two was named."""
    kind = {
        "post_add": EventKind.ROLE_GIVEN,
        "post_remove": EventKind.ROLE_TAKEN,
        "pre_clear": EventKind.ROLE_TAKEN,
    }
    what = kind.get(options["action"])
    if what is None:
        return
    people, groups = get_user_model().objects.all(), Group.objects.all()
    others = people if options["reverse"] else groups
    chosen = _chosen(others, instance.user_set if options["reverse"] else instance.groups, options)
    for other in chosen:
        person, group = (other, instance) if options["reverse"] else (instance, other)
        record_security_event(what, person, group.name)


def _permissions_changed(sender: object, instance: Any, **options: Any) -> None:
    if options["reverse"]:
        for group in _chosen(Group.objects.all(), getattr(instance, "group_set", None), options):
            _tell_of_permissions(group, [instance], options["action"])
        return
    _tell_of_permissions(
        instance, _chosen(Permission.objects.all(), instance.permissions, options), options["action"]
    )


def _own_permissions_changed(sender: object, instance: Any, **options: Any) -> None:
    if not options["reverse"]:
        chosen = _chosen(Permission.objects.all(), instance.user_permissions, options)
        _tell_of_permissions(instance, chosen, options["action"])


def _tell_of_permissions(holder: models.Model, permissions: Iterable[Any], action: str) -> None:
    words = {"post_add": "given", "post_remove": "taken away", "pre_clear": "taken away"}.get(action)
    names = sorted(each.name.removeprefix("Can ") for each in permissions)
    if words and names:
        record_security_event(EventKind.PERMISSIONS_CHANGED, holder, f"{words}: {', '.join(names)}")


def _step_changed(sender: object, instance: Any, **options: Any) -> None:
    words = {"post_add": "may decide it", "post_remove": "may not decide it any more"}
    words["pre_clear"] = words["post_remove"]
    says = words.get(options["action"])
    if says is None or options["reverse"]:
        return
    for group in _chosen(Group.objects.all(), instance.groups, options):
        record_security_event(EventKind.STEP_CHANGED, f"Step “{instance}”", f"{group.name} {says}")


def _chosen(rows: Any, held: Any, options: Mapping[str, Any]) -> list[Any]:
    """What the change is about: of a clearing, all that there was."""
    if options["action"] == "pre_clear":
        return list(held.all()) if held is not None else []
    return list(rows.filter(pk__in=options["pk_set"] or ()).order_by("pk"))


def _roles_of_steps() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        for field in model._meta.local_many_to_many if issubclass(model, Task) else ():
            if field.related_model is Group:
                yield getattr(model, field.name).through
