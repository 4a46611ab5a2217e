"""The screen “Published files” under Reports: whether readers have what the database says."""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import URLPattern, path, reverse_lazy
from typing_extensions import override
from wagtail.admin.menu import MenuItem
from wagtail.models import Workflow
from wagtail.permission_policies import ModelPermissionPolicy

from .standing import standing

#: No more lines than somebody reads.
_MOST = 200


def published_files(request: HttpRequest) -> HttpResponse:
    """For those who look after the way to publication."""
    if not _may_see(request.user):
        raise PermissionDenied
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    try:
        found = standing()
    except OSError as error:
        return render(request, "delivery/published_files.html", {"trouble": error.strerror or str(error)})
    failures = [(each.address, each.reason, _moment(each.since)) for each in found.failures[:_MOST]]
    context = {"standing": found, "failures": failures, "more": max(len(found.failures) - _MOST, 0)}
    return render(request, "delivery/published_files.html", context)


class PublishedFilesItem(MenuItem):
    """Its entry under “Reports”."""

    @override
    def is_shown(self, request: HttpRequest) -> bool:
        return _may_see(request.user)


def published_files_item() -> PublishedFilesItem:
    """For Wagtail's menu of reports."""
    return PublishedFilesItem(
        "Published files",
        reverse_lazy("published_files"),
        name="published-files",
        icon_name="globe",
        order=150,
    )


def published_files_urls() -> list[URLPattern]:
    """The address of the screen, in the admin."""
    return [path("reports/published-files/", published_files, name="published_files")]


def _may_see(user: object) -> bool:
    return bool(
        isinstance(user, AbstractBaseUser)
        and ModelPermissionPolicy(Workflow).user_has_permission(user, "change")
    )


def _moment(since: float) -> datetime:
    return datetime.fromtimestamp(since, UTC)
