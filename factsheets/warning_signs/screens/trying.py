"""The page "Try the warning signs": what they miss, where they are wrong, and a box for any phrase."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.permission_policies import ModelPermissionPolicy

from factsheets.warning_signs.models.warning_sign import WarningSign
from factsheets.warning_signs.trying import try_all, try_one


def may_see_warning_signs(user: object) -> bool:
    """Whoever may look at them."""
    return bool(ModelPermissionPolicy(WarningSign).user_has_any_permission(user, ["view", "add", "change"]))


def try_warning_signs(request: HttpRequest) -> HttpResponse:
    """All kept phrases, and the one of `?q=`."""
    if not may_see_warning_signs(request.user):
        raise PermissionDenied
    q = request.GET.get("q", "").replace("\x00", "").strip()
    tried = try_all()
    context = {
        "q": q,
        "asked": try_one(q) if q else None,
        "count": len(tried),
        "right": sum(each.is_right for each in tried),
        "missed": [each for each in tried if each.is_missed],
        "false_alarms": [each for each in tried if each.is_false_alarm],
    }
    return render(request, "factsheets/warning_signs/screens/try.html", context)
