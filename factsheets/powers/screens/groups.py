"""The screens "Groups": the roles of the charity are read there, and other groups get none of their powers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from typing_extensions import override
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import GroupCollectionPermission, GroupPagePermission
from wagtail.users.forms import GroupForm
from wagtail.users.views.groups import GroupViewSet

from factsheets.people.alike import is_of_two_alphabets
from factsheets.people.roles import is_name_of_a_role
from factsheets.powers.rules import (
    NAME_OF_A_ROLE,
    READ_ONLY_ROLE,
    TWO_ALPHABETS,
    is_own_role,
    why_permissions_are_closed,
)
from factsheets.security_log.formats.event_kinds import EventKind
from factsheets.security_log.recording import record_security_event

from .refusing import RefusingForm

#: Name of a hook, called with the request and the group: Wagtail has such for people and not for groups.
BEFORE_EDIT_GROUP = "before_edit_group"
#: Name of a hook, called with the request and the lists of permissions below the form of a group.
CONSTRUCT_PANELS = "construct_permission_panels"


class GuardedGroupForm(RefusingForm, GroupForm):
    """Wagtail's, with the rules as errors."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_own_role(self.instance):
            self.fields["name"].help_text = READ_ONLY_ROLE

    @override
    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if is_own_role(self.instance):
            self.refuse(None, READ_ONLY_ROLE)
            return cleaned
        name = str(self.cleaned_data.get("name", ""))
        if "name" in self.changed_data and is_name_of_a_role(name):
            self.refuse("name", NAME_OF_A_ROLE)
        elif "name" in self.changed_data and is_of_two_alphabets(name):
            self.refuse("name", TWO_ALPHABETS)
        if "permissions" in self.errors:  # the table of permissions shows no errors
            self.add_error(None, self.errors["permissions"])
        elif "permissions" in self.cleaned_data:
            held = set(self.instance.permissions.all()) if self.instance.pk else set()
            gained = [each for each in self.cleaned_data["permissions"] if each not in held]
            if reason := why_permissions_are_closed(gained):
                self.refuse(None, reason)
        return cleaned


class _Noted:
    """Mixed into the views that save a group: what it may do with pages, pictures and documents is saved past any signal."""

    object: Group
    request: HttpRequest

    @cached_property
    def permission_panel_forms(self) -> list[Any]:
        """Wagtail's, as others of ours have changed them."""
        panels: list[object] = super().permission_panel_forms  # type: ignore[misc]
        for change in hooks.get_hooks(CONSTRUCT_PANELS):
            change(self.request, panels)
        return panels

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """As Wagtail does, and the log says which permissions have changed."""
        with transaction.atomic():
            before = _places(kwargs.get("pk"))
            response: HttpResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]
            after = _places(self.object.pk)
            for words, names in (("given", after - before), ("taken away", before - after)):
                if names:
                    what = f"{words}: {', '.join(sorted(names))}"
                    record_security_event(EventKind.PERMISSIONS_CHANGED, self.object, what)
        return response


class AddGroup(_Noted, GroupViewSet.add_view_class):
    """A group of the charity's own."""


class EditGroup(_Noted, GroupViewSet.edit_view_class):
    """A group of the charity's own; a role is only read."""

    @override
    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        for before in hooks.get_hooks(BEFORE_EDIT_GROUP):
            if answer := before(request, self.get_object()):
                return answer  # type: ignore[no-any-return]
        return super().post(request, *args, **kwargs)


class DeleteGroup(GroupViewSet.delete_view_class):
    """Not for a role of the charity: nobody is asked whether it shall be."""

    @override
    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if is_own_role(self.get_object()):
            return self._stays()
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    @override
    def form_valid(self, form: forms.Form) -> HttpResponse:
        if is_own_role(self.object):
            record_security_event(EventKind.REFUSED, self.object, READ_ONLY_ROLE)
            return self._stays()
        response: HttpResponse = super().form_valid(form)
        return response

    def _stays(self) -> HttpResponse:
        role = self.get_object()
        messages.error(self.request, f"“{role}” was not deleted. {READ_ONLY_ROLE}")
        return redirect("wagtailusers_groups:edit", role.pk)


class GuardedGroupViewSet(GroupViewSet):
    """Whatever these screens change stands in the security log."""

    add_view_class = AddGroup
    edit_view_class = EditGroup
    delete_view_class = DeleteGroup

    @override
    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm[Any]]:
        return GuardedGroupForm


def _places(group: object) -> set[str]:
    """What a group may do where, in words; nothing for one that is not stored yet."""
    if group is None:
        return set()
    pages = GroupPagePermission.objects.filter(group=group).select_related("permission", "page")
    files = GroupCollectionPermission.objects.filter(group=group).select_related("permission", "collection")
    return {
        *(f"{_in_words(each.permission)} in “{each.page}”" for each in pages),
        *(f"{_in_words(each.permission)} in “{each.collection}”" for each in files),
    }


def _in_words(permission: Permission) -> str:
    return permission.name.removeprefix("Can ")
