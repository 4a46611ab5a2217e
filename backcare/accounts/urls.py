"""The addresses of signing in, and the doors of Django's and Wagtail's own that lead there or are shut."""

from __future__ import annotations

from allauth.account import views
from django.conf import settings
from django.contrib.auth.views import LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import include, path, re_path, reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView
from typing_extensions import override
from wagtail.views import authenticate_with_password

from .page_passwords import counted
from .reset_screen import set_password_once


@never_cache
def to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """On to the one form for signing in; what was sent to this address is not looked at, but for where to go afterwards.

    Whoever is signed in already, and whose account opens nothing of the admin, is told so.
    """
    if request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
        return render(request, "accounts/opens_nothing.html", status=403)
    following = request.GET.get("next")
    query = f"?{urlencode({'next': following})}" if following else ""
    return HttpResponseRedirect(reverse("account_login") + query)


@never_cache
def to_sign_in_for_readers(request: HttpRequest) -> HttpResponseBase:
    """Where the rule of a page or collection sends whoever it does not let in. Somebody who is signed in is told so: to sign
    in once more would lead them back to the rule, and so on without an end."""
    if request.user.is_authenticated and request.user.has_perm("wagtailadmin.access_admin"):
        return render(request, "accounts/for_others.html", status=403)
    return to_sign_in(request)


class SignOut(LogoutView):
    """In place of Wagtail's, which took the cookie away for a GET too, and left the session open."""

    next_page = "account_login"

    @override
    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response: HttpResponse = super().post(request, *args, **kwargs)
        # Without it, caches see again that a reader asks who is nobody.
        response.delete_cookie(settings.SESSION_COOKIE_NAME, path=settings.SESSION_COOKIE_PATH)
        return response


_to_password_reset = never_cache(RedirectView.as_view(pattern_name="account_reset_password"))
_to_first_screen = never_cache(RedirectView.as_view(pattern_name="wagtailadmin_account"))

#: Each is named here: what a later version of the package adds is not open by itself.
urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("signup/", views.signup, name="account_signup"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        set_password_once,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    # Whoever signs in with a passkey and has no password gets one by mail.
    path("password/set/", _to_password_reset, name="account_set_password"),
    # Addresses are set by administrators.
    path("email/", _to_first_screen, name="account_email"),
    path("2fa/", include("allauth.mfa.urls")),
    path("devices/", include("allauth.usersessions.urls")),
]

#: In front of the map of the whole site.
doors = [
    path("admin/login/", to_sign_in, name="wagtailadmin_login"),
    path("admin/logout/", SignOut.as_view(), name="wagtailadmin_logout"),
    re_path(r"^admin/password_reset/", _to_password_reset, name="wagtailadmin_password_reset"),
    path("_util/login/", to_sign_in_for_readers, name="wagtailcore_login"),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        counted(authenticate_with_password, "page_view_restriction_id"),
        name="wagtailcore_authenticate_with_password",
    ),
]
