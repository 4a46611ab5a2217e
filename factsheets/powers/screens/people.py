"""The screens "Users": with the roles of each person in the list, and the rules in the forms."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.contrib.auth.models import AbstractUser
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from typing_extensions import override
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import BooleanRadioSelect
from wagtail.users.views.users import UserViewSet

from factsheets.powers.rules import why_superuser_is_closed
from factsheets.security_log.acting import who_acts

from .person_forms import NewPersonForm, PersonForm


class PeopleList(UserViewSet.index_view_class):
    """Says which roles each person has, in the place of Wagtail's level of access."""

    @cached_property
    @override
    def columns(self) -> list[Column]:
        roles = Column("roles", label="Roles", accessor=_roles_of, width="20%")
        return [roles if column.name == "is_superuser" else column for column in super().columns]

    @override
    def get_base_queryset(self) -> QuerySet[Any]:
        people: QuerySet[Any] = super().get_base_queryset().prefetch_related("groups")
        return people


class PeopleFilters(UserViewSet.filterset_class):
    """Calls superusers so: Wagtail's word for them is the name of a role here."""

    is_superuser = django_filters.BooleanFilter(label="Superuser", widget=BooleanRadioSelect)


class EditPerson(UserViewSet.edit_view_class):
    """Shows no form for an account that nobody may change with it."""

    @override
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actor = who_acts(request).person
        if actor is not None and (reason := why_superuser_is_closed(actor, self.object)):
            messages.error(request, reason)
            return redirect("wagtailusers_users:index")
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response


class PeopleViewSet(UserViewSet):
    """Without copying an account: a copy would have its roles without anybody having given them."""

    index_view_class = PeopleList
    edit_view_class = EditPerson
    filterset_class = PeopleFilters
    copy_view_enabled = False
    create_template_name = "factsheets/powers/screens/add_person.html"

    @override
    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm[Any]]:
        return PersonForm if for_update else NewPersonForm


def _roles_of(person: AbstractUser) -> str:
    roles = sorted(group.name for group in person.groups.all())
    return ", ".join(["Superuser", *roles] if person.is_superuser else roles)
